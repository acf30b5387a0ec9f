package city.senne.data.portability;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.FormToken;
import city.senne.OpenHouse;
import city.senne.data.ingest.PublishFile;
import city.senne.data.stewardship.Steward;
import city.senne.platform.store.RunningServer;
import city.senne.platform.store.SenneHome;
import city.senne.trust.identity.Viewer;
import city.senne.trust.keys.CreateKey;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What publishers call their files says nothing of where the operator's export puts them.
@OpenHouse
class ReadableFilesTest {
    private static final String ID = "left-trees";

    @LocalServerPort
    private int port;

    @Autowired
    private PublishFile publishFile;

    @Autowired
    private CreateKey createKey;

    @Autowired
    private SenneHome home;

    @Test
    void attached_files_stay_in_their_folder_whatever_their_titles_are(@TempDir Path folder) throws Exception {
        Path table = Files.writeString(folder.resolve(ID + ".csv"), "species;girth\nhêtre;210\n");
        publishFile.publish(new Viewer.Operator(), table, "id: " + ID);
        Steward steward = Steward.administrator(port, createKey);
        Path outside = folder.resolve("outside.txt");
        List<String> titles = List.of(outside.toString(), "../../../outside.txt", "..", "a/b", "a/b", "é".repeat(190));
        for (int i = 0; i < titles.size(); i++) attach(steward, "note-" + i + ".txt", titles.get(i));
        JsonNode about = JsonMapper.shared()
                .readTree(
                        steward.get("/api/explore/v2.1/catalog/datasets/" + ID).body());
        Path export = Files.createDirectory(folder.resolve("export"));
        new ReadableFiles(RunningServer.find(home).orElseThrow(), export).writeDataset(about);
        Path dataset = export.resolve("datasets").resolve(ID);
        try (var files = Files.list(dataset.resolve("attachments"))) {
            assertThat(files)
                    .hasSize(6)
                    .allSatisfy(file -> assertThat(file).content().startsWith("text of note-"));
        }
        try (var files = Files.list(dataset)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("about.json", "policy.json", "rows.parquet", "attachments");
        }
        assertThat(outside).doesNotExist();
    }

    private void attach(Steward steward, String name, String title) throws Exception {
        String body = """
                --parted\r
                Content-Disposition: form-data; name="title"\r
                \r
                %s\r
                --parted\r
                Content-Disposition: form-data; name="file"; filename="%s"\r
                Content-Type: text/plain\r
                \r
                text of %s\r
                --parted--\r
                """.formatted(title, name, name);
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://localhost:%d/datasets/%s/edit/attachments".formatted(port, ID)))
                .header("Accept", "text/html")
                .header("Content-Type", "multipart/form-data; boundary=parted")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        FormToken.with(request.header("Authorization", "Apikey " + steward.key()));
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        }
    }
}
