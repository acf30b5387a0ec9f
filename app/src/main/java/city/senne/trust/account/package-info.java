/// A person looks after her account and an administrator after everybody's, to its closing: the pages that show all of
/// it at once.
@ApplicationModule(
        allowedDependencies = {
            "platform.web",
            "platform.i18n",
            "trust.identity",
            "trust.signin",
            "trust.credentials",
            "trust.organisations",
            "trust.keys"
        })
@NullMarked
package city.senne.trust.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
