package city.senne.data.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.platform.store.RunningServer;
import city.senne.platform.store.SenneHome;
import city.senne.trust.identity.Viewer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/// What a publisher gets to mend and to hand in again.
@OpenHouse
class RejectedRowsTest {
    @Autowired
    private SenneHome home;

    @Autowired
    private PublishFile publishFile;

    @TempDir
    private Path folder;

    @Test
    void rejected_rows_come_under_the_columns_of_their_file() throws Exception {
        StringBuilder rows = new StringBuilder("Code;Nombre d'arbres\n");
        for (int i = 0; i < 3000; i++)
            rows.append("rue ").append(i).append(';').append(i).append('\n');
        rows.append("rue Haute;douze\n");
        Path file = Files.writeString(folder.resolve("arbres.csv"), rows);
        Delivery delivery = publishFile.publish(new Viewer.Operator(), file, "id: test-" + UUID.randomUUID());

        List<String> lines = rejected(delivery).lines().toList();

        assertThat(delivery.rowsRejected()).isOne();
        assertThat(lines.getFirst()).isEqualTo("\ufeffline;column;value;reason;Code;Nombre d'arbres");
        assertThat(lines.get(1)).startsWith("3002;Nombre d'arbres;douze;").endsWith(";rue Haute;douze");
    }

    private String rejected(Delivery delivery) throws Exception {
        RunningServer server = RunningServer.find(home).orElseThrow();
        var request = HttpRequest.newBuilder(server.uri().resolve("/api/deliveries/" + delivery.id() + "/rejected.csv"))
                .header("Authorization", "Operator " + server.token())
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }
}
