/// Who gets which data of whom, for what, until when: asked for, negotiated and signed on one page, and the access rule
/// itself from then on.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "platform.web",
            "platform.i18n",
            "platform.mail",
            "platform.portal",
            "trust.identity",
            "trust.access",
            "trust.journal",
            "trust.account",
            "trust.credentials",
            "data.catalog"
        })
package city.senne.data.agreements;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
