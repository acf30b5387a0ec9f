/// Looks after datasets once they are there: describing them, making them public, taking them away.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "platform.web",
            "platform.i18n",
            "trust.identity",
            "trust.access",
            "trust.journal",
            "trust.organisations",
            "trust.door",
            "data.catalog",
            "data.query",
            "data.usage"
        })
package city.senne.data.stewardship;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
