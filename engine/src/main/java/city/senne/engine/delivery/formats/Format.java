package city.senne.engine.delivery.formats;

import java.util.List;
import java.util.Locale;

/// The formats that a table may come in.
enum Format {
    DELIMITED("csv", "csv", "tsv", "tab", "txt"),
    JSON("json", "json", "jsonl", "ndjson", "geojson", "js", "geojsonl", "topojson"),
    XLSX("xlsx", "xlsx", "xlsm", "xltx"),
    XLS("xls", "xls"),
    ODS("ods", "ods", "fods"),
    SHAPEFILE("shapefile", "shp"),
    DBF("dbf", "dbf"),
    GEOPACKAGE("geopackage", "gpkg"),
    PARQUET("parquet", "parquet", "geoparquet");

    private final String word;
    private final List<String> extensions;

    Format(String word, String... extensions) {
        this.word = word;
        this.extensions = List.of(extensions);
    }

    /// As a decision names it.
    String word() {
        return word;
    }

    /// Whether a file's name says that it may be a table; nothing is opened for it.
    static boolean isNamedLikeTable(String fileName) {
        String extension = extension(fileName);
        for (Format format : values()) {
            if (format.extensions.contains(extension)) return true;
        }
        return false;
    }

    boolean isNamed(String extension) {
        return extensions.contains(extension);
    }

    static boolean isNamedJson(String extension) {
        return JSON.extensions.contains(extension);
    }

    /// The letters after the last point, in lower case; empty when there is none.
    static String extension(String fileName) {
        int point = fileName.lastIndexOf('.');
        return point < 0 ? "" : fileName.substring(point + 1).toLowerCase(Locale.ROOT);
    }
}
