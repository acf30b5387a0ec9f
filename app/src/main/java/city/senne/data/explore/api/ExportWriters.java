package city.senne.data.explore.api;

import city.senne.data.explore.api.FindVersion.Found;
import city.senne.data.explore.export.CalendarExport;
import city.senne.data.explore.export.CsvExport;
import city.senne.data.explore.export.ExportFormat;
import city.senne.data.explore.export.FlatGeobufExport;
import city.senne.data.explore.export.GeoJsonExport;
import city.senne.data.explore.export.GpxExport;
import city.senne.data.explore.export.JsonExport;
import city.senne.data.explore.export.JsonLinesExport;
import city.senne.data.explore.export.JsonValues;
import city.senne.data.explore.export.KmlExport;
import city.senne.data.explore.export.RdfExport;
import city.senne.data.explore.export.RowWriter;
import city.senne.data.explore.export.ShapefileExport;
import city.senne.data.explore.export.TextValues;
import city.senne.data.explore.export.XlsxExport;
import city.senne.data.explore.export.rdf.RdfSyntax;
import city.senne.engine.geo.Crs;
import city.senne.platform.i18n.Language;
import city.senne.platform.i18n.Vocabulary;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// The writers of files, as the parameters of a request want them. Refuses parameters that make no sense.
record ExportWriters(Parameters parameters, Found found, Links links) {

    /// Those that hold any table.
    static final List<ExportFormat> PLAIN =
            List.of(ExportFormat.CSV, ExportFormat.JSON, ExportFormat.JSONL, ExportFormat.XLSX);

    /// The writer of one of [#PLAIN].
    static RowWriter plain(ExportFormat format, Parameters parameters) {
        return switch (format) {
            case CSV ->
                new CsvExport(
                        texts(parameters),
                        delimiter(parameters),
                        parameters.flag("quote_all", false),
                        parameters.flag("with_bom", true),
                        labels(parameters));
            case JSON -> new JsonExport(new JsonValues(parameters.timezone()));
            case JSONL -> new JsonLinesExport(new JsonValues(parameters.timezone()));
            case XLSX -> new XlsxExport(texts(parameters), labels(parameters));
            default -> throw new IllegalArgumentException(format + " does not hold any table");
        };
    }

    RowWriter writer(ExportFormat format) {
        JsonValues json = new JsonValues(parameters.timezone());
        String title = found.dataset().title(parameters.lang().getLanguage());
        String mainField = parameters.text("main_geo_field");
        return switch (format) {
            case CSV, JSON, JSONL, XLSX -> plain(format, parameters);
            case GEOJSON -> new GeoJsonExport(json, mainField, crs());
            case FGB -> new FlatGeobufExport(texts(parameters), title, mainField, crs());
            case KML -> new KmlExport(texts(parameters), title, mainField);
            case GPX ->
                new GpxExport(
                        texts(parameters),
                        mainField,
                        parameters.text("name_field"),
                        described(),
                        parameters.flag("use_extension", true));
            case ICAL ->
                new CalendarExport(
                        texts(parameters),
                        title,
                        found.dataset().id().value(),
                        found.version().landed(),
                        labels(parameters));
            case JSONLD -> rdf(RdfSyntax.JSON_LD);
            case RDFXML -> rdf(RdfSyntax.RDF_XML);
            case TURTLE, N3 -> rdf(RdfSyntax.TURTLE);
            case PARQUET, SHP -> throw new IllegalArgumentException("Written as a file");
        };
    }

    ShapefileExport shapefile(Vocabulary vocabulary) {
        Crs crs = crs();
        if (!ShapefileExport.knows(crs)) {
            throw Refusal.parameter(
                    "epsg",
                    Integer.toString(crs.srid()),
                    "one of "
                            + ShapefileExport.codes().stream()
                                    .map(String::valueOf)
                                    .collect(Collectors.joining(", "))
                            + " for a shapefile");
        }
        String asked = parameters.lang().getLanguage();
        Language language = Arrays.stream(Language.values())
                .filter(known -> known.tag().equals(asked))
                .findFirst()
                .orElse(Language.EN);
        return new ShapefileExport(
                texts(parameters),
                found.dataset().id().value(),
                parameters.text("main_geo_field"),
                crs,
                found.version().landed().atZone(parameters.timezone()).toLocalDate(),
                vocabulary.in(language));
    }

    private RdfExport rdf(RdfSyntax syntax) {
        return new RdfExport(
                texts(parameters), syntax, links.dataset(found.dataset().id()), labels(parameters));
    }

    private static TextValues texts(Parameters parameters) {
        return new TextValues(parameters.timezone(), parameters.raw("list_separator", ","));
    }

    private static boolean labels(Parameters parameters) {
        return parameters.flag("use_labels", parameters.flag("use_labels_for_header", false));
    }

    private List<String> described() {
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

    private Crs crs() {
        long epsg = parameters.whole("epsg", Crs.WGS84);
        return epsg < 0 || epsg > 1_000_000
                ? unknownCrs(epsg)
                : Crs.find((int) epsg).orElseGet(() -> unknownCrs(epsg));
    }

    private static Crs unknownCrs(long epsg) {
        throw Refusal.parameter("epsg", Long.toString(epsg), "the number of a reference system such as 31370");
    }
}
