/// What the operator decided about the portal: its name, look, languages, map, home page and legal pages.
@NullMarked
@ApplicationModule(
        displayName = "Portal",
        allowedDependencies = {"platform.i18n"})
package city.senne.platform.portal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
