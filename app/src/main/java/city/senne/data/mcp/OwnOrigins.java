package city.senne.data.mcp;

import city.senne.platform.store.PublicAddress;
import city.senne.platform.web.AskedAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/// From where browsers may ask: from pages under the public address, or, where none is set, from pages of this very
/// machine. Where a request says that it was sent to proves nothing: whoever has a name lead to this machine makes
/// browsers say that name (DNS rebinding).
@Component
class OwnOrigins {
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private final PublicAddress publicAddress;

    OwnOrigins(PublicAddress publicAddress) {
        this.publicAddress = publicAddress;
    }

    /// True too for programs, which say no origin.
    boolean include(HttpServletRequest request) {
        List<String> origins = Collections.list(request.getHeaders(HttpHeaders.ORIGIN));
        return origins.stream().allMatch(origin -> isOwn(origin.strip().toLowerCase(Locale.ROOT), request));
    }

    private boolean isOwn(String origin, HttpServletRequest request) {
        String asked = AskedAddress.origin(request).toLowerCase(Locale.ROOT);
        if (!origin.equals(asked)) return false;
        return publicAddress.find().isPresent()
                || THIS_MACHINE.contains(String.valueOf(URI.create(asked).getHost()));
    }
}
