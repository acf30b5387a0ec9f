/// Takes rows in one by one, as sensors send them: kept the moment they are acknowledged, landed together every few
/// seconds.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "platform.store",
            "platform.web",
            "platform.i18n",
            "trust.identity",
            "trust.access",
            "trust.journal",
            "trust.keys",
            "trust.door",
            "data.catalog",
            "data.ingest",
            "data.stewardship"
        })
package city.senne.data.push;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
