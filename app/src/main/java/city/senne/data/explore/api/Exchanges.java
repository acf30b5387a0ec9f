package city.senne.data.explore.api;

import city.senne.platform.store.Fingerprints;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/// Begins the exchanges of the APIs for reading.
@Component
class Exchanges {
    static final String DEPRECATION = "ODS-Explore-API-Deprecation";

    private final Fingerprints fingerprints;

    Exchanges(Fingerprints fingerprints) {
        this.fingerprints = fingerprints;
    }

    Exchange open(HttpServletRequest request, HttpServletResponse response) {
        return new Exchange(request, response, fingerprints);
    }

    /// The same at an address that only old clients should use.
    ///
    /// @param feature its name and what to do instead
    Exchange openDeprecated(HttpServletRequest request, HttpServletResponse response, String feature) {
        response.addHeader(DEPRECATION, feature);
        response.addHeader(HttpHeaders.LINK, "<" + Links.of(request).root() + "/console>; rel=\"deprecation\"");
        return open(request, response);
    }
}
