package city.senne.data.ogc;

import city.senne.data.catalog.DatasetId;
import city.senne.engine.tiles.TileGrid;
import city.senne.platform.web.AskedAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.web.util.UriComponentsBuilder;

/// Addresses of the OGC APIs, as the client reached them.
///
/// @param origin ends without a slash
record Links(String origin) {
    static final String PATH = "/ogc";
    static final String GEOJSON = "application/geo+json";
    static final String JSON = "application/json";
    static final String HTML = "text/html";
    static final String SCHEMA = "application/schema+json";
    static final String CATALOG_JSON = "application/ogc-catalog+json";
    static final String STYLE = "application/vnd.mapbox.style+json";
    static final String OPENAPI = "application/vnd.oai.openapi+json;version=3.0";

    /// The id of the collection of records; one that no dataset may have.
    static final String CATALOGUE = "datasets";

    private static final String PROFILES = "http://www.opengis.net/def/profile/OGC/0/";

    static final String OGC = "http://www.opengis.net/def/rel/ogc/1.0/";

    static Links of(HttpServletRequest request) {
        return new Links(AskedAddress.origin(request));
    }

    static Map<String, Object> link(String rel, String type, String title, String href) {
        Map<String, Object> link = new LinkedHashMap<>();
        link.put("rel", rel);
        link.put("type", type);
        if (!title.isEmpty()) link.put("title", title);
        link.put("href", href);
        return link;
    }

    /// To a profile that a document holds to.
    static Map<String, Object> profile(String name) {
        Map<String, Object> link = new LinkedHashMap<>();
        link.put("rel", "profile");
        link.put("href", PROFILES + name);
        return link;
    }

    /// @param parameters that an address had, of which some are others now
    static String address(String path, Map<String, String> parameters, Map<String, String> others) {
        Map<String, String> all = new TreeMap<>(parameters);
        all.putAll(others);
        UriComponentsBuilder address = UriComponentsBuilder.fromUriString(path);
        all.forEach((name, value) -> address.queryParam(encoded(name), encoded(value)));
        return address.build(true).toUriString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    String landing() {
        return origin + PATH;
    }

    String collections() {
        return landing() + "/collections";
    }

    String catalogue() {
        return collections() + "/" + CATALOGUE;
    }

    String records() {
        return catalogue() + "/items";
    }

    String catalogueRecord(DatasetId id) {
        return records() + "/" + id;
    }

    String datasets() {
        return origin + "/datasets";
    }

    String collection(DatasetId id) {
        return collections() + "/" + id;
    }

    String items(DatasetId id) {
        return collection(id) + "/items";
    }

    String grids() {
        return landing() + "/tileMatrixSets";
    }

    String grid(TileGrid grid) {
        return grids() + "/" + grid.id();
    }

    String tiles(DatasetId id) {
        return collection(id) + "/tiles";
    }

    String tiles(DatasetId id, TileGrid grid) {
        return tiles(id) + "/" + grid.id();
    }

    String styles(DatasetId id) {
        return collection(id) + "/styles";
    }

    String tileJson(DatasetId id) {
        return origin + "/tiles/" + id + "/tilejson.json";
    }

    String dataset(DatasetId id) {
        return datasets() + "/" + id;
    }

    String table(DatasetId id) {
        return dataset(id) + "/table";
    }

    String record(DatasetId id, String record) {
        return dataset(id) + "/records/" + record;
    }

    List<Map<String, Object>> ofLanding() {
        return List.of(
                link("self", JSON, "This document", landing() + "?f=json"),
                link("alternate", HTML, "This document for people", landing() + "?f=html"),
                link("service-desc", OPENAPI, "What can be asked", landing() + "/api"),
                link("service-doc", HTML, "How to use it", landing() + "?f=html"),
                link("conformance", JSON, "Which standards hold", landing() + "/conformance"),
                link("data", JSON, "The collections", collections()),
                link(OGC + "ogc-catalog", GEOJSON, "The datasets as records", records()),
                link(OGC + "tiling-schemes", JSON, "The grids of tiles", grids()));
    }

    List<Map<String, Object>> ofCollection(DatasetId id, String title) {
        return List.of(
                link("self", JSON, "This document", collection(id)),
                link("alternate", HTML, title, dataset(id)),
                link("items", GEOJSON, title, items(id)),
                link(OGC + "queryables", SCHEMA, "What filters may name", collection(id) + "/queryables"),
                link(OGC + "schema", SCHEMA, "What features hold", collection(id) + "/schema"),
                link(OGC + "tilesets-vector", JSON, "Tiles", tiles(id)),
                link(OGC + "styles", JSON, "How they are drawn", styles(id)));
    }
}
