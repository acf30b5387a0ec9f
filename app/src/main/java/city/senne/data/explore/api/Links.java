package city.senne.data.explore.api;

import city.senne.data.attachments.Attachment;
import city.senne.data.catalog.DatasetId;
import city.senne.data.query.Cursor;
import city.senne.engine.odsql.Question;
import city.senne.platform.web.AskedAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.core.JsonGenerator;

/// Addresses of the API, as the client reached it.
///
/// @param root ends without a slash
record Links(String root) {
    static final String PATH = "/api/explore/v2.1";

    /// Parameters that another page has other values of, and the key and the purpose, which are nobody else's.
    private static final Set<String> OF_THE_PAGE = Set.of("limit", "offset", "cursor", "apikey", "purpose");

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

    /// What the portal counts of itself, beside the catalogue.
    String monitoring() {
        return root + "/monitoring";
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
                new Link("attachments", attachments(id)));
    }

    String attachments(DatasetId id) {
        return dataset(id) + "/attachments";
    }

    String attachment(Attachment attachment) {
        return attachments(attachment.dataset()) + "/" + attachment.id();
    }

    /// The same file as the content of a field.
    String file(Attachment attachment) {
        return dataset(attachment.dataset()) + "/files/" + attachment.id();
    }

    /// Links between the pages of a list; never to one that would be refused.
    ///
    /// @param window how far offset and limit reach together
    static List<Link> pages(HttpServletRequest request, long total, Question question, int window) {
        int limit = question.limit() == null ? 0 : question.limit();
        int offset = question.offset();
        List<Link> links = new ArrayList<>();
        links.add(page(request, "self", limit, "offset", offset));
        links.add(page(request, "first", limit, "offset", 0));
        if (limit > 0) {
            long last = Math.max(0, total - 1) / limit * limit;
            if (last + limit <= window) links.add(page(request, "last", limit, "offset", last));
            long next = (long) offset + limit;
            if (next < total && next + limit <= window) links.add(page(request, "next", limit, "offset", next));
        }
        return links;
    }

    /// Links of a page of a walk through all records.
    static List<Link> walk(HttpServletRequest request, int limit, String cursor) {
        return List.of(
                page(request, "self", limit, "cursor", cursor), page(request, "first", limit, "cursor", Cursor.START));
    }

    /// To the records behind these, however many there were before.
    static Link next(HttpServletRequest request, int limit, Cursor cursor) {
        return page(request, "next", limit, "cursor", cursor.text());
    }

    private static Link page(HttpServletRequest request, String rel, int limit, String begin, Object value) {
        var address = UriComponentsBuilder.fromUriString(AskedAddress.origin(request) + request.getRequestURI());
        String query = request.getQueryString();
        if (query != null) {
            for (String pair : query.split("&")) {
                String name = pair.replaceFirst("=.*", "");
                // No name of a parameter needs an escape; one that has some may be the key in disguise.
                if (!name.isEmpty() && !name.contains("%") && !OF_THE_PAGE.contains(name)) address.query(pair);
            }
        }
        String href = address.queryParam("limit", limit)
                .queryParam(begin, value)
                .build()
                .toUriString();
        return new Link(rel, href);
    }
}
