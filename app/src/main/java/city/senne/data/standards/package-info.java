/// The catalogue as standards ask for it: pages of DCAT for harvesters, and how it scores elsewhere.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "platform.store",
            "platform.web",
            "platform.i18n",
            "platform.portal",
            "trust.identity",
            "trust.access",
            "data.catalog",
            "data.explore :: dcat",
            "data.explore :: rdf",
            "data.stewardship"
        })
package city.senne.data.standards;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
