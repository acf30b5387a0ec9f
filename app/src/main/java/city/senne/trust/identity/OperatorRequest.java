package city.senne.trust.identity;

import city.senne.platform.store.CannotContinue;
import city.senne.platform.store.RunningServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a command asks of the server that runs on its home.
public final class OperatorRequest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LONG_PATIENCE = Duration.ofMinutes(10);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

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

    /// The answer to a GET as it comes, kept in a file that is new; nothing is held in memory. Throws CannotContinue
    /// with the server's own words when it refuses.
    ///
    /// @param type what is wanted, for `Accept`
    public static void download(RunningServer server, String path, String type, Path file) {
        HttpRequest request = request(server, path)
                .header("Accept", type)
                .timeout(LONG_PATIENCE)
                .build();
        HttpResponse<InputStream> answer = send(server, request, BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            if (answer.statusCode() >= 400) throw refused(JsonMapper.shared().readTree(body));
            Files.copy(body, file);
        } catch (IOException e) {
            throw new CannotContinue("The server's answer about %s broke off (%s).".formatted(path, e), e);
        }
    }

    private static JsonNode answer(RunningServer server, String path, UnaryOperator<HttpRequest.Builder> method) {
        HttpRequest request = method.apply(request(server, path)
                        .header("Accept", "application/json")
                        .timeout(PATIENCE))
                .build();
        HttpResponse<String> answer = send(server, request, BodyHandlers.ofString());
        JsonNode read = JsonMapper.shared().readTree(answer.body());
        if (answer.statusCode() >= 400) throw refused(read);
        return read;
    }

    private static HttpRequest.Builder request(RunningServer server, String path) {
        return HttpRequest.newBuilder(server.uri().resolve(path))
                .header("Authorization", "Operator " + server.token())
                .header("Accept-Language", "en");
    }

    private static <T> HttpResponse<T> send(RunningServer server, HttpRequest request, BodyHandler<T> handler) {
        try {
            return CLIENT.send(request, handler);
        } catch (IOException e) {
            throw new CannotContinue("The server at %s does not answer.".formatted(server.uri()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotContinue("Interrupted.", e);
        }
    }

    /// In the words of RFC 9457, or of the Explore API.
    private static CannotContinue refused(JsonNode problem) {
        String explored = problem.path("message").asString("");
        return new CannotContinue(
                explored.isEmpty()
                        ? problem.path("detail").asString("") + " "
                                + problem.path("hint").asString("")
                        : explored);
    }
}
