/// What people and programs see of the data: the catalogue, each dataset, its rows, its downloads.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "platform.store",
            "platform.web",
            "platform.i18n",
            "platform.portal",
            "trust.identity",
            "trust.access",
            "trust.journal",
            "data.attachments",
            "data.catalog",
            "data.places",
            "data.query",
            "data.usage"
        })
package city.senne.data.explore;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
