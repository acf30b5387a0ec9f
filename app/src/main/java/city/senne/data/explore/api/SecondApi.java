package city.senne.data.explore.api;

import city.senne.data.catalog.Catalog;
import city.senne.data.explore.api.FindVersion.Found;
import city.senne.data.query.AnswerQuestion;
import city.senne.data.query.AnswerQuestion.Prepared;
import city.senne.data.query.Timings;
import city.senne.engine.odsql.OutputColumn;
import city.senne.engine.odsql.Question;
import city.senne.engine.odsql.RecordIds;
import city.senne.engine.odsql.Spelling;
import city.senne.engine.odsql.ValueType;
import city.senne.engine.odsql.View;
import city.senne.trust.identity.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Version 2.0 of the API for programs that still ask it: the same answers in its envelopes.
@RestController
@RequestMapping({"/api/v2/catalog", "/api/explore/v2.0/catalog"})
class SecondApi {
    private static final Map<String, String> NAMES =
            Map.of("rows", "limit", "start", "offset", "sort", "order_by", "search", "q");
    private static final Pattern PART_OF_DATE = Pattern.compile("(?i)(year|month|day|hour|minute|second)\\s*\\(.*");

    private final Catalog catalog;
    private final FindVersion findVersion;
    private final AnswerQuestion answerQuestion;
    private final RecordsPage recordsPage;
    private final CatalogApi catalogApi;
    private final DatasetApi datasetApi;
    private final ExportApi exportApi;
    private final Exchanges exchanges;
    private final JsonMapper mapper;

    SecondApi(
            Catalog catalog,
            FindVersion findVersion,
            AnswerQuestion answerQuestion,
            RecordsPage recordsPage,
            CatalogApi catalogApi,
            DatasetApi datasetApi,
            ExportApi exportApi,
            JsonMapper mapper,
            Exchanges exchanges) {
        this.catalog = catalog;
        this.findVersion = findVersion;
        this.answerQuestion = answerQuestion;
        this.recordsPage = recordsPage;
        this.catalogApi = catalogApi;
        this.datasetApi = datasetApi;
        this.exportApi = exportApi;
        this.mapper = mapper;
        this.exchanges = exchanges;
    }

    @GetMapping("/datasets/{id}/records")
    void records(@PathVariable String id, Viewer viewer, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Parameters parameters = parameters(request);
        Found found = findVersion.find(viewer, id, parameters);
        Question question = parameters.page().groupBy(null);
        JsonNode page = page(viewer, found, question, parameters, exchanges.open(request, response));
        ObjectNode answer = mapper.createObjectNode();
        answer.set("total_count", page.path("total_count"));
        answer.set("links", links(request));
        ArrayNode records = answer.putArray("records");
        Links links = Links.of(request);
        page.path("results").forEach(record -> records.add(wrapped(record, found, links)));
        send(request, response, answer);
    }

    @GetMapping("/datasets/{id}/records/{record}")
    void record(
            @PathVariable String id,
            @PathVariable String record,
            Viewer viewer,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Parameters parameters = parameters(request);
        Found found = findVersion.find(viewer, id, parameters);
        if (!RecordIds.isId(record)) throw DatasetApi.noRecord(record);
        Question all =
                Question.EVERYTHING.select(parameters.text("select")).in(parameters.lang(), parameters.timezone());
        JsonNode page =
                page(viewer, found, RecordIds.questionFor(record, all), parameters, exchanges.open(request, response));
        if (page.path("results").isEmpty()) throw DatasetApi.noRecord(record);
        send(request, response, wrapped(page.at("/results/0"), found, Links.of(request)));
    }

    /// Without a group for what is empty, times as milliseconds, parts of dates as text.
    @GetMapping("/datasets/{id}/aggregates")
    void aggregates(@PathVariable String id, Viewer viewer, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Timings timings = new Timings();
        Parameters parameters = parameters(request);
        Found found = findVersion.find(viewer, id, parameters);
        Question question = parameters.page();
        if (question.groupBy() == null) question = question.page(1, 0);
        Prepared prepared = answerQuestion.prepare(
                viewer, found.dataset(), found.version(), question, parameters.facets(), timings);
        exchanges.open(request, response).tellFields(prepared);
        JsonNode page = mapper.readTree(recordsPage
                .write(prepared, new RecordExtras(found.dataset().id(), null, false), timings)
                .toByteArray());
        List<String> keys = prepared.query().keyNames();
        ObjectNode answer = mapper.createObjectNode();
        answer.set("links", links(request));
        ArrayNode groups = answer.putArray("aggregations");
        for (JsonNode group : page.path("results")) {
            if (keys.stream().noneMatch(key -> group.path(key).isNull())) {
                groups.add(old((ObjectNode) group, keys, prepared.query().columns()));
            }
        }
        send(request, response, answer);
    }

    private static ObjectNode old(ObjectNode group, List<String> keys, List<OutputColumn> columns) {
        for (OutputColumn column : columns) {
            if (!keys.contains(column.name())) continue;
            String text = group.path(column.name()).asString();
            if (column.type() == ValueType.DATE || column.type() == ValueType.DATETIME) {
                group.put(column.name(), instant(text).toEpochMilli());
            } else if (PART_OF_DATE.matcher(column.name()).matches()) {
                group.put(column.name(), text);
            }
        }
        return group;
    }

    private static Instant instant(String text) {
        if (text.length() > 10) return OffsetDateTime.parse(text).toInstant();
        return SearchLanguage.firstDay(text).orElseThrow().atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    @GetMapping("/datasets/{id}/exports/{name}")
    void export(
            @PathVariable String id,
            @PathVariable String name,
            Viewer viewer,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Parameters parameters = parameters(request);
        Found found = findVersion.find(viewer, id, parameters);
        Parameters plain =
                parameters.text("with_bom") == null ? parameters.with("with_bom", List.of("false")) : parameters;
        String format = name.replaceFirst("^xls$", "xlsx");
        View view = answerQuestion.view(viewer, found.dataset(), found.version(), parameters.lang());
        exportApi.export(exchange(request, response), viewer, found, view, format, plain, Links.of(request));
    }

    @GetMapping("/datasets/{id}")
    void dataset(@PathVariable String id, Viewer viewer, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String known = catalog.dataset(viewer, id).id().value();
        send(
                request,
                response,
                wrapped(List.of(known), viewer, parameters(request), request).path(0));
    }

    @GetMapping("/datasets")
    void datasets(Viewer viewer, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Parameters parameters = parameters(request);
        CatalogApi.Found found = catalogApi.find(viewer, parameters);
        ObjectNode answer = mapper.createObjectNode();
        answer.put("total_count", found.total());
        answer.set("links", links(request));
        answer.set("datasets", wrapped(found.ids(), viewer, parameters, request));
        send(request, response, answer);
    }

    @GetMapping("/facets")
    void facets(Viewer viewer, HttpServletRequest request, HttpServletResponse response) throws IOException {
        catalogApi.facets(viewer, parameters(request), request, exchange(request, response));
    }

    @GetMapping("/datasets/{id}/facets")
    void facets(@PathVariable String id, Viewer viewer, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        datasetApi.facets(id, viewer, parameters(request), request, exchange(request, response));
    }

    /// Words that are looked for become a condition.
    private static Parameters parameters(HttpServletRequest request) {
        Parameters parameters = Parameters.of(request).renamed(NAMES);
        List<String> words = parameters.texts("q");
        if (words.isEmpty()) return parameters;
        List<String> where = new ArrayList<>(parameters.texts("where"));
        words.forEach(text -> where.add("search(" + Spelling.text(text) + ")"));
        return parameters.with("where", where);
    }

    private JsonNode page(Viewer viewer, Found found, Question question, Parameters parameters, Exchange exchange)
            throws IOException {
        Timings timings = new Timings();
        RecordExtras extras = new RecordExtras(found.dataset().id(), null, true);
        Prepared prepared = answerQuestion.prepare(
                viewer, found.dataset(), found.version(), extras.added(question), parameters.facets(), timings);
        exchange.tellFields(prepared);
        return mapper.readTree(recordsPage.write(prepared, extras, timings).toByteArray());
    }

    private ObjectNode wrapped(JsonNode record, Found found, Links links) {
        ObjectNode fields = ((ObjectNode) record).deepCopy();
        ObjectNode inner = mapper.createObjectNode();
        inner.set("id", fields.remove("_id"));
        inner.set("timestamp", fields.remove("_timestamp"));
        inner.set("size", fields.remove("_size"));
        inner.set("fields", fields);
        return enveloped(
                "record",
                inner,
                links.record(found.dataset().id(), inner.path("id").asString()));
    }

    private ArrayNode wrapped(List<String> ids, Viewer viewer, Parameters parameters, HttpServletRequest request) {
        ArrayNode datasets = mapper.createArrayNode();
        String address = Links.of(request).datasets() + "/";
        for (var whole : catalogApi.wholeDatasets(ids, viewer, parameters, request)) {
            JsonNode dataset = mapper.valueToTree(whole);
            String self = address + dataset.path("dataset_id").asString();
            datasets.add(enveloped("dataset", dataset, self));
        }
        return datasets;
    }

    private ObjectNode enveloped(String name, JsonNode inner, String self) {
        ObjectNode envelope = mapper.createObjectNode();
        envelope.putArray("links").addObject().put("rel", "self").put("href", self);
        envelope.set(name, inner);
        return envelope;
    }

    private ArrayNode links(HttpServletRequest request) {
        Links.Link self = Links.of(request).self(request);
        ArrayNode links = mapper.createArrayNode();
        links.addObject().put("rel", self.rel()).put("href", self.href());
        return links;
    }

    private void send(HttpServletRequest request, HttpServletResponse response, JsonNode answer) throws IOException {
        exchange(request, response).send(Exchange.JSON, out -> mapper.writeValue(out, answer));
    }

    private Exchange exchange(HttpServletRequest request, HttpServletResponse response) {
        return exchanges.openDeprecated(
                request, response, "API_V2_0: This version of the API is kept for old clients, use v2.1");
    }
}
