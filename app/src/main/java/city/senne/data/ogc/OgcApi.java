package city.senne.data.ogc;

import city.senne.engine.geo.NamedCrs;
import city.senne.platform.portal.CurrentPortal;
import city.senne.trust.identity.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
            CONF + "ogcapi-tiles-1/1.0/conf/core",
            CONF + "ogcapi-tiles-1/1.0/conf/tileset",
            CONF + "ogcapi-tiles-1/1.0/conf/tilesets-list",
            CONF + "ogcapi-tiles-1/1.0/conf/geodata-tilesets",
            CONF + "ogcapi-tiles-1/1.0/conf/mvt",
            CONF + "ogcapi-tiles-1/1.0/conf/oas30",
            CONF + "tms/2.0/conf/tilematrixset",
            CONF + "tms/2.0/conf/json-tilematrixset",
            CONF + "tms/2.0/conf/tilesetmetadata",
            CONF + "tms/2.0/conf/json-tilesetmetadata",
            CONF + "ogcapi-records-1/1.0/conf/record-core",
            CONF + "ogcapi-records-1/1.0/conf/record-collection",
            CONF + "ogcapi-records-1/1.0/conf/record-core-query-parameters",
            CONF + "ogcapi-records-1/1.0/conf/records-api",
            // So it stands in the tables of the standard, and so clients look for it.
            CONF + "ogcapi-records-1/1.0/conf/record-api",
            CONF + "ogcapi-records-1/1.0/conf/searchable-catalog",
            CONF + "ogcapi-records-1/1.0/conf/json",
            CONF + "ogcapi-records-1/1.0/conf/oas30",
            CONF + "ogcapi-styles-1/1.0/conf/core",
            CONF + "ogcapi-styles-1/1.0/conf/mapbox-styles",
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
    private final Extents extents;
    private final CurrentPortal portal;

    OgcApi(Collections collections, Extents extents, CurrentPortal portal) {
        this.collections = collections;
        this.extents = extents;
        this.portal = portal;
    }

    @GetMapping(path = Links.PATH, params = "f!=html", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, Object>> landing(Locale language, HttpServletRequest request) {
        Asked.of(request).allow();
        Map<String, Object> landing = new LinkedHashMap<>();
        landing.put("title", portal.portal().name().in(language.getLanguage()));
        landing.put("links", Links.of(request).ofLanding());
        return Told.json(landing);
    }

    @GetMapping(Links.PATH + "/conformance")
    ResponseEntity<Map<String, Object>> conformance(HttpServletRequest request) {
        Asked.of(request).allow();
        return Told.json(Map.of("conformsTo", CONFORMANCE));
    }

    @GetMapping(path = Links.PATH + "/collections", params = "f!=html", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, Object>> collections(Viewer viewer, Locale language, HttpServletRequest request) {
        Asked.of(request).allow();
        Links links = Links.of(request);
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("links", List.of(Links.link("self", Links.JSON, "", links.collections())));
        all.put("crs", NamedCrs.OFFERED.stream().map(NamedCrs::uri).toList());
        List<Map<String, Object>> described = new ArrayList<>();
        for (Collections.Collection collection : collections.list(viewer, language)) {
            described.add(described(collection, language, links, List.of("#/crs")));
        }
        described.add(RecordsApi.described(links, portal.portal().name().in(language.getLanguage()), language));
        all.put("collections", described);
        return Told.json(all);
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
        extents.find(viewer, collection)
                .map(window -> List.of(window.west(), window.south(), window.east(), window.north()))
                .ifPresent(box -> described.put(
                        "extent", Map.of("spatial", Map.of("bbox", List.of(box), "crs", NamedCrs.CRS84.uri()))));
        return Told.json(described);
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
        return Told.as(MediaType.parseMediaType(Links.SCHEMA), FeatureSchema.of(collection, address, language));
    }
}
