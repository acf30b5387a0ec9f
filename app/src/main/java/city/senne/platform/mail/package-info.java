/// Sends letters by e-mail, through the city's own server for it.
@ApplicationModule(
        displayName = "Mail",
        allowedDependencies = {"platform.store"})
@NullMarked
package city.senne.platform.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
