package city.senne.data.attachments;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// The name of an attached file: its last part alone, without anything that a file system or a header stumbles over.
public record FileName(String text) {
    private static final int LONGEST = 120;
    private static final String UNKNOWN = "application/octet-stream";

    /// What browsers would run, such as HTML, is not among them.
    private static final Map<String, String> MEDIA_TYPES = Map.ofEntries(
            Map.entry("pdf", "application/pdf"),
            Map.entry("zip", "application/zip"),
            Map.entry("gz", "application/gzip"),
            Map.entry("7z", "application/x-7z-compressed"),
            Map.entry("txt", "text/plain"),
            Map.entry("md", "text/markdown"),
            Map.entry("csv", "text/csv"),
            Map.entry("json", "application/json"),
            Map.entry("geojson", "application/geo+json"),
            Map.entry("xml", "application/xml"),
            Map.entry("gml", "application/gml+xml"),
            Map.entry("kml", "application/vnd.google-earth.kml+xml"),
            Map.entry("kmz", "application/vnd.google-earth.kmz"),
            Map.entry("gpkg", "application/geopackage+sqlite3"),
            Map.entry("parquet", "application/vnd.apache.parquet"),
            Map.entry("xls", "application/vnd.ms-excel"),
            Map.entry("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            Map.entry("ods", "application/vnd.oasis.opendocument.spreadsheet"),
            Map.entry("doc", "application/msword"),
            Map.entry("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            Map.entry("odt", "application/vnd.oasis.opendocument.text"),
            Map.entry("ppt", "application/vnd.ms-powerpoint"),
            Map.entry("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
            Map.entry("odp", "application/vnd.oasis.opendocument.presentation"),
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("gif", "image/gif"),
            Map.entry("webp", "image/webp"),
            Map.entry("tif", "image/tiff"),
            Map.entry("tiff", "image/tiff"),
            Map.entry("svg", "image/svg+xml"));

    private static final Set<String> PICTURES = Set.of("image/png", "image/jpeg", "image/gif", "image/webp");

    /// @param sent as the sender's machine calls it
    /// @return empty when nothing of it remains
    static Optional<FileName> clean(String sent) {
        String last = sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1);
        String plain = Normalizer.normalize(plain(last), Normalizer.Form.NFC)
                .replaceAll("[<>:\"|?*]", "_")
                .replaceAll("^[.\\s]+|[.\\s]+$", "");
        if (plain.codePoints().noneMatch(Character::isLetterOrDigit)) return Optional.empty();
        return Optional.of(new FileName(shortened(plain)));
    }

    /// In one line, without characters that show nothing or turn the line around.
    static String plain(String text) {
        return text.replaceAll("[\\p{Zs}\\t\\r\\n]+", " ")
                .replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "")
                .strip();
    }

    /// The ending stays: it says what the file is.
    private static String shortened(String name) {
        if (name.codePointCount(0, name.length()) <= LONGEST) return name;
        int point = name.lastIndexOf('.');
        String ending = point >= 0 && name.length() - point <= 12 ? name.substring(point) : "";
        String stem = name.substring(0, name.offsetByCodePoints(0, LONGEST - ending.length()));
        return stem.strip() + ending;
    }

    /// By its ending; what is not known is only bytes.
    public String mediaType() {
        return MEDIA_TYPES.getOrDefault(ending(), UNKNOWN);
    }

    /// Its ending in capitals where that is known: `PDF`; or nothing.
    public String kind() {
        return MEDIA_TYPES.containsKey(ending()) ? ending().toUpperCase(Locale.ROOT) : "";
    }

    /// Whether browsers show it as a picture in a page.
    public boolean isPicture() {
        return PICTURES.contains(mediaType());
    }

    private String ending() {
        return text.substring(text.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /// The first id made of the name that is free: `cities1000_zip`, `cities1000_zip_2`.
    String id(Predicate<String> isTaken) {
        String slug = Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "_")
                .replaceAll("^_+|_+$", "");
        String first = slug.isEmpty() ? "file" : slug;
        String id = first;
        for (int next = 2; isTaken.test(id); next++) id = first + "_" + next;
        return id;
    }

    @Override
    public String toString() {
        return text;
    }
}
