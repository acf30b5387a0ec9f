/// The frame of every page: templates, the look, errors, headers, assets.
@ApplicationModule(
        displayName = "Web",
        allowedDependencies = {"platform.i18n", "platform.store", "platform.portal"})
@NullMarked
package city.senne.platform.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
