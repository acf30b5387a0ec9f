package city.senne.data.agreements;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.CookieManager;
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

/// A person with a browser of her own who came in by a link.
final class Colleague {
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final int port;
    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private String csrf = "";

    private Colleague(int port) {
        this.port = port;
    }

    /// Somebody who did not sign in.
    static Colleague stranger(int port) {
        return new Colleague(port);
    }

    /// @param password to choose; empty for none
    static Colleague enters(int port, String link, String password) throws IOException, InterruptedException {
        Colleague person = new Colleague(port);
        Matcher token = CSRF.matcher(person.get(link).body());
        if (!token.find()) throw new AssertionError("No form behind the link");
        person.csrf = token.group(1);
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put("choice", password.isEmpty() ? "skip" : "set");
        entries.put("password", password);
        if (person.post(link, entries).statusCode() != 303) throw new AssertionError("Not let in");
        // The token changes when somebody signs in.
        Matcher account = CSRF.matcher(person.get("/account").body());
        if (!account.find()) throw new AssertionError("No account");
        person.csrf = account.group(1);
        return person;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return browser.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofString(UTF_8));
    }

    HttpResponse<byte[]> file(String path) throws IOException, InterruptedException {
        return browser.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    HttpResponse<String> post(String path, Map<String, String> entries) throws IOException, InterruptedException {
        Map<String, String> all = new LinkedHashMap<>(entries);
        all.put("_csrf", csrf);
        String body = all.entrySet().stream()
                .map(entry ->
                        URLEncoder.encode(entry.getKey(), UTF_8) + "=" + URLEncoder.encode(entry.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request = request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return browser.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Accept", "text/html")
                .header("Accept-Language", "en");
    }
}
