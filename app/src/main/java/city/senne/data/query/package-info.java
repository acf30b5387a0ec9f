/// Answers questions about a dataset version: the language, the viewer's rights, the engine, in one readable function.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "platform.store",
            "platform.i18n",
            "trust.identity",
            "trust.access",
            "trust.journal",
            "trust.door",
            "data.catalog",
            "data.lake"
        })
package city.senne.data.query;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
