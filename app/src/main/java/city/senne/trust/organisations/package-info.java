/// Organisations, their members and groups: who invites whom, who stands in for whom, and what ends when somebody
/// leaves.
@ApplicationModule(
        allowedDependencies = {
            "platform.web",
            "platform.i18n",
            "platform.mail",
            "trust.identity",
            "trust.keys",
            "platform.portal"
        })
@NullMarked
package city.senne.trust.organisations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
