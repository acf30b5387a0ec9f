/// Keeps what the city owns: one home folder with its database, its lake and its deliveries,
/// opened by one program at a time, backed up into one file.
@ApplicationModule(
        displayName = "Store",
        allowedDependencies = {})
@NullMarked
package city.senne.platform.store;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
