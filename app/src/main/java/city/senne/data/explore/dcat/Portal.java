package city.senne.data.explore.dcat;

import city.senne.data.catalog.Dataset;
import city.senne.data.explore.export.ExportFormat;
import city.senne.engine.table.Field;
import city.senne.platform.i18n.Translated;
import java.util.List;
import java.util.Set;

/// The portal whose catalogue is told, and how its downloads are.
///
/// @param origin of all addresses, without a slash at the end
/// @param api the address of the API's catalogue
/// @param names in the languages of its pages
/// @param contact an e-mail address; empty for none
/// @param language of titles in formats that have one
/// @param formats that are told of each dataset; empty for all that suit it
/// @param labels whether tables are headed by labels
public record Portal(
        String origin,
        String api,
        Translated names,
        String contact,
        String language,
        Set<ExportFormat> formats,
        boolean labels) {

    private static final String API = "/api/explore/v2.1/catalog";

    /// With every format.
    public static Portal whole(String origin, Translated names, String contact, String language) {
        return new Portal(origin, origin + API, names, contact, language, Set.of(), true);
    }

    /// A file in which a dataset is had.
    ///
    /// @param name without parameters
    /// @param address where it is downloaded
    public record Download(ExportFormat format, String name, String address) {
        /// As IANA registers it, without parameters.
        public String mediaType() {
            return format == ExportFormat.FGB
                    ? "application/octet-stream"
                    : format.contentType().replaceFirst(";.*", "");
        }
    }

    public String name() {
        return names.in(language);
    }

    String catalogue() {
        return origin + "/datasets";
    }

    /// The OpenAPI document of the API.
    String apiDescription() {
        return api.substring(0, api.lastIndexOf('/')) + "/swagger.json";
    }

    public String page(Dataset dataset) {
        return catalogue() + "/" + dataset.id();
    }

    /// Where programs ask one dataset, and nothing else.
    public String service(String id) {
        return api + "/datasets/" + id;
    }

    /// Where programs for maps ask it, if it has places.
    String collection(String id) {
        return origin + "/ogc/collections/" + id;
    }

    /// The OpenAPI document for those.
    String collectionsDescription() {
        return origin + "/ogc/api";
    }

    /// None where the reader sees no row.
    public List<Download> downloads(ListedDataset listed) {
        if (!listed.dataVisible()) return List.of();
        String exports = api + "/datasets/" + listed.dataset().id() + "/exports/";
        return ExportFormat.suiting(
                        listed.visible().fields().stream().map(Field::type).toList())
                .stream()
                .filter(format -> formats.isEmpty() || formats.contains(format))
                .map(format -> {
                    boolean headed = labels && (format == ExportFormat.CSV || format == ExportFormat.XLSX);
                    String name = exports + format.key();
                    return new Download(format, name, headed ? name + "?use_labels=true" : name);
                })
                .toList();
    }
}
