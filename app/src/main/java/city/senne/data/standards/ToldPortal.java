package city.senne.data.standards;

import city.senne.data.explore.dcat.Portal;
import city.senne.platform.portal.CurrentPortal;
import city.senne.platform.web.AskedAddress;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;

/// The portal as its catalogue tells of it under the address that was asked.
@Component
class ToldPortal {
    private final CurrentPortal current;

    ToldPortal(CurrentPortal current) {
        this.current = current;
    }

    /// For what does not depend on the address: a stranger's `Host` would make it anew each time.
    Portal anywhere() {
        return at("https://portal.invalid");
    }

    Portal of(HttpServletRequest request) {
        return at(AskedAddress.origin(request));
    }

    private Portal at(String origin) {
        city.senne.platform.portal.Portal portal = current.portal();
        return Portal.whole(
                origin,
                portal.names(),
                portal.contact(),
                portal.languages().first().tag());
    }
}
