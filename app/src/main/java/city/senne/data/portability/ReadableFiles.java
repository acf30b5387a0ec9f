package city.senne.data.portability;

import city.senne.platform.store.RunningServer;
import city.senne.trust.identity.OperatorRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;

/// The part of an export that needs no Senne to be of use: the catalogue in DCAT-AP and in JSON, and of each dataset a
/// folder with its rows, what is said of them, who may see what, and its attached files. All is asked for at the doors
/// that everybody uses, so it is what they give; and the journal tells of it.
final class ReadableFiles {
    private static final String DATASETS = "/api/explore/v2.1/catalog/datasets/";
    private static final String CATALOGUE = "catalog.json";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final RunningServer server;
    private final Path folder;

    /// @param folder in which nothing lies yet
    ReadableFiles(RunningServer server, Path folder) {
        this.server = server;
        this.folder = folder;
    }

    /// @return how many datasets were written
    int write() throws IOException {
        try (InputStream readme = ReadableFiles.class.getResourceAsStream("README.md")) {
            if (readme == null) throw new IllegalStateException("README.md belongs to the program");
            Files.copy(readme, folder.resolve("README.md"));
        }
        download("/api/explore/v2.1/catalog/exports/ttl", folder.resolve("catalog.ttl"));
        download("/api/explore/v2.1/catalog/exports/json", folder.resolve(CATALOGUE));
        int count = 0;
        try (MappingIterator<JsonNode> listed = JSON.readerFor(JsonNode.class)
                .readValues(folder.resolve(CATALOGUE).toFile())) {
            while (listed.hasNext()) {
                writeDataset(listed.next());
                count++;
            }
        }
        return count;
    }

    /// @param about its entry of the catalogue
    void writeDataset(JsonNode about) throws IOException {
        String id = about.path("dataset_id").asString();
        Path place = Files.createDirectories(inside(folder.resolve("datasets"), id));
        JSON.writerWithDefaultPrettyPrinter().writeValue(place.resolve("about.json"), about);
        if (about.path("has_records").asBoolean()) {
            download(DATASETS + id + "/exports/parquet", place.resolve("rows.parquet"));
        }
        download("/api/datasets/" + id + "/policy", place.resolve("policy.json"));
        for (JsonNode attached : about.path("attachments")) {
            Path files = Files.createDirectories(place.resolve("attachments"));
            String file = attached.path("id").asString();
            String path = DATASETS + id + "/attachments/" + URLEncoder.encode(file, StandardCharsets.UTF_8);
            download(path, inside(files, file));
        }
    }

    /// Names were thought of by others: none may lead elsewhere.
    private static Path inside(Path folder, String name) {
        Path file = folder.resolve(name);
        if (!folder.equals(file.normalize().getParent())) {
            throw new IllegalStateException("“%s” is no name of a file".formatted(name));
        }
        return file;
    }

    private void download(String path, Path file) {
        OperatorRequest.download(server, path, "*/*", file);
    }
}
