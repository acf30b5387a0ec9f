package city.senne.trust.door;

import city.senne.trust.identity.Viewer;
import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/// How Spring Security carries a viewer.
final class ViewerAuthentication extends AbstractAuthenticationToken {
    private final Viewer viewer;

    ViewerAuthentication(Viewer viewer) {
        super(List.of());
        this.viewer = viewer;
        setAuthenticated(true);
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Viewer getPrincipal() {
        return viewer;
    }
}
