package city.senne.data.ckan;

import city.senne.data.catalog.Dataset;
import city.senne.data.explore.dcat.Portal;
import city.senne.data.explore.export.AnswerRows;
import city.senne.data.query.Answer;
import city.senne.data.query.AnswerQuestion;
import city.senne.data.query.AnswerQuestion.Prepared;
import city.senne.data.query.Timings;
import city.senne.data.usage.CallFields;
import city.senne.engine.odsql.NamedField;
import city.senne.engine.odsql.OutputColumn;
import city.senne.engine.odsql.Question;
import city.senne.engine.odsql.View;
import city.senne.engine.table.Field;
import city.senne.engine.table.FieldType;
import city.senne.trust.identity.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/// The actions about rows. Who sees which of them is decided as for every question.
@RestController
@RequestMapping(
        path = {Envelope.LATEST, Envelope.UNVERSIONED},
        method = {RequestMethod.GET, RequestMethod.POST})
class DatastoreActions {
    private final FindPackages findPackages;
    private final ToldPortals toldPortals;
    private final AnswerQuestion answerQuestion;

    DatastoreActions(FindPackages findPackages, ToldPortals toldPortals, AnswerQuestion answerQuestion) {
        this.findPackages = findPackages;
        this.toldPortals = toldPortals;
        this.answerQuestion = answerQuestion;
    }

    @RequestMapping("/datastore_search")
    ResponseEntity<?> search(Viewer viewer, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Asked asked = Asked.of(request);
        asked.allowOnly(
                "resource_id",
                "id",
                "filters",
                "q",
                "distinct",
                "plain",
                "limit",
                "offset",
                "fields",
                "sort",
                "include_total",
                "total_estimation_threshold",
                "records_format");
        if (!asked.flag("plain", true)) throw Refused.invalid("plain", "Only plain words are looked for");
        DatastoreRecords.Format format = DatastoreRecords.Format.of(asked.text("records_format"));
        Portal portal = toldPortals.of(request);
        String resource = asked.required(asked.find("resource_id") == null ? "id" : "resource_id");
        Dataset dataset = dataset(viewer, portal, resource);
        findPackages.count(viewer, dataset.id(), request, response);
        View view = answerQuestion.view(viewer, dataset, dataset.current(), toldPortals.language());
        Timings timings = new Timings();
        DatastoreQuestion said = new DatastoreQuestion(asked, view.schema());
        Question question = said.question(toldPortals.language());
        Prepared prepared = answerQuestion.prepare(view, dataset, dataset.current(), question, List.of(), timings);
        CallFields.note(
                request,
                prepared.query().named().stream().map(NamedField::asked).toList());

        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("include_total", asked.flag("include_total", true));
        result.put("limit", said.limit());
        if (said.offset() > 0) result.put("offset", said.offset());
        if (asked.find("filters") != null) result.put("filters", asked.object("filters"));
        if (asked.find("q") != null) result.put("q", asked.find("q"));
        if (asked.find("sort") != null) result.put("sort", asked.find("sort"));
        result.put("records_format", format.key());
        result.put("resource_id", resource);
        DatastoreRecords records;
        try (Answer answer = answerQuestion.rows(prepared, timings)) {
            records = DatastoreRecords.read(new AnswerRows(answer), format);
            result.put(
                    "fields",
                    answer.columns().stream().map(DatastoreActions::column).toList());
        }
        result.put("records", records.written());
        result.put("_links", links(request, said));
        if (asked.flag("include_total", true)) {
            result.put("total", answerQuestion.total(prepared, records.count(), timings));
            result.put("total_was_estimated", false);
        }
        return Envelope.answer(request, result);
    }

    @RequestMapping("/datastore_info")
    ResponseEntity<?> info(Viewer viewer, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Asked asked = Asked.of(request);
        asked.allowOnly("id", "resource_id");
        String resource = asked.required(asked.find("resource_id") == null ? "id" : "resource_id");
        Portal portal = toldPortals.of(request);
        Dataset dataset = dataset(viewer, portal, resource);
        findPackages.count(viewer, dataset.id(), request, response);
        View view = answerQuestion.view(viewer, dataset, dataset.current(), toldPortals.language());
        Timings timings = new Timings();
        Prepared prepared = answerQuestion.prepare(
                view, dataset, dataset.current(), Question.EVERYTHING.page(0, 0), List.of(), timings);
        Map<String, Object> meta = new LinkedHashMap<>();
        meta.put("id", resource);
        meta.put("count", answerQuestion.total(prepared, 0, timings));
        meta.put("table_type", "BASE TABLE");
        meta.put("aliases", List.of(dataset.id().value()));
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("meta", meta);
        result.put(
                "fields",
                view.schema().fields().stream().map(DatastoreActions::described).toList());
        return Envelope.answer(request, result);
    }

    /// By the id of its resource, or by its own name, which stands for it.
    private Dataset dataset(Viewer viewer, Portal portal, String resource) {
        if (CkanIds.half(resource).isEmpty()) return findPackages.dataset(viewer, portal, resource);
        Dataset dataset = findPackages.ofResource(viewer, portal, resource);
        if (!Resources.rowsOf(dataset).equals(resource)) {
            throw Refused.notFound("resource %s is not in the datastore".formatted(resource));
        }
        return dataset;
    }

    private static Map<String, Object> column(OutputColumn column) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", type(column.type().fieldType()));
        json.put("id", column.name());
        return json;
    }

    private static Map<String, Object> described(Field field) {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("label", field.label());
        info.put("notes", field.description());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", field.name());
        json.put("type", type(field.type()));
        json.put("info", info);
        return json;
    }

    private static String type(FieldType type) {
        return switch (type) {
            case TEXT -> "text";
            case INT -> "int";
            case DOUBLE -> "float";
            case DECIMAL -> "numeric";
            case BOOLEAN -> "bool";
            case DATE -> "date";
            case DATETIME -> "timestamptz";
            case GEO_POINT, GEO_SHAPE, JSON, FILE -> "json";
        };
    }

    /// CKAN's lead to the address without its origin.
    private static Map<String, String> links(HttpServletRequest request, DatastoreQuestion said) {
        Map<String, String> links = new LinkedHashMap<>();
        if (request.getMethod().equals("POST")) return links;
        List<String> kept = new ArrayList<>();
        String query = request.getQueryString();
        for (String pair : (query == null ? "" : query).split("&")) {
            // No name of a parameter needs an escape; one that has some may be the key in disguise.
            if (pair.matches("(?!(offset|apikey|purpose)(=|$))[\\w.]+=.*")) kept.add(pair);
        }
        String address = request.getRequestURI() + "?" + String.join("&", kept);
        links.put("start", address);
        links.put("next", address + "&offset=" + ((long) said.offset() + said.limit()));
        return links;
    }
}
