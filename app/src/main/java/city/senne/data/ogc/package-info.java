/// Places for professionals' tools (QGIS, GDAL, MapLibre) in OGC's APIs: each dataset with places is a collection, each
/// row a feature.
@ApplicationModule(
        displayName = "OGC",
        allowedDependencies = {
            "platform.web",
            "platform.i18n",
            "platform.portal",
            "trust.identity",
            "trust.access",
            "data.catalog",
            "data.explore :: export",
            "data.query"
        })
@NullMarked
package city.senne.data.ogc;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
