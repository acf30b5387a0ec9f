/// The keys of programs: who makes them, what each may be used for at most, and when it ends.
@ApplicationModule(allowedDependencies = {"platform.web", "platform.i18n", "platform.store", "trust.identity"})
@NullMarked
package city.senne.trust.keys;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
