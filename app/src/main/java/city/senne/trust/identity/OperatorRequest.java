package city.senne.trust.identity;

import city.senne.platform.store.CannotContinue;
import city.senne.platform.store.RunningServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a command asks of the server that runs on its home.
public final class OperatorRequest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private OperatorRequest() {}

    /// The answer to a POST; throws CannotContinue with the server's own words when it refuses.
    public static JsonNode post(RunningServer server, String path, Object body) {
        return answer(
                server,
                path,
                request -> request.header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                JsonMapper.shared().writeValueAsString(body))));
    }

    /// The answer to a GET; throws CannotContinue with the server's own words when it refuses.
    public static JsonNode get(RunningServer server, String path) {
        return answer(server, path, HttpRequest.Builder::GET);
    }

    private static JsonNode answer(RunningServer server, String path, UnaryOperator<HttpRequest.Builder> method) {
        HttpRequest request = method.apply(HttpRequest.newBuilder(server.uri().resolve(path))
                        .header("Authorization", "Operator " + server.token())
                        .header("Accept", "application/json")
                        .header("Accept-Language", "en")
                        .timeout(PATIENCE))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode read = JsonMapper.shared().readTree(answer.body());
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
