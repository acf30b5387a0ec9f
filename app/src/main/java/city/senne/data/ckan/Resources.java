package city.senne.data.ckan;

import city.senne.data.attachments.Attachment;
import city.senne.data.catalog.Dataset;
import city.senne.data.explore.dcat.ListedDataset;
import city.senne.data.explore.dcat.Portal;
import city.senne.data.explore.export.ExportFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What there is to fetch of a dataset, as CKAN's resources: each download, the API, the attached files. None for who
/// sees no row.
record Resources(Portal portal) {
    /// The one whose rows `datastore_search` answers.
    static final String ROWS = ExportFormat.CSV.key();

    private static final String API = "api";

    /// The ids by which the rows of a dataset are asked for.
    static String rowsOf(Dataset dataset) {
        return CkanIds.resource(dataset.uid(), ROWS).toString();
    }

    /// As questions name them.
    static List<String> formats(Portal portal, ListedDataset listed) {
        return Stream.of(
                        portal.downloads(listed).stream()
                                .map(download -> format(download.format().key())),
                        listed.dataVisible() ? Stream.of(format(API)) : Stream.<String>of(),
                        listed.attachments().stream().map(Resources::format))
                .flatMap(formats -> formats)
                .filter(format -> !format.isEmpty())
                .distinct()
                .toList();
    }

    private static String format(String key) {
        return key.toUpperCase(Locale.ROOT);
    }

    private static String format(Attachment attachment) {
        return format(attachment.fileName().kind());
    }

    /// Those of a dataset that was written before.
    @SuppressWarnings("unchecked")
    static List<Map<String, @Nullable Object>> of(Map<String, @Nullable Object> written) {
        return (List<Map<String, @Nullable Object>>) Objects.requireNonNull(written.get("resources"));
    }

    List<Map<String, @Nullable Object>> json(ListedDataset listed) {
        Dataset dataset = listed.dataset();
        String title = dataset.title(portal.language());
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        for (Portal.Download download : portal.downloads(listed)) {
            String key = download.format().key();
            Map<String, @Nullable Object> resource = resource(dataset, key, all.size());
            resource.put("name", title + " – " + format(key));
            resource.put("format", format(key));
            resource.put("mimetype", download.mediaType());
            resource.put("url", download.name());
            resource.put("datastore_active", key.equals(ROWS));
            resource.put("resource_type", "file");
            all.add(resource);
        }
        if (listed.dataVisible()) {
            Map<String, @Nullable Object> resource = resource(dataset, API, all.size());
            resource.put("name", title + " – API");
            resource.put("format", format(API));
            resource.put("mimetype", "application/json");
            resource.put("url", portal.service(dataset.id().value()) + "/records");
            resource.put("resource_type", "api");
            all.add(resource);
        }
        for (Attachment attachment : listed.attachments()) all.add(attached(dataset, attachment, all.size()));
        return all;
    }

    private Map<String, @Nullable Object> attached(Dataset dataset, Attachment attachment, int position) {
        Map<String, @Nullable Object> resource = resource(dataset, "attachment " + attachment.id(), position);
        resource.put(
                "name", attachment.title().isEmpty() ? attachment.fileName().text() : attachment.title());
        resource.put("format", format(attachment));
        resource.put("mimetype", attachment.fileName().mediaType());
        resource.put("url", portal.service(dataset.id().value()) + "/attachments/" + attachment.id());
        resource.put("resource_type", "documentation");
        resource.put("size", attachment.bytes());
        resource.put("hash", attachment.sha256());
        resource.put("created", PackageJson.time(attachment.addedAt()));
        resource.put("last_modified", PackageJson.time(attachment.addedAt()));
        resource.put("metadata_modified", PackageJson.time(attachment.addedAt()));
        return resource;
    }

    private static Map<String, @Nullable Object> resource(Dataset dataset, String key, int position) {
        Map<String, @Nullable Object> resource = new LinkedHashMap<>();
        resource.put("id", CkanIds.resource(dataset.uid(), key).toString());
        resource.put("package_id", CkanIds.dataset(dataset.uid()).toString());
        resource.put("name", "");
        resource.put("description", "");
        resource.put("format", "");
        resource.put("mimetype", null);
        resource.put("mimetype_inner", null);
        resource.put("url", "");
        resource.put("url_type", null);
        resource.put("datastore_active", false);
        resource.put("resource_type", null);
        resource.put("size", null);
        resource.put("hash", "");
        resource.put("created", PackageJson.time(dataset.created()));
        resource.put("last_modified", PackageJson.time(dataset.current().landed()));
        resource.put("metadata_modified", PackageJson.time(dataset.modified()));
        resource.put("cache_url", null);
        resource.put("cache_last_updated", null);
        resource.put("position", position);
        resource.put("state", "active");
        return resource;
    }
}
