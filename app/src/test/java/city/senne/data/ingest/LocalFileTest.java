package city.senne.data.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.platform.store.RunningServer;
import city.senne.platform.store.SenneHome;
import city.senne.trust.identity.Viewer;
import city.senne.trust.keys.CreateKey;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/// Files that the server reads where they lie.
@OpenHouse
class LocalFileTest {
    @Autowired
    private SenneHome home;

    @Autowired
    private CreateKey createKey;

    @TempDir
    private Path folder;

    @Test
    void the_operators_command_names_a_file() throws Exception {
        Path file = Files.writeString(folder.resolve("a.csv"), "a;b\n1;x\n");

        HttpResponse<String> answer = handIn("Operator " + server().token(), file);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(answer.body()).contains("\"file_name\":\"a.csv\"");
    }

    @Test
    void a_file_that_is_not_there_is_not_found() throws Exception {
        assertThat(handIn("Operator " + server().token(), folder.resolve("b.csv"))
                        .statusCode())
                .isEqualTo(404);
    }

    /// Such as a shell makes of `<(…)`: to open a pipe that nobody fills would hold the server up.
    @Test
    @Timeout(60)
    void what_need_not_end_is_no_file() throws Exception {
        Path pipe = folder.resolve("pipe.csv");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Path link = Files.createSymbolicLink(folder.resolve("link.csv"), Path.of("/dev/zero"));
        List<Path> none = List.of(
                pipe, link, folder, Path.of("/dev/zero"), Path.of("/proc/self/environ"), Path.of("a.csv"), Path.of(""));

        for (Path path : none) {
            assertThat(handIn("Operator " + server().token(), path).statusCode())
                    .as(path.toString())
                    .isEqualTo(404);
        }
    }

    @Test
    void a_path_that_is_none_is_not_found() throws Exception {
        for (String body : List.of("{}", "{\"path\":null,\"name\":\"a.csv\"}", "{\"path\":\"a\\u0000b\"}")) {
            assertThat(send("Operator " + server().token(), body).statusCode())
                    .as(body)
                    .isEqualTo(404);
        }
    }

    @Test
    void nobody_else_can_have_the_server_read_a_file() throws Exception {
        Path file = Files.writeString(folder.resolve("c.csv"), "a;b\n1;x\n");
        var created =
                (CreateKey.Outcome.Created) createKey.create(new Viewer.Operator(), "import " + UUID.randomUUID());

        assertThat(handIn("Apikey " + created.key().text(), file).statusCode()).isEqualTo(404);
        assertThat(handIn("Apikey senne_wrong", file).statusCode()).isEqualTo(401);
    }

    private RunningServer server() {
        return RunningServer.find(home).orElseThrow();
    }

    private HttpResponse<String> handIn(String authorization, Path file) throws IOException, InterruptedException {
        var local = new LocalFile(
                file.toString(), file.getFileName().toString(), null, List.of("id: test-" + UUID.randomUUID()));
        return send(authorization, JsonMapper.shared().writeValueAsString(local));
    }

    private HttpResponse<String> send(String authorization, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(server().uri().resolve("/api/deliveries/local"))
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}
