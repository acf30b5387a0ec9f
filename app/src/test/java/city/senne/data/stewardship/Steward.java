package city.senne.data.stewardship;

import static java.nio.charset.StandardCharsets.UTF_8;

import city.senne.FormToken;
import city.senne.trust.identity.Viewer;
import city.senne.trust.keys.CreateKey;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Somebody who looks after datasets through their pages, or a stranger who looks at them.
///
/// @param key of an administrator, or null for a stranger
public record Steward(int port, @Nullable String key) {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Pattern FIELD = Pattern.compile(
            "<input[^>]*?name=\"([^\"]+)\"[^>]*?value=\"([^\"]*)\"|<textarea[^>]*?name=\"([^\"]+)\"[^>]*>\\n([^<]*)<");

    public static Steward administrator(int port, CreateKey createKey) {
        if (createKey.create(new Viewer.Operator(), "steward") instanceof CreateKey.Outcome.Created created) {
            return new Steward(port, created.key().text());
        }
        throw new AssertionError("No key");
    }

    public static Steward stranger(int port) {
        return new Steward(port, null);
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    /// As a program asks.
    public HttpResponse<String> ask(String path) throws IOException, InterruptedException {
        return send(request(path).setHeader("Accept", "*/*").GET());
    }

    /// What a browser would send back from a page of ours, without its boxes and choices.
    public Map<String, String> form(String path) throws IOException, InterruptedException {
        Map<String, String> entries = new LinkedHashMap<>();
        Matcher found = FIELD.matcher(get(path).body());
        while (found.find()) {
            boolean isLine = found.group(1) != null;
            if (found.group().contains("type=\"checkbox\"") || found.group().contains("type=\"radio\"")) continue;
            entries.put(isLine ? found.group(1) : found.group(3), isLine ? found.group(2) : found.group(4));
        }
        return entries;
    }

    public HttpResponse<String> post(String path, Map<String, String> entries)
            throws IOException, InterruptedException {
        return postSeveral(path, entries, "");
    }

    /// The same with an input that comes several times.
    public HttpResponse<String> postSeveral(String path, Map<String, String> entries, String name, String... values)
            throws IOException, InterruptedException {
        String body = Stream.concat(
                        entries.entrySet().stream(), Stream.of(values).map(value -> Map.entry(name, value)))
                .map(entry ->
                        URLEncoder.encode(entry.getKey(), UTF_8) + "=" + URLEncoder.encode(entry.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /// Hands in a file as programs do.
    public HttpResponse<String> postFile(String path, String content) throws IOException, InterruptedException {
        return send(request(path)
                .setHeader("Accept", "*/*")
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofString(content)));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Accept", "text/html")
                .header("Accept-Language", "en");
        return key == null ? request : FormToken.with(request.header("Authorization", "Apikey " + key));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
    }
}
