/// Stands before every door: finds out who is asking, and turns away forms that are not ours.
@ApplicationModule(allowedDependencies = {"platform.web", "platform.store", "trust.identity", "trust.keys"})
@NullMarked
package city.senne.trust.door;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
