package city.senne.data.ogc;

import city.senne.data.query.Answer;
import city.senne.data.query.AnswerQuestion;
import city.senne.data.query.AnswerQuestion.Prepared;
import city.senne.data.query.OfVersion;
import city.senne.data.query.Timings;
import city.senne.engine.geo.NamedCrs;
import city.senne.engine.odsql.PlaceQueries;
import city.senne.engine.odsql.Question;
import city.senne.engine.odsql.View;
import city.senne.engine.table.Field;
import city.senne.platform.portal.CurrentPortal;
import city.senne.trust.identity.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// What there is, in the words of OGC API – Common and Features: the landing page for programs, the standards that
/// hold,
/// the collections and what filters may name in them.
@RestController
class OgcApi {
    private static final String CONF = "http://www.opengis.net/spec/";
    private static final List<String> CONFORMANCE = List.of(
            CONF + "ogcapi-common-1/1.0/conf/core",
            CONF + "ogcapi-common-2/1.0/conf/collections",
            CONF + "ogcapi-features-1/1.0/conf/core",
            CONF + "ogcapi-features-1/1.0/conf/oas30",
            CONF + "ogcapi-features-1/1.0/conf/geojson",
            CONF + "ogcapi-features-2/1.0/conf/crs",
            CONF + "ogcapi-features-3/1.0/conf/queryables",
            CONF + "ogcapi-features-3/1.0/conf/queryables-query-parameters",
            CONF + "ogcapi-features-3/1.0/conf/filter",
            CONF + "ogcapi-features-3/1.0/conf/features-filter",
            CONF + "cql2/1.0/conf/cql2-text",
            CONF + "cql2/1.0/conf/cql2-json",
            CONF + "cql2/1.0/conf/basic-cql2",
            CONF + "cql2/1.0/conf/advanced-comparison-operators",
            CONF + "cql2/1.0/conf/case-insensitive-comparison",
            CONF + "cql2/1.0/conf/basic-spatial-functions",
            CONF + "cql2/1.0/conf/basic-spatial-functions-plus",
            CONF + "cql2/1.0/conf/spatial-functions",
            CONF + "cql2/1.0/conf/temporal-functions",
            CONF + "cql2/1.0/conf/property-property");

    private final Collections collections;
    private final AnswerQuestion answerQuestion;
    private final CurrentPortal portal;
    private final OfVersion<Optional<List<Double>>> extents = new OfVersion<>();

    OgcApi(Collections collections, AnswerQuestion answerQuestion, CurrentPortal portal) {
        this.collections = collections;
        this.answerQuestion = answerQuestion;
        this.portal = portal;
    }

    @GetMapping(path = Links.PATH, params = "f!=html", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, Object>> landing(Locale language, HttpServletRequest request) {
        Asked.of(request).allow();
        Map<String, Object> landing = new LinkedHashMap<>();
        landing.put("title", portal.portal().name().in(language.getLanguage()));
        landing.put("links", Links.of(request).ofLanding());
        return told(landing);
    }

    @GetMapping(Links.PATH + "/conformance")
    ResponseEntity<Map<String, Object>> conformance(HttpServletRequest request) {
        Asked.of(request).allow();
        return told(Map.of("conformsTo", CONFORMANCE));
    }

    @GetMapping(path = Links.PATH + "/collections", params = "f!=html", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, Object>> collections(Viewer viewer, Locale language, HttpServletRequest request) {
        Asked.of(request).allow();
        Links links = Links.of(request);
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("links", List.of(Links.link("self", Links.JSON, "", links.collections())));
        all.put("crs", NamedCrs.OFFERED.stream().map(NamedCrs::uri).toList());
        all.put(
                "collections",
                collections.list(viewer, language).stream()
                        .map(collection -> described(collection, language, links, List.of("#/crs")))
                        .toList());
        return told(all);
    }

    @GetMapping(
            path = Links.PATH + "/collections/{id}",
            params = "f!=html",
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, Object>> collection(
            @PathVariable String id, Viewer viewer, Locale language, HttpServletRequest request) {
        Asked.of(request).allow();
        Collections.Collection collection = collections.find(viewer, id, language);
        List<String> systems = NamedCrs.OFFERED.stream().map(NamedCrs::uri).toList();
        Map<String, Object> described = described(collection, language, Links.of(request), systems);
        extent(viewer, collection)
                .ifPresent(box -> described.put(
                        "extent", Map.of("spatial", Map.of("bbox", List.of(box), "crs", NamedCrs.CRS84.uri()))));
        return told(described);
    }

    private static Map<String, Object> described(
            Collections.Collection collection, Locale language, Links links, List<String> systems) {
        String title = collection.dataset().title(language.getLanguage());
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("id", collection.dataset().id().value());
        described.put("title", title);
        String text = collection.dataset().description().text().in(language.getLanguage());
        if (!text.isEmpty()) described.put("description", text);
        described.put("itemType", "feature");
        described.put("crs", systems);
        described.put("storageCrs", NamedCrs.CRS84.uri());
        described.put("links", links.ofCollection(collection.dataset().id(), title));
        return described;
    }

    /// West, south, east and north of what the viewer may see.
    private Optional<List<Double>> extent(Viewer viewer, Collections.Collection collection) {
        var version = collection.dataset().current();
        View view = answerQuestion.view(viewer, collection.dataset(), version, Locale.ENGLISH);
        return extents.get(version, view, collection.place().name(), () -> {
            Timings timings = new Timings();
            Prepared prepared = answerQuestion.prepare(
                    view, collection.dataset(), version, Question.EVERYTHING, List.of(), timings);
            // Its label is that of the view's language.
            Field place = view.schema().fields().stream()
                    .filter(field -> field.name().equals(collection.place().name()))
                    .findFirst()
                    .orElseThrow();
            try (Answer answer = answerQuestion.places(prepared, place, PlaceQueries::extent, timings)) {
                if (!answer.next() || answer.value(1) == null) return Optional.empty();
                return Optional.of(List.of(side(answer, 1), side(answer, 2), side(answer, 3), side(answer, 4)));
            }
        });
    }

    private static double side(Answer answer, int column) {
        return answer.value(column) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    @GetMapping(Links.PATH + "/collections/{id}/queryables")
    ResponseEntity<Map<String, Object>> queryables(
            @PathVariable String id, Viewer viewer, Locale language, HttpServletRequest request) {
        Asked.of(request).allow();
        Collections.Collection collection = collections.find(viewer, id, language);
        return schema(
                collection, Links.of(request).collection(collection.dataset().id()) + "/queryables", language);
    }

    @GetMapping(Links.PATH + "/collections/{id}/schema")
    ResponseEntity<Map<String, Object>> features(
            @PathVariable String id, Viewer viewer, Locale language, HttpServletRequest request) {
        Asked.of(request).allow();
        Collections.Collection collection = collections.find(viewer, id, language);
        return schema(
                collection, Links.of(request).collection(collection.dataset().id()) + "/schema", language);
    }

    private static ResponseEntity<Map<String, Object>> schema(
            Collections.Collection collection, String address, Locale language) {
        return told(FeatureSchema.of(collection, address, language), MediaType.parseMediaType(Links.SCHEMA));
    }

    private static ResponseEntity<Map<String, Object>> told(Map<String, Object> document) {
        return told(document, MediaType.APPLICATION_JSON);
    }

    private static ResponseEntity<Map<String, Object>> told(Map<String, Object> document, MediaType type) {
        return ResponseEntity.ok()
                .contentType(type)
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .header(HttpHeaders.VARY, "Accept, Accept-Language, Authorization, Cookie, Host")
                .body(document);
    }
}
