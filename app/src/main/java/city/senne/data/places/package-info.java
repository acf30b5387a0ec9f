/// Where an address or a named place is, as a dataset that the operator chose knows it.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "platform.web",
            "platform.i18n",
            "platform.portal",
            "trust.identity",
            "trust.access",
            "data.catalog",
            "data.query"
        })
package city.senne.data.places;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
