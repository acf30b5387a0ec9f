package city.senne.data.ogc;

import city.senne.data.catalog.DatasetId;
import city.senne.platform.web.AskedAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Addresses of the OGC APIs, as the client reached them.
///
/// @param origin ends without a slash
record Links(String origin) {
    static final String PATH = "/ogc";
    static final String GEOJSON = "application/geo+json";
    static final String JSON = "application/json";
    static final String HTML = "text/html";
    static final String SCHEMA = "application/schema+json";
    static final String OPENAPI = "application/vnd.oai.openapi+json;version=3.0";

    private static final String OGC = "http://www.opengis.net/def/rel/ogc/1.0/";

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

    String landing() {
        return origin + PATH;
    }

    String collections() {
        return landing() + "/collections";
    }

    String collection(DatasetId id) {
        return collections() + "/" + id;
    }

    String items(DatasetId id) {
        return collection(id) + "/items";
    }

    String dataset(DatasetId id) {
        return origin + "/datasets/" + id;
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
                link("data", JSON, "The collections", collections()));
    }

    List<Map<String, Object>> ofCollection(DatasetId id, String title) {
        return List.of(
                link("self", JSON, "This document", collection(id)),
                link("alternate", HTML, title, dataset(id)),
                link("items", GEOJSON, title, items(id)),
                link(OGC + "queryables", SCHEMA, "What filters may name", collection(id) + "/queryables"),
                link(OGC + "schema", SCHEMA, "What features hold", collection(id) + "/schema"));
    }
}
