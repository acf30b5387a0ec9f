package city.senne.data.explore.api;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The formats in which a dataset can be downloaded.
enum ExportFormat {
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

    static Optional<ExportFormat> find(String name) {
        return Arrays.stream(values())
                .filter(format -> format.extension().equals(name))
                .findFirst();
    }

    String contentType() {
        return contentType;
    }

    /// Of the file, and the name of the format in addresses.
    String extension() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether the format is compressed in itself.
    boolean isCompact() {
        return this == XLSX || this == PARQUET;
    }
}
