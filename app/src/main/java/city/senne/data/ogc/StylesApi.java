package city.senne.data.ogc;

import city.senne.data.explore.maps.PlaceStyle;
import city.senne.engine.tiles.TileAddress.Window;
import city.senne.platform.web.Problem;
import city.senne.trust.identity.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// How a collection is drawn, for other programs: OGC API – Styles (a draft). Each has one style, that of the pages'
/// maps,
/// in MapLibre's specification.
@RestController
class StylesApi {
    private static final String STYLES = Links.PATH + "/collections/{id}/styles";
    private static final String SPECIFICATION = "https://maplibre.org/maplibre-style-spec/";

    /// The id of the only style.
    private static final String PLACES = "places";

    private final Collections collections;
    private final Extents extents;
    private final PlaceStyle placeStyle;

    StylesApi(Collections collections, Extents extents, PlaceStyle placeStyle) {
        this.collections = collections;
        this.extents = extents;
        this.placeStyle = placeStyle;
    }

    @GetMapping(STYLES)
    ResponseEntity<Map<String, Object>> styles(
            @PathVariable String id, Viewer viewer, Locale language, HttpServletRequest request) {
        Asked.of(request).allowJson();
        Collections.Collection collection = collections.find(viewer, id, language);
        String styles = Links.of(request).styles(collection.dataset().id());
        String title = collection.dataset().title(language.getLanguage());
        Map<String, Object> style = new LinkedHashMap<>();
        style.put("id", PLACES);
        style.put("title", title);
        style.put(
                "links",
                List.of(
                        sheet(styles, title),
                        Links.link("describedby", Links.JSON, title, styles + "/" + PLACES + "/metadata")));
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("default", PLACES);
        all.put("styles", List.of(style));
        all.put("links", List.of(Links.link("self", Links.JSON, title, styles)));
        return Told.json(all);
    }

    private static Map<String, Object> sheet(String styles, String title) {
        return Links.link("stylesheet", Links.STYLE, title, styles + "/" + PLACES + "?f=mapbox");
    }

    @GetMapping(
            path = STYLES + "/{style}",
            produces = {Links.STYLE, MediaType.APPLICATION_JSON_VALUE})
    ResponseEntity<Map<String, Object>> style(
            @PathVariable String id,
            @PathVariable String style,
            Viewer viewer,
            Locale language,
            HttpServletRequest request) {
        Asked asked = Asked.of(request);
        asked.allow();
        asked.allowFormat("mapbox");
        Collections.Collection collection = find(viewer, id, style, language);
        Optional<Window> extent = extents.find(viewer, collection);
        Map<String, Object> sheet = new LinkedHashMap<>();
        sheet.put("version", 8);
        sheet.put("name", collection.dataset().title(language.getLanguage()));
        extent.ifPresent(window -> {
            sheet.put("center", List.of((window.west() + window.east()) / 2, (window.south() + window.north()) / 2));
            sheet.put("zoom", zoom(window));
        });
        sheet.put(
                "sources",
                Map.of(
                        PlaceStyle.SOURCE,
                        Map.of(
                                "type",
                                "vector",
                                "url",
                                Links.of(request).tileJson(collection.dataset().id()))));
        sheet.put("layers", placeStyle.layers(language.getLanguage()));
        return Told.as(MediaType.parseMediaType(Links.STYLE), sheet);
    }

    /// At which all of it can be seen on a small screen; streets where it is one place.
    private static double zoom(Window window) {
        double widest = Math.max(window.east() - window.west(), 1.5 * (window.north() - window.south()));
        double zoom = Math.log(360 / Math.max(widest, 1e-9)) / Math.log(2);
        return Math.round(10 * Math.clamp(zoom, 0, 16)) / 10.0;
    }

    @GetMapping(STYLES + "/{style}/metadata")
    ResponseEntity<Map<String, Object>> metadata(
            @PathVariable String id,
            @PathVariable String style,
            Viewer viewer,
            Locale language,
            HttpServletRequest request) {
        Asked.of(request).allowJson();
        Collections.Collection collection = find(viewer, id, style, language);
        Links links = Links.of(request);
        String styles = links.styles(collection.dataset().id());
        String title = collection.dataset().title(language.getLanguage());
        Map<String, Object> sheet = new LinkedHashMap<>();
        sheet.put("title", "MapLibre Style");
        sheet.put("version", "8");
        sheet.put("specification", SPECIFICATION);
        sheet.put("native", true);
        sheet.put("link", sheet(styles, title));
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("id", PLACES);
        told.put("title", title);
        told.put("scope", "style");
        told.put("stylesheets", List.of(sheet));
        told.put(
                "links",
                List.of(
                        Links.link("self", Links.JSON, title, styles + "/" + PLACES + "/metadata"),
                        Links.link(
                                Links.OGC + "geodata",
                                Links.JSON,
                                title,
                                links.collection(collection.dataset().id()))));
        return Told.json(told);
    }

    private Collections.Collection find(Viewer viewer, String id, String style, Locale language) {
        Collections.Collection collection = collections.find(viewer, id, language);
        if (!style.equals(PLACES)) throw Problem.notFound();
        return collection;
    }
}
