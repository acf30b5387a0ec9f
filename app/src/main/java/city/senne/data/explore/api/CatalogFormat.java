package city.senne.data.explore.api;

import city.senne.data.explore.export.ExportFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The formats in which the catalogue can be downloaded.
enum CatalogFormat {
    CSV("csv", "datasets.csv", "text/csv; charset=utf-8"),
    JSON("json", "datasets.json", "application/json; charset=utf-8"),
    XLSX("xlsx", "datasets.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    RSS("rss", "datasets.rss", "application/rss+xml; charset=utf-8"),
    RDF("rdf", "datasets.rdf", "application/rdf+xml"),
    TTL("ttl", "datasets.ttl", "text/turtle; charset=utf-8"),
    DATA_JSON("data.json", "data.json", "application/json; charset=utf-8"),
    /// A profile may follow, such as `dcat_ap_benap`: what is asked of it is answered by the same document.
    DCAT("dcat", "datasets.rdf", "application/rdf+xml"),
    DUBLIN_CORE("dublin_core", "datasets.xml", "application/rdf+xml");

    private static final String PROFILES = "dcat_ap_(ch|de|se|sp|it|vl|benap)";

    private final String key;
    private final String file;
    private final String contentType;

    CatalogFormat(String key, String file, String contentType) {
        this.key = key;
        this.file = file;
        this.contentType = contentType;
    }

    static Optional<CatalogFormat> find(String name) {
        String asked = name.toLowerCase(Locale.ROOT);
        if (asked.matches(PROFILES)) return Optional.of(DCAT);
        return Arrays.stream(values())
                .filter(format -> format.key.equals(asked))
                .findFirst();
    }

    /// The name of the format in addresses.
    String key() {
        return key;
    }

    String file() {
        return file;
    }

    String contentType() {
        return contentType;
    }

    /// When it is a table, of which columns can be chosen and groups be made.
    Optional<ExportFormat> table() {
        return ExportFormat.find(key).filter(ExportWriters.PLAIN::contains);
    }
}
