/// The places of a dataset version as map tiles, drawn of what the viewer may see.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "platform.store",
            "platform.web",
            "trust.identity",
            "trust.access",
            "trust.journal",
            "data.catalog",
            "data.query"
        })
package city.senne.data.tiles;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
