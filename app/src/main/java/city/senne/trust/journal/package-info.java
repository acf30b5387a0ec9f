/// What was done, by whom and when: entries that nobody can change, remove or reorder unseen. Whoever does something
/// tells it here, in the same transaction; what cannot be told does not happen.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "platform.store",
            "platform.web",
            "platform.i18n",
            "trust.identity",
            "trust.access",
            "trust.keys"
        })
package city.senne.trust.journal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
