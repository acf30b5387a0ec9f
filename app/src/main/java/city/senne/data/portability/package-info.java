/// Leaving: everything the city keeps goes out into one folder that other programs read, and comes back from it.
@NullMarked
@ApplicationModule(allowedDependencies = {"platform.store", "trust.identity"})
package city.senne.data.portability;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
