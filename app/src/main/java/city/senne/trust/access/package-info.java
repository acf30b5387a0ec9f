/// Decides, in one place and with a reason, whether a viewer may do an act: every door asks here before it reads or
/// writes.
@NullMarked
@ApplicationModule(allowedDependencies = {"platform.web", "platform.i18n", "trust.identity"})
package city.senne.trust.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
