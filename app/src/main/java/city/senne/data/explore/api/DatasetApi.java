package city.senne.data.explore.api;

import city.senne.data.attachments.ReadAttachments;
import city.senne.data.catalog.Dataset;
import city.senne.data.explore.dcat.ListedDataset;
import city.senne.data.explore.export.AnswerRows;
import city.senne.data.explore.export.JsonStream;
import city.senne.data.explore.export.JsonValues;
import city.senne.data.explore.export.Rows;
import city.senne.data.query.Answer;
import city.senne.data.query.AnswerQuestion;
import city.senne.data.query.AnswerQuestion.Prepared;
import city.senne.data.query.Cursor;
import city.senne.data.query.Timings;
import city.senne.data.usage.UsageTotals;
import city.senne.engine.odsql.FacetRequest;
import city.senne.engine.odsql.Facets;
import city.senne.engine.odsql.Question;
import city.senne.engine.odsql.RecordIds;
import city.senne.engine.odsql.View;
import city.senne.trust.access.Access;
import city.senne.trust.access.Act;
import city.senne.trust.access.Verdict;
import city.senne.trust.identity.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// The doors to one dataset: its description, its records, its facets.
@RestController
@RequestMapping({Links.PATH + "/catalog/datasets/{id}", Links.PATH + "/catalog/assets/{id}"})
class DatasetApi {
    private static final long MOST_COUNTED = Integer.MAX_VALUE;

    private final FindVersion findVersion;
    private final AnswerQuestion answerQuestion;
    private final RecordsPage recordsPage;
    private final Access access;
    private final UsageTotals usageTotals;
    private final KeptAnswers keptAnswers;
    private final ReadAttachments attachments;
    private final FieldFiles fieldFiles;
    private final JsonMapper mapper;
    private final Exchanges exchanges;

    DatasetApi(
            FindVersion findVersion,
            AnswerQuestion answerQuestion,
            RecordsPage recordsPage,
            Access access,
            UsageTotals usageTotals,
            KeptAnswers keptAnswers,
            ReadAttachments attachments,
            FieldFiles fieldFiles,
            JsonMapper mapper,
            Exchanges exchanges) {
        this.findVersion = findVersion;
        this.answerQuestion = answerQuestion;
        this.recordsPage = recordsPage;
        this.access = access;
        this.usageTotals = usageTotals;
        this.keptAnswers = keptAnswers;
        this.attachments = attachments;
        this.fieldFiles = fieldFiles;
        this.mapper = mapper;
        this.exchanges = exchanges;
    }

    @GetMapping
    void dataset(@PathVariable String id, Viewer viewer, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Timings timings = new Timings();
        Exchange exchange = exchanges.open(request, response);
        Parameters parameters = Parameters.of(request);
        FindVersion.Found found = findVersion.find(viewer, id, parameters);
        Dataset dataset = found.dataset();
        String language = parameters.lang().getLanguage();
        View view = access.described(viewer, dataset.subject(), dataset.table(found.version(), language));
        exchange.language(parameters.lang());
        boolean appMetas = parameters.flag("include_app_metas", false);
        boolean isKnown = appMetas
                ? exchange.isKnown(true, parameters, found.version().snapshot()) // counts change with every call
                : exchange.isKnown(found, view, parameters);
        if (isKnown) return;
        Map<String, @Nullable Object> json = new DatasetJson(parameters.lang(), parameters.timezone())
                .json(
                        new ListedDataset(
                                dataset,
                                view.schema(),
                                access.decide(viewer, Act.READ, dataset.subject()) instanceof Verdict.Yes
                                        && !view.schema().fields().isEmpty(),
                                attachments.list(dataset)),
                        appMetas ? usageTotals.current().of(dataset.id()) : null,
                        Links.of(request),
                        parameters.flag("include_links", false));
        exchange.timed(timings, "describe");
        exchange.send(Exchange.JSON, out -> mapper.writeValue(out, json));
    }

    @GetMapping("/records")
    void records(@PathVariable String id, Viewer viewer, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Timings timings = new Timings();
        Exchange exchange = exchanges.open(request, response);
        Parameters given = Parameters.of(request);
        FindVersion.Found found = findVersion.find(viewer, id, given);
        View view = view(viewer, found, given);
        Parameters parameters = FindVersion.searched(view, given);
        boolean links = parameters.flag("include_links", false);
        String cursor = parameters.text("cursor");
        Question question = cursor == null ? parameters.page() : parameters.walkedPage();
        String rows = rows(found.dataset(), question);
        Cursor from = cursor == null || cursor.equals(Cursor.START)
                ? Cursor.start(found.version().number(), question.offset(), rows)
                : Cursor.read(cursor, found.dataset(), rows);
        if (from.version() != found.version().number()) {
            found = findVersion.version(viewer, found.dataset(), from);
            view = view(viewer, found, given);
        }
        RecordExtras extras = extras(found, parameters, request);
        boolean counted = cursor != null && from.total() >= 0 && from.position() == null;
        Question asked = counted
                ? question.page(question.limit(), Math.toIntExact(Math.min(from.seen(), MOST_COUNTED)))
                : question;
        Prepared prepared = prepare(viewer, view, found, extras.added(asked), parameters, timings);
        boolean walks = prepared.query().canBeWalked() && (links || cursor != null);
        if (cursor != null && !walks) throw Refusal.onlyRecordsAreWalked();
        exchange.language(parameters.lang());
        if (exchange.isKnown(prepared, parameters) || exchange.sendsKept(keptAnswers, timings)) return;

        int limit = question.limit() == null ? 0 : question.limit();
        var page = recordsPage.write(
                prepared,
                extras,
                walks ? from : null,
                (total, next) -> {
                    List<Links.Link> all = new ArrayList<>();
                    if (cursor != null) all.addAll(Links.walk(request, limit, cursor));
                    else if (links) all.addAll(Links.pages(request, total, question, parameters.window()));
                    if (next != null) {
                        all.removeIf(link -> link.rel().equals("next"));
                        all.add(exchange.next(Links.next(request, limit, next)));
                    }
                    return all;
                },
                timings);
        exchange.timed(timings, "page");
        exchange.sendAndKeep(keptAnswers, page::writeTo);
    }

    /// Everything that decides which records there are, and in which order.
    private static String rows(Dataset dataset, Question question) {
        return List.of(
                        dataset.uid(),
                        question.where(),
                        question.refine(),
                        question.exclude(),
                        String.valueOf(question.orderBy()),
                        question.zone())
                .toString();
    }

    @GetMapping("/records/{record}")
    void record(
            @PathVariable String id,
            @PathVariable String record,
            Viewer viewer,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Timings timings = new Timings();
        Exchange exchange = exchanges.open(request, response);
        Parameters parameters = Parameters.of(request);
        FindVersion.Found found = findVersion.find(viewer, id, parameters);
        if (!RecordIds.isId(record)) throw noRecord(record);
        RecordExtras extras = extras(found, parameters, request);
        Question all =
                Question.EVERYTHING.select(parameters.text("select")).in(parameters.lang(), parameters.timezone());
        Question question = RecordIds.questionFor(record, extras.added(all));
        Prepared prepared = prepare(viewer, view(viewer, found, parameters), found, question, parameters, timings);
        exchange.language(parameters.lang());
        if (exchange.isKnown(prepared, parameters) || exchange.sendsKept(keptAnswers, timings)) return;
        var only = new ByteArrayOutputStream();
        try (Answer answer = answerQuestion.rows(prepared, timings)) {
            Rows rows = fieldFiles.of(prepared).apply(new AnswerRows(answer));
            if (!rows.next()) throw noRecord(record);
            JsonStream.write(only, json -> extras.row(json, rows, new JsonValues(question.zone())));
        }
        exchange.timed(timings, "rows");
        exchange.sendAndKeep(keptAnswers, only::writeTo);
    }

    @GetMapping("/facets")
    void facets(@PathVariable String id, Viewer viewer, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        facets(id, viewer, Parameters.of(request), request, exchanges.open(request, response));
    }

    /// The same for other versions of the API.
    void facets(String id, Viewer viewer, Parameters given, HttpServletRequest request, Exchange exchange)
            throws IOException {
        Timings timings = new Timings();
        FindVersion.Found found = findVersion.find(viewer, id, given);
        View view = view(viewer, found, given);
        Parameters parameters = FindVersion.searched(view, given);
        List<FacetRequest> wanted = parameters.facets();
        Question question = parameters.question().conditions();
        Prepared prepared = answerQuestion.prepare(view, found.dataset(), found.version(), question, wanted, timings);
        exchange.language(parameters.lang());
        if (exchange.isKnown(prepared, parameters) || exchange.sendsKept(keptAnswers, timings)) return;
        List<Facets.Facet> facets = answerQuestion.facets(prepared, wanted, timings);
        Links links = Links.of(request);
        exchange.timed(timings, "send");
        exchange.sendAndKeep(
                keptAnswers,
                out -> JsonStream.write(
                        out,
                        json -> FacetsJson.write(
                                json,
                                List.of(
                                        links.self(request),
                                        new Links.Link(
                                                "dataset",
                                                links.dataset(found.dataset().id()))),
                                facets)));
    }

    @GetMapping({"/aggregates", "/query"})
    void gone() {
        throw new Refusal(
                HttpStatus.GONE, "GoneURI", "The requested URI is no longer available. Use /records with group_by.");
    }

    private View view(Viewer viewer, FindVersion.Found found, Parameters parameters) {
        return answerQuestion.view(viewer, found.dataset(), found.version(), parameters.lang());
    }

    private Prepared prepare(
            Viewer viewer,
            View view,
            FindVersion.Found found,
            Question question,
            Parameters parameters,
            Timings timings) {
        timings.step("catalog");
        return answerQuestion.prepare(
                viewer, view, found.dataset(), found.version(), question, parameters.facets(), timings);
    }

    private static RecordExtras extras(FindVersion.Found found, Parameters parameters, HttpServletRequest request) {
        return new RecordExtras(
                found.dataset().id(),
                parameters.flag("include_links", false) ? Links.of(request) : null,
                parameters.flag("include_app_metas", false));
    }

    static Refusal noRecord(String record) {
        return Refusal.resource("The requested record %s does not exist.".formatted(Refusal.shortened(record)));
    }
}
