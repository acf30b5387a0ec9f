/// Where the operator sets up the portal, and the pages with what she wrote there.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "platform.web",
            "platform.i18n",
            "platform.portal",
            "trust.identity",
            "trust.access",
            "trust.journal",
            "data.catalog"
        })
package city.senne.data.settings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
