/// Other portals as sources: their datasets are taken over with what is said of them, and kept like theirs.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "platform.store",
            "platform.web",
            "platform.i18n",
            "trust.identity",
            "trust.access",
            "trust.journal",
            "trust.door",
            "data.catalog",
            "data.ingest"
        })
package city.senne.data.sources;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
