/// With what a person proves who she is: her password, her authenticator, her passkeys and her address; how she changes
/// them, and how she is asked again before something grave.
@ApplicationModule(
        allowedDependencies = {
            "platform.web",
            "platform.i18n",
            "platform.mail",
            "trust.identity",
            "trust.organisations",
            "platform.store",
            "platform.portal"
        })
@NullMarked
package city.senne.trust.credentials;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
