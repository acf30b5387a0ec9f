package city.senne.data.places;

import city.senne.platform.i18n.Words;
import city.senne.trust.identity.Viewer;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Proposes places while somebody types.
@RestController
class PlaceApi {
    private static final int PROPOSED = 8;

    private final FindPlaces findPlaces;

    PlaceApi(FindPlaces findPlaces) {
        this.findPlaces = findPlaces;
    }

    record Proposed(String name, double latitude, double longitude) {}

    @GetMapping("/places")
    List<Proposed> find(Viewer viewer, @RequestParam(defaultValue = "") String q, Words words) {
        return findPlaces.find(viewer, q, PROPOSED, words).stream()
                .map(place -> new Proposed(
                        place.name(),
                        place.position().latitude(),
                        place.position().longitude()))
                .toList();
    }
}
