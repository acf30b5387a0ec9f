package city.senne.trust.identity;

import org.springframework.security.core.context.SecurityContextHolder;

/// The viewer of the request that this thread answers.
public final class CurrentViewer {
    private CurrentViewer() {}

    /// Anonymous outside of a request.
    public static Viewer viewer() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Viewer viewer
                ? viewer
                : Viewer.ANONYMOUS;
    }
}
