/// Turns a delivered file into the next version of a dataset: received, read, judged, landed as a whole or not at all.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "platform.store",
            "platform.web",
            "platform.i18n",
            "platform.mail",
            "platform.portal",
            "trust.identity",
            "trust.access",
            "trust.journal",
            "data.catalog",
            "data.lake"
        })
package city.senne.data.ingest;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
