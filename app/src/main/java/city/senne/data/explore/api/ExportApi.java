package city.senne.data.explore.api;

import city.senne.data.explore.api.FindVersion.Found;
import city.senne.data.explore.export.AnswerRows;
import city.senne.data.explore.export.CsvExport;
import city.senne.data.explore.export.ExportFormat;
import city.senne.data.explore.export.GeoJsonExport;
import city.senne.data.explore.export.GpxExport;
import city.senne.data.explore.export.JsonExport;
import city.senne.data.explore.export.JsonLinesExport;
import city.senne.data.explore.export.JsonValues;
import city.senne.data.explore.export.KmlExport;
import city.senne.data.explore.export.RowWriter;
import city.senne.data.explore.export.Rows;
import city.senne.data.explore.export.TextValues;
import city.senne.data.explore.export.XlsxExport;
import city.senne.data.query.Answer;
import city.senne.data.query.AnswerQuestion;
import city.senne.data.query.AnswerQuestion.Prepared;
import city.senne.data.query.Timings;
import city.senne.engine.geo.Crs;
import city.senne.engine.odsql.Question;
import city.senne.trust.identity.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    private static final int MAX_SORTED_GROUPS = 20_000;

    private final FindVersion findVersion;
    private final AnswerQuestion answerQuestion;
    private final ParquetExport parquetExport;

    ExportApi(FindVersion findVersion, AnswerQuestion answerQuestion, ParquetExport parquetExport) {
        this.findVersion = findVersion;
        this.answerQuestion = answerQuestion;
        this.parquetExport = parquetExport;
    }

    @GetMapping
    Map<String, List<Links.Link>> formats(@PathVariable String id, Viewer viewer, HttpServletRequest request) {
        Found found = findVersion.find(viewer, id, Parameters.of(request));
        Links links = Links.of(request);
        String address = links.dataset(found.dataset().id()) + "/exports";
        List<Links.Link> all = new ArrayList<>();
        all.add(new Links.Link("self", address));
        all.add(new Links.Link("dataset", links.dataset(found.dataset().id())));
        Arrays.stream(ExportFormat.values())
                .map(format -> new Links.Link(format.extension(), address + "/" + format.extension()))
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
        Timings timings = new Timings();
        Exchange exchange = new Exchange(request, response);
        Parameters parameters = Parameters.of(request);
        Found found = findVersion.find(viewer, id, parameters);
        ExportFormat format = ExportFormat.find(name.toLowerCase(Locale.ROOT)).orElseThrow(Refusal::uri);
        Question question = parameters.export();
        timings.step("catalog");
        Prepared prepared = answerQuestion.prepare(
                viewer, found.dataset(), found.version(), question, parameters.facets(), timings);
        refuseLargeSortedGroups(prepared);
        exchange.language(parameters.lang());
        if (exchange.isKnown(found, prepared, parameters)) return;

        boolean packed = parameters.flag("compressed", false);
        String file = found.dataset().id() + "." + format.extension();
        exchange.download(packed ? file + ".gz" : file);
        if (format == ExportFormat.PARQUET) {
            parquetExport.export(exchange, prepared, parameters, packed, timings);
            return;
        }
        RowWriter writer = writer(
                format,
                parameters,
                question,
                found.dataset().title(parameters.lang().getLanguage()));
        if (format == ExportFormat.XLSX) refuseMoreThanASheetHolds(prepared, timings);
        if (exchange.wantsHeadersOnly()) {
            response.setContentType(packed ? GZIP : format.contentType());
            return;
        }
        try (Answer answer = answerQuestion.allRows(prepared, timings)) {
            Rows rows = new AnswerRows(answer);
            exchange.timed(timings, "send");
            Exchange.Body body = out -> writer.write(rows, out);
            if (packed) exchange.sendAsIs(GZIP, out -> Exchange.writeZipped(out, body));
            else if (format.isCompact()) exchange.sendAsIs(format.contentType(), body);
            else exchange.send(format.contentType(), body);
        }
    }

    private static RowWriter writer(ExportFormat format, Parameters parameters, Question question, String title) {
        JsonValues json = new JsonValues(question.zone());
        String separator = parameters.raw("list_separator", ",");
        TextValues text = new TextValues(question.zone(), separator);
        boolean labels = parameters.flag("use_labels", parameters.flag("use_labels_for_header", false));
        return switch (format) {
            case CSV ->
                new CsvExport(
                        text,
                        delimiter(parameters),
                        parameters.flag("quote_all", false),
                        parameters.flag("with_bom", true),
                        labels);
            case JSON -> new JsonExport(json);
            case JSONL -> new JsonLinesExport(json);
            case GEOJSON -> new GeoJsonExport(json, parameters.text("main_geo_field"), crs(parameters));
            case KML -> new KmlExport(text, title, parameters.text("main_geo_field"));
            case GPX ->
                new GpxExport(
                        text,
                        parameters.text("main_geo_field"),
                        parameters.text("name_field"),
                        described(parameters),
                        parameters.flag("use_extension", true));
            case XLSX -> new XlsxExport(text, labels);
            case PARQUET -> throw new IllegalArgumentException("Written by the engine");
        };
    }

    private static List<String> described(Parameters parameters) {
        String list = parameters.text("description_field_list");
        return list == null ? List.of() : List.of(list.strip().split("\\s*,\\s*"));
    }

    private static char delimiter(Parameters parameters) {
        String text = parameters.raw("delimiter", ";");
        return switch (text) {
            case ";", ",", "\t", "|" -> text.charAt(0);
            case "\\t", "tab" -> '\t';
            default -> throw Refusal.parameter("delimiter", text, "one of ; , | or a tab");
        };
    }

    private static Crs crs(Parameters parameters) {
        long epsg = parameters.whole("epsg", Crs.WGS84);
        return epsg < 0 || epsg > 1_000_000
                ? unknownCrs(epsg)
                : Crs.find((int) epsg).orElseGet(() -> unknownCrs(epsg));
    }

    private static Crs unknownCrs(long epsg) {
        throw Refusal.parameter("epsg", Long.toString(epsg), "the number of a reference system such as 31370");
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
        long count = answerQuestion.count(prepared, timings);
        Integer limit = prepared.question().limit();
        long wanted = limit == null ? count : Math.min(limit, count);
        if (wanted > XlsxExport.MAX_RECORDS) {
            throw Refusal.parameter(
                    "A sheet of xlsx holds at most %d records, and %d were asked for. Use csv or parquet instead, or narrow the query."
                            .formatted(XlsxExport.MAX_RECORDS, wanted));
        }
    }
}
