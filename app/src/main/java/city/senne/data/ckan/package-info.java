/// The Action API of CKAN, for reading: harvesters and clients that speak it read the catalogue and the rows.
///
/// Its actions, answers and errors are those that they already know; what is not answered is refused, never guessed.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "platform.store",
            "platform.web",
            "platform.i18n",
            "platform.portal",
            "trust.identity",
            "trust.access",
            "trust.journal",
            "data.attachments",
            "data.catalog",
            "data.explore :: dcat",
            "data.explore :: export",
            "data.query",
            "data.usage"
        })
package city.senne.data.ckan;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
