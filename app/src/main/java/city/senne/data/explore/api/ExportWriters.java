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

    RowWriter writer(ExportFormat format) {
        JsonValues json = new JsonValues(parameters.timezone());
        String title = found.dataset().title(parameters.lang().getLanguage());
        String mainField = parameters.text("main_geo_field");
        return switch (format) {
            case CSV ->
                new CsvExport(
                        texts(),
                        delimiter(parameters),
                        parameters.flag("quote_all", false),
                        parameters.flag("with_bom", true),
                        labels());
            case JSON -> new JsonExport(json);
            case JSONL -> new JsonLinesExport(json);
            case GEOJSON -> new GeoJsonExport(json, mainField, crs());
            case FGB -> new FlatGeobufExport(texts(), title, mainField, crs());
            case KML -> new KmlExport(texts(), title, mainField);
            case GPX ->
                new GpxExport(
                        texts(),
                        mainField,
                        parameters.text("name_field"),
                        described(),
                        parameters.flag("use_extension", true));
            case XLSX -> new XlsxExport(texts(), labels());
            case ICAL ->
                new CalendarExport(
                        texts(),
                        title,
                        found.dataset().id().value(),
                        found.version().landed(),
                        labels());
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
                texts(),
                found.dataset().id().value(),
                parameters.text("main_geo_field"),
                crs,
                found.version().landed().atZone(parameters.timezone()).toLocalDate(),
                vocabulary.in(language));
    }

    private RdfExport rdf(RdfSyntax syntax) {
        return new RdfExport(texts(), syntax, links.dataset(found.dataset().id()), labels());
    }

    private TextValues texts() {
        return new TextValues(parameters.timezone(), parameters.raw("list_separator", ","));
    }

    private boolean labels() {
        return parameters.flag("use_labels", parameters.flag("use_labels_for_header", false));
    }

    private List<String> described() {
        String list = parameters.text("description_field_list");
        return list == null ? List.of() : List.of(list.strip().split("\\s*,\\s*"));
    }

    static char delimiter(Parameters parameters) {
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
