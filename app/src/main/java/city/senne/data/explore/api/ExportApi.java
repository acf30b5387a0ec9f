package city.senne.data.explore.api;

import city.senne.data.explore.api.FindVersion.Found;
import city.senne.data.explore.export.AnswerRows;
import city.senne.data.explore.export.ExportFormat;
import city.senne.data.explore.export.ExportFormat.Needs;
import city.senne.data.explore.export.IdentifiedRows;
import city.senne.data.explore.export.RowWriter;
import city.senne.data.explore.export.Rows;
import city.senne.data.explore.export.ShapefileExport;
import city.senne.data.explore.export.XlsxExport;
import city.senne.data.query.Answer;
import city.senne.data.query.AnswerQuestion;
import city.senne.data.query.AnswerQuestion.Prepared;
import city.senne.data.query.Timings;
import city.senne.engine.odsql.Question;
import city.senne.engine.odsql.View;
import city.senne.engine.table.Field;
import city.senne.engine.table.FieldType;
import city.senne.platform.i18n.Vocabulary;
import city.senne.trust.identity.Viewer;
import city.senne.trust.journal.Reads;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The doors to downloads of a dataset: all rows that are asked for, however many, in one file.
@RestController
@RequestMapping(Links.PATH + "/catalog/datasets/{id}/exports")
class ExportApi {
    private static final String GZIP = "application/gzip";
    private static final Set<ExportFormat> NAMES_RECORDS = EnumSet.of(
            ExportFormat.ICAL, ExportFormat.JSONLD, ExportFormat.RDFXML, ExportFormat.TURTLE, ExportFormat.N3);
    private static final int MAX_SORTED_GROUPS = 20_000;

    private final FindVersion findVersion;
    private final AnswerQuestion answerQuestion;
    private final FileExport fileExport;
    private final FieldFiles fieldFiles;
    private final Vocabulary vocabulary;
    private final Exchanges exchanges;

    ExportApi(
            FindVersion findVersion,
            AnswerQuestion answerQuestion,
            FileExport fileExport,
            FieldFiles fieldFiles,
            Vocabulary vocabulary,
            Exchanges exchanges) {
        this.findVersion = findVersion;
        this.answerQuestion = answerQuestion;
        this.fileExport = fileExport;
        this.fieldFiles = fieldFiles;
        this.vocabulary = vocabulary;
        this.exchanges = exchanges;
    }

    @GetMapping
    Map<String, List<Links.Link>> formats(@PathVariable String id, Viewer viewer, HttpServletRequest request) {
        Parameters parameters = Parameters.of(request);
        Found found = findVersion.find(viewer, id, parameters);
        View view = answerQuestion.view(viewer, found.dataset(), found.version(), parameters.lang());
        Links links = Links.of(request);
        String address = links.dataset(found.dataset().id()) + "/exports";
        List<Links.Link> all = new ArrayList<>();
        all.add(new Links.Link("self", address));
        all.add(new Links.Link("dataset", links.dataset(found.dataset().id())));
        List<FieldType> types = view.schema().fields().stream().map(Field::type).toList();
        ExportFormat.suiting(types).stream()
                .map(format -> new Links.Link(format.key(), address + "/" + format.key()))
                .forEach(all::add);
        return Map.of("links", all);
    }

    @GetMapping("/{name}")
    void export(
            @PathVariable String id,
            @PathVariable String name,
            Viewer viewer,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Parameters parameters = Parameters.of(request);
        Found found = findVersion.find(viewer, id, parameters);
        View view = answerQuestion.view(viewer, found.dataset(), found.version(), parameters.lang());
        Parameters searched = FindVersion.searched(view, parameters);
        export(exchanges.open(request, response), viewer, found, view, name, searched, Links.of(request));
    }

    /// The same for other versions of the API.
    void export(
            Exchange exchange, Viewer viewer, Found found, View view, String name, Parameters parameters, Links links)
            throws IOException {
        Timings timings = new Timings();
        ExportFormat format = ExportFormat.find(name.toLowerCase(Locale.ROOT)).orElseThrow(Refusal::uri);
        Question question = parameters.export();
        if (NAMES_RECORDS.contains(format)) question = IdentifiedRows.asked(question);
        timings.step("catalog");
        Prepared prepared = answerQuestion.prepare(
                viewer, view, found.dataset(), found.version(), question, parameters.facets(), timings);
        refuseLargeSortedGroups(prepared);
        refuseWhatMakesNoSense(format, prepared);
        var writers = new ExportWriters(parameters, found, links);
        exchange.language(parameters.lang());
        if (exchange.isKnown(prepared, parameters)) return;

        boolean packed = parameters.flag("compressed", false);
        String file = found.dataset().id() + "." + format.extension();
        exchange.download(packed ? file + ".gz" : file);
        switch (format) {
            case PARQUET -> fileExport.parquet(exchange, prepared, parameters, packed, timings);
            case SHP -> {
                ShapefileExport shapefile = writers.shapefile(vocabulary);
                if (wanted(prepared, timings) > ShapefileExport.MOST_RECORDS) {
                    Reads.areOfTellingRefusal();
                    throw ShapefileExport.tooMany();
                }
                fileExport.shapefile(exchange, prepared, shapefile, packed, timings);
            }
            default -> send(exchange, prepared, format, writers.writer(format), packed, timings);
        }
    }

    /// All records as JSON of another version of the API.
    void records(Exchange exchange, Found found, View view, Parameters parameters, RowWriter writer)
            throws IOException {
        Timings timings = new Timings();
        Question question = IdentifiedRows.asked(parameters.export());
        Prepared prepared =
                answerQuestion.prepare(view, found.dataset(), found.version(), question, parameters.facets(), timings);
        exchange.language(parameters.lang());
        if (exchange.isKnown(prepared, parameters)) return;
        exchange.download(found.dataset().id() + ".json");
        send(exchange, prepared, ExportFormat.JSON, writer, false, timings);
    }

    private void send(
            Exchange exchange,
            Prepared prepared,
            ExportFormat format,
            RowWriter writer,
            boolean packed,
            Timings timings)
            throws IOException {
        if (format == ExportFormat.XLSX) refuseMoreThanASheetHolds(prepared, timings);
        // A sum of fractions may end in another digit the next time, as several threads add it up: no parts of totals.
        boolean inParts = !packed
                && !format.isCompact()
                && exchange.tag() != null
                && prepared.query().isOfRecords();
        if (inParts) exchange.offersPartsOfText();
        if (exchange.wantsHeadersOnly()) {
            exchange.response().setContentType(packed ? GZIP : format.contentType());
            return;
        }
        if (inParts && exchange.range() != null) {
            fileExport.part(exchange, prepared, format, writer, timings);
            return;
        }
        try (Answer answer = answerQuestion.allRows(prepared, timings)) {
            Rows rows = fieldFiles.of(prepared).apply(new IdentifiedRows(new AnswerRows(answer)));
            exchange.timed(timings, "send");
            Exchange.Body body = out -> writer.write(rows, out);
            if (packed) exchange.sendAsIs(GZIP, out -> Exchange.writeZipped(out, body));
            else if (format.isCompact()) exchange.sendAsIs(format.contentType(), body);
            else exchange.send(format.contentType(), body);
        }
    }

    /// GeoJSON and KML hold rows without places too, and are asked for by clients that look for none.
    private static void refuseWhatMakesNoSense(ExportFormat format, Prepared prepared) {
        List<FieldType> types = prepared.query().columns().stream()
                .map(column -> column.type().fieldType())
                .toList();
        boolean isLenient = format == ExportFormat.GEOJSON || format == ExportFormat.KML;
        if (isLenient || format.needs().areMetBy(types)) return;
        throw Refusal.parameter(
                format.needs() == Needs.DATES
                        ? "The format %s makes events of dates, and no field asked for holds dates. Add one to select, or use csv or json instead."
                                .formatted(format.key())
                        : "The format %s is for places, and no field asked for holds places. Add one to select, or use csv or json instead."
                                .formatted(format.key()));
    }

    private static void refuseLargeSortedGroups(Prepared prepared) {
        Integer limit = prepared.question().limit();
        boolean small = limit != null && limit <= MAX_SORTED_GROUPS;
        if (prepared.query().isGrouped() && prepared.query().ordersByAggregate() && !small) {
            throw new Refusal(
                    HttpStatus.BAD_REQUEST,
                    "ODSQLError",
                    "ODSQL query is malformed: aggregation function in order by is not supported with a limit > 20000."
                            + " Please remove the order by or set a limit parameter lower than 20001."
                            + " Clause(s) containing the error(s): order_by.");
        }
    }

    private void refuseMoreThanASheetHolds(Prepared prepared, Timings timings) {
        if (prepared.query().columns().size() > XlsxExport.MAX_COLUMNS) {
            throw Refusal.parameter("A sheet of xlsx holds at most %d columns. Use csv or parquet instead."
                    .formatted(XlsxExport.MAX_COLUMNS));
        }
        long wanted = wanted(prepared, timings);
        if (wanted > XlsxExport.MAX_RECORDS) {
            Reads.areOfTellingRefusal();
            throw Refusal.parameter(
                    "A sheet of xlsx holds at most %d records, and %d were asked for. Use csv or parquet instead, or narrow the query."
                            .formatted(XlsxExport.MAX_RECORDS, wanted));
        }
    }

    private long wanted(Prepared prepared, Timings timings) {
        long count = answerQuestion.count(prepared, timings);
        Integer limit = prepared.question().limit();
        return limit == null ? count : Math.min(limit, count);
    }
}
