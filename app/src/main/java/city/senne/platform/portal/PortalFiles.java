package city.senne.platform.portal;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/// The logo and the colours, under addresses that never show anything else.
@RestController
class PortalFiles {
    /// A drawing may hold styles, and nothing that runs, fetches or opens.
    private static final String DRAWING_ONLY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";

    private static final CacheControl FOR_EVER =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    private final Portals portals;

    PortalFiles(Portals portals) {
        this.portals = portals;
    }

    @GetMapping("/portal/logo/{id:[0-9a-f]{32}}")
    ResponseEntity<byte[]> logo(@PathVariable String id, HttpServletResponse response) {
        Portals.StoredLogo logo =
                portals.findLogo(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        // In place of what every answer says: two of them would both hold.
        response.setHeader("Content-Security-Policy", DRAWING_ONLY);
        return ResponseEntity.ok()
                .cacheControl(FOR_EVER)
                .contentType(MediaType.parseMediaType(logo.mediaType()))
                .body(logo.content());
    }

    @GetMapping("/portal/theme-{light:[0-9a-f]{6}}-{dark:[0-9a-f]{6}}.css")
    ResponseEntity<String> theme(@PathVariable String light, @PathVariable String dark) {
        return ResponseEntity.ok()
                .cacheControl(FOR_EVER)
                .contentType(MediaType.parseMediaType("text/css;charset=UTF-8"))
                .body(new MainColour(Colour.of(light), Colour.of(dark)).styleSheet());
    }
}
