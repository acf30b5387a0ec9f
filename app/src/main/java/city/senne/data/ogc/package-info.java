/// Places for professionals' tools (QGIS, GDAL, MapLibre) in OGC's APIs: each dataset with places is a collection, each
/// row a feature, and features are drawn in tiles.
@ApplicationModule(
        displayName = "OGC",
        allowedDependencies = {
            "platform.web",
            "platform.i18n",
            "platform.portal",
            "trust.identity",
            "trust.access",
            "trust.journal",
            "data.catalog",
            "data.explore :: dcat",
            "data.explore :: export",
            "data.explore :: maps",
            "data.query",
            "data.tiles"
        })
@NullMarked
package city.senne.data.ogc;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
