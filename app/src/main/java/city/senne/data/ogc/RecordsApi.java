package city.senne.data.ogc;

import city.senne.data.explore.dcat.ListedDataset;
import city.senne.data.explore.dcat.Portal;
import city.senne.engine.geo.NamedCrs;
import city.senne.platform.portal.CurrentPortal;
import city.senne.platform.web.Problem;
import city.senne.trust.identity.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// The catalogue as OGC API – Records: a collection beside those of features, under an id that is kept from datasets.
@RestController
class RecordsApi {
    private static final String CATALOGUE = Links.PATH + "/collections/" + Links.CATALOGUE;
    private static final int USUAL_LIMIT = 100;
    /// Each is a search of its own.
    private static final int MOST_TERMS = 10;
    private static final int MOST = 1_000;
    private static final List<String> PARAMETERS =
            List.of("q", "ids", "type", "externalIds", "bbox", "bbox-crs", "datetime", "crs", "limit", "offset");

    private final Records records;
    private final CurrentPortal portal;

    RecordsApi(Records records, CurrentPortal portal) {
        this.records = records;
        this.portal = portal;
    }

    @GetMapping(
            path = CATALOGUE,
            params = "f!=html",
            produces = {MediaType.APPLICATION_JSON_VALUE, Links.CATALOG_JSON})
    ResponseEntity<Map<String, Object>> catalogue(Locale language, HttpServletRequest request) {
        Asked.of(request).allowJson();
        String accepted = String.valueOf(request.getHeader("Accept"));
        MediaType type = accepted.contains(Links.CATALOG_JSON)
                ? MediaType.parseMediaType(Links.CATALOG_JSON)
                : MediaType.APPLICATION_JSON;
        return Told.as(type, described(Links.of(request), portal.portal().name().in(language.getLanguage()), language));
    }

    /// As it stands among the other collections.
    static Map<String, Object> described(Links links, String title, Locale language) {
        Map<String, Object> catalogue = new LinkedHashMap<>();
        catalogue.put("id", Links.CATALOGUE);
        catalogue.put("type", "Collection");
        catalogue.put("title", title);
        catalogue.put("itemType", "record");
        catalogue.put("language", Map.of("code", language.getLanguage()));
        catalogue.put("crs", List.of(NamedCrs.CRS84.uri()));
        catalogue.put("storageCrs", NamedCrs.CRS84.uri());
        catalogue.put(
                "links",
                List.of(
                        Links.link("self", Links.JSON, title, links.catalogue()),
                        Links.link("alternate", Links.HTML, title, links.datasets()),
                        Links.link("items", Links.GEOJSON, title, links.records()),
                        Links.profile("ogc-catalog")));
        return catalogue;
    }

    @GetMapping(CATALOGUE + "/items")
    ResponseEntity<Map<String, Object>> records(Viewer viewer, Locale language, HttpServletRequest request) {
        Asked asked = Asked.of(request);
        asked.allow(PARAMETERS.toArray(String[]::new));
        asked.allowFormat("json");
        onlyInDegrees(asked);
        int limit = asked.limit(USUAL_LIMIT, MOST);
        int offset = asked.offset();
        var wanted = new Records.Wanted(
                asked.several("q", MOST_TERMS),
                asked.several("ids", MOST),
                asked.several("type", MOST_TERMS),
                asked.several("externalIds", MOST_TERMS),
                asked.boxes(),
                asked.period());
        Records.Found found = records.find(viewer, wanted, limit, offset, language);
        Links links = Links.of(request);
        RecordJson json = json(links, language);
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("type", "FeatureCollection");
        page.put("timeStamp", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        page.put("numberMatched", found.total());
        page.put("numberReturned", found.page().size());
        page.put("links", ofPage(links, asked, offset, limit, found.total()));
        page.put("features", found.page().stream().map(json::of).toList());
        return told(page);
    }

    private static List<Map<String, Object>> ofPage(Links links, Asked asked, int offset, int limit, long total) {
        List<Map<String, Object>> all = new ArrayList<>();
        all.add(Links.link("self", Links.GEOJSON, "", Links.address(links.records(), asked.onward(), Map.of())));
        all.add(Links.link("collection", Links.JSON, "", links.catalogue()));
        all.add(Links.link("alternate", Links.HTML, "", links.datasets()));
        all.add(Links.profile("ogc-record"));
        if (offset + (long) limit < total) {
            Map<String, String> next = Map.of("offset", Integer.toString(offset + limit));
            all.add(Links.link("next", Links.GEOJSON, "", Links.address(links.records(), asked.onward(), next)));
        }
        if (offset > 0) {
            Map<String, String> previous = Map.of("offset", Integer.toString(Math.max(0, offset - limit)));
            all.add(Links.link("prev", Links.GEOJSON, "", Links.address(links.records(), asked.onward(), previous)));
        }
        return all;
    }

    @GetMapping(CATALOGUE + "/items/{record}")
    ResponseEntity<Map<String, @Nullable Object>> record(
            @PathVariable String record, Viewer viewer, Locale language, HttpServletRequest request) {
        Asked asked = Asked.of(request);
        asked.allow("crs");
        asked.allowFormat("json");
        onlyInDegrees(asked);
        ListedDataset listed = records.find(viewer, record, language).orElseThrow(Problem::notFound);
        return told(json(Links.of(request), language).of(listed));
    }

    private RecordJson json(Links links, Locale language) {
        var told = portal.portal();
        return new RecordJson(
                links, Portal.whole(links.origin(), told.names(), told.contact(), language.getLanguage()), language);
    }

    private static void onlyInDegrees(Asked asked) {
        if (!asked.crs("crs").equals(NamedCrs.CRS84)) {
            throw Asked.refused("crs", asked.text("crs").orElse(""), NamedCrs.CRS84.uri());
        }
    }

    private static <T extends @Nullable Object> ResponseEntity<Map<String, T>> told(Map<String, T> document) {
        return Told.as(
                MediaType.parseMediaType(Links.GEOJSON),
                document,
                headers -> headers.set("Content-Crs", "<" + NamedCrs.CRS84.uri() + ">"));
    }
}
