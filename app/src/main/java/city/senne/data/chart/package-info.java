/// Draws the rows of a dataset: a chart that anybody can ask for in an address, with its figures beside it.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "platform.web",
            "platform.i18n",
            "trust.identity",
            "trust.access",
            "data.catalog",
            "data.query",
            "data.explore"
        })
package city.senne.data.chart;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
