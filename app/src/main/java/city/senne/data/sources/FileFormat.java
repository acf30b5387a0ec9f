package city.senne.data.sources;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What portals call the formats of files that can be read here.
final class FileFormat {
    /// What is read with the least guessing first; an archive may hold anything.
    private static final List<String> READABLE =
            List.of("csv", "geojson", "gpkg", "parquet", "tsv", "xlsx", "ods", "jsonl", "json", "xls", "shp", "zip");

    private static final Map<String, String> OTHERWISE = Map.ofEntries(
            Map.entry("comma-separated-values", "csv"),
            Map.entry("geo+json", "geojson"),
            Map.entry("vnd.geo+json", "geojson"),
            Map.entry("geopackage", "gpkg"),
            Map.entry("geopackage+sqlite3", "gpkg"),
            Map.entry("vnd.apache.parquet", "parquet"),
            Map.entry("geoparquet", "parquet"),
            Map.entry("tab-separated-values", "tsv"),
            Map.entry("tab", "tsv"),
            Map.entry("vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
            Map.entry("excel xlsx", "xlsx"),
            Map.entry("vnd.oasis.opendocument.spreadsheet", "ods"),
            Map.entry("ndjson", "jsonl"),
            Map.entry("x-ndjson", "jsonl"),
            Map.entry("json-lines", "jsonl"),
            Map.entry("vnd.ms-excel", "xls"),
            Map.entry("excel", "xls"),
            Map.entry("shapefile", "shp"),
            Map.entry("esri shapefile", "shp"),
            Map.entry("x-zip-compressed", "zip"));

    private FileFormat() {}

    /// A short word for what a portal says: a media type, a name, an ending, or the address of any of them.
    static String of(String said) {
        String bare =
                said.strip().toLowerCase(Locale.ROOT).replaceFirst(";.*$", "").replaceFirst("[/#]+$", "");
        bare = bare.replaceFirst("^.*[/#]", "").replaceFirst("^\\.", "").strip();
        return OTHERWISE.getOrDefault(bare, bare);
    }

    /// The ending of an address's path; empty where it has none.
    static String ofAddress(String address) {
        String path = address.replaceFirst("[?#].*$", "");
        String name = path.substring(path.lastIndexOf('/') + 1);
        int point = name.lastIndexOf('.');
        return point < 0 ? "" : of(name.substring(point + 1));
    }

    static boolean isReadable(String format) {
        return READABLE.contains(format);
    }

    /// The lower the better it is read.
    static int rank(String format) {
        int rank = READABLE.indexOf(format);
        return rank < 0 ? READABLE.size() : rank;
    }
}
