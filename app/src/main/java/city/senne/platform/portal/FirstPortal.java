package city.senne.platform.portal;

import city.senne.platform.i18n.Language;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How the portal is set up before anybody has set it up.
///
/// @param name in all languages
/// @param language the main one: `fr`, `nl` or `en`
@ConfigurationProperties("senne")
record FirstPortal(
        @DefaultValue("Senne") String name,
        @DefaultValue("fr") String language) {

    Portal portal() {
        Language first = Language.find(language)
                .orElseThrow(() -> new IllegalArgumentException("senne.language must be fr, nl or en"));
        return Portal.initial(name, first);
    }
}
