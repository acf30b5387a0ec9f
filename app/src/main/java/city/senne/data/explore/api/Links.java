package city.senne.data.explore.api;

import city.senne.data.catalog.DatasetId;
import city.senne.platform.web.AskedAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.core.JsonGenerator;

/// Addresses of the API, as the client reached it.
///
/// @param root ends without a slash
record Links(String root) {
    static final String PATH = "/api/explore/v2.1";

    /// Where something related is.
    record Link(String rel, String href) {
        void write(JsonGenerator json) {
            json.writeStartObject();
            json.writeStringProperty("rel", rel);
            json.writeStringProperty("href", href);
            json.writeEndObject();
        }
    }

    static Links of(HttpServletRequest request) {
        return new Links(AskedAddress.origin(request) + PATH);
    }

    Link self(HttpServletRequest request) {
        return new Link("self", AskedAddress.origin(request) + request.getRequestURI());
    }

    String catalog() {
        return root + "/catalog";
    }

    String datasets() {
        return catalog() + "/datasets";
    }

    String dataset(DatasetId id) {
        return datasets() + "/" + id;
    }

    String records(DatasetId id) {
        return dataset(id) + "/records";
    }

    String record(DatasetId id, String record) {
        return records(id) + "/" + record;
    }

    /// A dataset's own links.
    List<Link> ofDataset(DatasetId id) {
        return List.of(
                new Link("self", dataset(id)),
                new Link("records", records(id)),
                new Link("exports", dataset(id) + "/exports"),
                new Link("facets", dataset(id) + "/facets"),
                new Link("attachments", dataset(id) + "/attachments"));
    }

    /// Links between the pages of a list.
    static List<Link> pages(HttpServletRequest request, long total, int limit, int offset) {
        List<Link> links = new ArrayList<>();
        links.add(page(request, "self", limit, offset));
        links.add(page(request, "first", limit, 0));
        if (limit > 0) {
            links.add(page(request, "last", limit, (int) (Math.max(0, total - 1) / limit * limit)));
            if (offset + limit < total) links.add(page(request, "next", limit, offset + limit));
        }
        return links;
    }

    private static Link page(HttpServletRequest request, String rel, int limit, int offset) {
        var address = UriComponentsBuilder.fromUriString(AskedAddress.origin(request) + request.getRequestURI());
        String query = request.getQueryString();
        if (query != null) {
            for (String pair : query.split("&")) {
                boolean kept = !pair.startsWith("limit=") && !pair.startsWith("offset=") && !pair.startsWith("apikey=");
                if (kept && !pair.isEmpty()) address.query(pair);
            }
        }
        String href = address.queryParam("limit", limit)
                .queryParam("offset", offset)
                .build()
                .toUriString();
        return new Link(rel, href);
    }
}
