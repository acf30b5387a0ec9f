package city.senne.data.explore.export;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The formats in which a dataset can be downloaded.
public enum ExportFormat {
    CSV("text/csv; charset=utf-8"),
    JSON("application/json; charset=utf-8"),
    JSONL("application/jsonl; charset=utf-8"),
    GEOJSON("application/geo+json"),
    KML("application/vnd.google-earth.kml+xml"),
    GPX("application/gpx+xml"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    PARQUET("application/vnd.apache.parquet");

    private final String contentType;

    ExportFormat(String contentType) {
        this.contentType = contentType;
    }

    public static Optional<ExportFormat> find(String name) {
        return Arrays.stream(values())
                .filter(format -> format.extension().equals(name))
                .findFirst();
    }

    public String contentType() {
        return contentType;
    }

    /// Of the file, and the name of the format in addresses.
    public String extension() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether the format is compressed in itself.
    public boolean isCompact() {
        return this == XLSX || this == PARQUET;
    }
}
