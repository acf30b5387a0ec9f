/// A city that does not exist, with data to try everything on.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "platform.store",
            "platform.portal",
            "platform.i18n",
            "trust.identity",
            "data.chart",
            "data.ingest",
            "data.catalog",
            "data.settings"
        })
package city.senne.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
