/// Counts what is asked of the API: how much each caller still may today, and how often each dataset is called and
/// downloaded. It knows no person, no address and no question.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "platform.web",
            "platform.i18n",
            "trust.identity",
            "trust.access",
            "trust.journal",
            "trust.keys",
            "data.catalog"
        })
package city.senne.data.usage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
