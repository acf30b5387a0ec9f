/// What data exists: every dataset, what it means, whose it is, and each of its versions.
@NullMarked
@ApplicationModule(
        allowedDependencies = {"platform.store", "platform.i18n", "trust.access", "trust.identity", "trust.journal"})
package city.senne.data.catalog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
