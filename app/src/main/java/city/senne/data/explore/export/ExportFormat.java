package city.senne.data.explore.export;

import city.senne.engine.table.FieldType;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The formats in which a dataset can be downloaded, in the order in which they are offered.
public enum ExportFormat {
    CSV("csv", "text/csv; charset=utf-8", Needs.ROWS),
    XLSX("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Needs.ROWS),
    JSON("json", "application/json; charset=utf-8", Needs.ROWS),
    JSONL("jsonl", "application/jsonl; charset=utf-8", Needs.ROWS),
    PARQUET("parquet", "application/vnd.apache.parquet", Needs.ROWS),
    GEOJSON("geojson", "application/geo+json", Needs.PLACES),
    SHP("zip", "application/zip", Needs.PLACES),
    FGB("fgb", "application/octet-stream; charset=utf-8", Needs.PLACES),
    KML("kml", "application/vnd.google-earth.kml+xml", Needs.PLACES),
    GPX("gpx", "application/gpx+xml", Needs.PLACES),
    ICAL("ics", "text/calendar; charset=utf-8", Needs.DATES),
    JSONLD("jsonld", "application/ld+json", Needs.ROWS),
    RDFXML("rdf", "application/rdf+xml", Needs.ROWS),
    TURTLE("ttl", "text/turtle; charset=utf-8", Needs.ROWS),
    N3("n3", "text/n3; charset=utf-8", Needs.ROWS);

    /// What a table must have so that the format makes sense.
    public enum Needs {
        ROWS,
        PLACES,
        DATES;

        public boolean areMetBy(Collection<FieldType> types) {
            return switch (this) {
                case ROWS -> true;
                case PLACES -> types.stream().anyMatch(FieldType::isGeo);
                case DATES -> types.contains(FieldType.DATE) || types.contains(FieldType.DATETIME);
            };
        }
    }

    private final String extension;
    private final String contentType;
    private final Needs needs;

    ExportFormat(String extension, String contentType, Needs needs) {
        this.extension = extension;
        this.contentType = contentType;
        this.needs = needs;
    }

    public static Optional<ExportFormat> find(String key) {
        return Arrays.stream(values())
                .filter(format -> format.key().equals(key))
                .findFirst();
    }

    /// Those that make sense for a table with fields of these types.
    public static List<ExportFormat> suiting(Collection<FieldType> types) {
        return Arrays.stream(values())
                .filter(format -> format.needs.areMetBy(types))
                .toList();
    }

    /// The name of the format in addresses.
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Of the file.
    public String extension() {
        return extension;
    }

    public String contentType() {
        return contentType;
    }

    public Needs needs() {
        return needs;
    }

    /// How many records a file holds.
    public long mostRecords() {
        return switch (this) {
            case XLSX -> XlsxExport.MAX_RECORDS;
            case SHP -> ShapefileExport.MOST_RECORDS;
            default -> Long.MAX_VALUE;
        };
    }

    /// Whether the format is compressed in itself.
    public boolean isCompact() {
        return this == XLSX || this == PARQUET || this == SHP;
    }
}
