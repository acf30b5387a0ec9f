/// Lets people in: by password, passkey, a link or a provider of OpenID Connect, and by a code besides.
@ApplicationModule(
        allowedDependencies = {
            "platform.web",
            "platform.i18n",
            "platform.mail",
            "trust.identity",
            "trust.credentials",
            "trust.organisations",
            "platform.store"
        })
@NullMarked
package city.senne.trust.signin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
