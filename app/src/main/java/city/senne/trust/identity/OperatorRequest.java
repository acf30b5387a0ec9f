package city.senne.trust.identity;

import city.senne.platform.store.CannotContinue;
import city.senne.platform.store.RunningServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a command asks of the server that runs on its home.
public final class OperatorRequest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private OperatorRequest() {}

    /// The answer to a POST; throws CannotContinue with the server's own words when it refuses.
    public static JsonNode post(RunningServer server, String path, Object body) {
        JsonMapper json = JsonMapper.shared();
        HttpRequest request = HttpRequest.newBuilder(server.uri().resolve(path))
                .header("Authorization", "Operator " + server.token())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .header("Accept-Language", "en")
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode read = json.readTree(answer.body());
            if (answer.statusCode() >= 400) {
                throw new CannotContinue(read.path("detail").asString("") + " "
                        + read.path("hint").asString(""));
            }
            return read;
        } catch (IOException e) {
            throw new CannotContinue("The server at %s does not answer.".formatted(server.uri()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotContinue("Interrupted.", e);
        }
    }
}
