package city.senne.data.ckan;

import city.senne.data.explore.dcat.Portal;
import city.senne.platform.portal.CurrentPortal;
import city.senne.platform.web.AskedAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.springframework.stereotype.Component;

/// The portal under the address that was asked, in its usual language.
@Component
class ToldPortals {
    private final CurrentPortal current;

    ToldPortals(CurrentPortal current) {
        this.current = current;
    }

    Portal of(HttpServletRequest request) {
        return Portal.whole(
                AskedAddress.origin(request),
                current.portal().names(),
                current.portal().contact(),
                language().getLanguage());
    }

    Locale language() {
        return Locale.of(current.languages().first().tag());
    }
}
