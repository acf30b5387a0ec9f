/// The tables of the city, each version an immutable snapshot, committed together with whatever is recorded about it.
@NullMarked
@ApplicationModule(allowedDependencies = "platform.store")
package city.senne.data.lake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
