package city.senne.data.explore.api;

import city.senne.data.catalog.Catalog;
import city.senne.data.catalog.Dataset;
import city.senne.data.catalog.Version;
import city.senne.data.explore.export.AnswerRows;
import city.senne.data.explore.export.CsvExport;
import city.senne.data.explore.export.JsonStream;
import city.senne.data.explore.export.JsonValues;
import city.senne.data.explore.export.Rows;
import city.senne.data.explore.export.TextValues;
import city.senne.data.query.Answer;
import city.senne.data.query.CompareVersions;
import city.senne.data.query.CompareVersions.Compared;
import city.senne.data.query.Timings;
import city.senne.engine.lake.Difference;
import city.senne.engine.odsql.Question;
import city.senne.engine.odsql.View;
import city.senne.engine.table.Field;
import city.senne.trust.access.Access;
import city.senne.trust.identity.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JsonGenerator;

/// The doors to a dataset's past: its versions, and the rows that two of them do not share. An extension of
/// the API.
@RestController
@RequestMapping(Links.PATH + "/catalog/datasets/{id}")
class VersionsApi {
    private static final int USUAL_LIMIT = 100;
    private static final int MAX_LIMIT = 1_000;

    private final Catalog catalog;
    private final FindVersion findVersion;
    private final CompareVersions compareVersions;
    private final Exchanges exchanges;
    private final Access access;

    VersionsApi(
            Catalog catalog,
            FindVersion findVersion,
            CompareVersions compareVersions,
            Access access,
            Exchanges exchanges) {
        this.catalog = catalog;
        this.findVersion = findVersion;
        this.compareVersions = compareVersions;
        this.access = access;
        this.exchanges = exchanges;
    }

    @GetMapping("/versions")
    ListJson versions(@PathVariable String id, Viewer viewer, HttpServletRequest request) {
        Parameters parameters = Parameters.of(request);
        Dataset dataset = findVersion.find(viewer, id, parameters).dataset();
        String address = Links.of(request).dataset(dataset.id());
        List<Map<String, @Nullable Object>> results = new ArrayList<>();
        for (Version version : catalog.versions(viewer, dataset)) {
            View view = access.view(
                    viewer,
                    dataset.subject(),
                    dataset.table(version, parameters.lang().getLanguage()));
            results.add(json(version, view, address));
        }
        return new ListJson(results.size(), results);
    }

    private record NamedType(String name, String type) {}

    private static Map<String, @Nullable Object> json(Version version, View view, String address) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("version", version.number());
        json.put("landed", version.landed().toString());
        json.put("update", version.update().apiName());
        // Who sees a part only is not told how many rows there are.
        boolean all = version.tellsFigures();
        json.put("records_count", all ? version.rows() : null);
        json.put("difference", all ? version.difference() : null);
        json.put(
                "fields",
                view.schema().fields().stream()
                        .map(field -> new NamedType(field.name(), field.type().apiName()))
                        .toList());
        List<Links.Link> links = new ArrayList<>();
        links.add(new Links.Link("records", address + "/records?as_of=" + version.number()));
        links.add(new Links.Link("exports", address + "/exports?as_of=" + version.number()));
        if (version.number() > 1) links.add(new Links.Link("diff", address + "/diff?to=" + version.number()));
        json.put("links", links);
        return json;
    }

    /// Between the version `from` (else the one before) and the version `to` (else the newest).
    @GetMapping("/diff")
    void difference(@PathVariable String id, Viewer viewer, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Timings timings = new Timings();
        Exchange exchange = exchanges.open(request, response);
        Parameters parameters = Parameters.of(request);
        Compared compared = compared(viewer, id, parameters, timings);
        exchange.language(parameters.lang());
        List<?> state = List.of(Exchange.state(compared.before()), Exchange.state(compared.after()));
        exchange.tellFormerNames(compared.after());
        boolean readsClock = compared.after().query().readsClock();
        if (exchange.isKnown(readsClock, parameters, state)) return;
        switch (parameters.raw("format", "json")) {
            case "json" -> sendJson(exchange, compared, parameters, timings);
            case "csv" -> sendCsv(exchange, compared, parameters, timings);
            case String other -> throw Refusal.parameter("format", other, "json or csv");
        }
    }

    private Compared compared(Viewer viewer, String id, Parameters parameters, Timings timings) {
        Dataset dataset = findVersion.find(viewer, id, parameters).dataset();
        String to = parameters.text("to");
        Version until = to == null ? dataset.current() : catalog.version(viewer, dataset, to.strip());
        String from = parameters.text("from");
        if (from == null && until.number() == 1) {
            throw Refusal.parameter("There is no version before version 1. Name the two with from and to.");
        }
        Version before =
                catalog.version(viewer, dataset, from == null ? Integer.toString(until.number() - 1) : from.strip());
        timings.step("catalog");
        Compared compared = compareVersions.prepare(viewer, dataset, before, until, parameters.question(), timings);
        if (compared == null) throw Refusal.parameter("The two versions have no field in common.");
        return compared;
    }

    private void sendJson(Exchange exchange, Compared compared, Parameters parameters, Timings timings)
            throws IOException {
        Question page = parameters.page(USUAL_LIMIT, MAX_LIMIT);
        int limit = page.limit() == null ? USUAL_LIMIT : page.limit();
        Difference counts = compareVersions.count(compared, timings);
        var body = new ByteArrayOutputStream();
        JsonValues values = new JsonValues(page.zone());
        try (Answer answer = compareVersions.rows(compared, null, limit, page.offset(), timings)) {
            Rows rows = new AnswerRows(answer);
            JsonStream.write(body, json -> {
                json.writeStartObject();
                head(json, compared, counts);
                json.writeArrayPropertyStart("results");
                while (rows.next()) row(json, rows, values);
                json.writeEndArray();
                json.writeEndObject();
            });
        }
        exchange.timed(timings, "rows");
        exchange.send(Exchange.JSON, body::writeTo);
    }

    private static void head(JsonGenerator json, Compared compared, Difference counts) {
        version(json, "from", compared.from());
        version(json, "to", compared.until());
        json.writePOJOProperty("key", compared.key().stream().map(Field::name).toList());
        json.writePOJOProperty(
                "fields", compared.fields().stream().map(Field::name).toList());
        json.writeNumberProperty("total_count", counts.added() + counts.changed() + counts.removed());
        json.writeNumberProperty("added", counts.added());
        json.writeNumberProperty("changed", counts.changed());
        json.writeNumberProperty("removed", counts.removed());
    }

    private static void version(JsonGenerator json, String name, Version version) {
        json.writeObjectPropertyStart(name);
        json.writeNumberProperty("version", version.number());
        json.writeStringProperty("landed", version.landed().toString());
        json.writeEndObject();
    }

    private static void row(JsonGenerator json, Rows rows, JsonValues values) {
        var row = new DifferenceRows(rows);
        json.writeStartObject();
        json.writeStringProperty("change", String.valueOf(rows.value(0)));
        Rows before = row.side(false);
        Rows after = row.side(true);
        if (before != null) {
            json.writeName("before");
            values.row(json, before);
        }
        if (after != null) {
            json.writeName("after");
            values.row(json, after);
        }
        if (before != null && after != null) json.writePOJOProperty("changed_fields", row.changedFields());
        json.writeEndObject();
    }

    private void sendCsv(Exchange exchange, Compared compared, Parameters parameters, Timings timings)
            throws IOException {
        exchange.download("%s-%d-%d.csv"
                .formatted(
                        compared.until().dataset(),
                        compared.from().number(),
                        compared.until().number()));
        var csv = new CsvExport(
                new TextValues(parameters.timezone(), ","),
                ';',
                false,
                parameters.flag("with_bom", true),
                parameters.flag("use_labels", false));
        try (Answer answer = compareVersions.allRows(compared, timings)) {
            Rows rows = new DifferenceRows(new AnswerRows(answer));
            exchange.timed(timings, "send");
            exchange.send("text/csv; charset=utf-8", out -> csv.write(rows, out));
        }
    }
}
