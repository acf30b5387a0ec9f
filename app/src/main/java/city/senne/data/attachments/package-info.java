/// Files that explain a dataset and are given with it as they are: a manual, a map legend, the original workbook.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "platform.store",
            "platform.web",
            "platform.i18n",
            "trust.identity",
            "trust.access",
            "trust.journal",
            "data.catalog",
            "data.ingest",
            "data.stewardship"
        })
package city.senne.data.attachments;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
