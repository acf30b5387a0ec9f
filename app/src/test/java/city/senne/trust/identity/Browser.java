package city.senne.trust.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Somebody at a browser: keeps cookies, fills in forms, follows no redirect by itself.
public final class Browser {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final String origin;
    private final String called;
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    /// @param called what it says of itself
    Browser(int port, String called) {
        this("localhost", port, called);
    }

    private Browser(String host, int port, String called) {
        this.origin = "http://" + host + ":" + port;
        this.called = called;
    }

    public static Browser firefox(int port) {
        return firefox("localhost", port);
    }

    /// @param host under which it asks for us
    public static Browser firefox(String host, int port) {
        return new Browser(host, port, "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0");
    }

    public static Browser phone(int port) {
        return new Browser(
                port,
                "Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Mobile Safari/537.36");
    }

    /// The administrator's, signed in without a password.
    public static Browser administrator(int port, IssueSignInLink issueSignInLink)
            throws IOException, InterruptedException {
        Browser browser = firefox(port);
        String link = issueSignInLink.issue().path();
        browser.submit(link, link, Map.of("choice", "skip"));
        return browser;
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    /// @param from where browsers say that they were: `cross-site`
    public HttpResponse<String> getFrom(String from, String path) throws IOException, InterruptedException {
        return send(request(path).header("Sec-Fetch-Site", from).GET());
    }

    /// Sends a form as another site makes a browser send one: with its cookies, without the token.
    public HttpResponse<String> forge(String action) throws IOException, InterruptedException {
        return send(request(action)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("a=b")));
    }

    /// Sends JSON with its cookies, as a script of a page does.
    public HttpResponse<String> postJson(String action, String json) throws IOException, InterruptedException {
        return send(request(action)
                .setHeader("Accept", "application/json")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    /// Loads the page of a form, then sends the form with the page's token.
    public HttpResponse<String> submit(String page, String action, Map<String, String> fields)
            throws IOException, InterruptedException {
        Matcher token = TOKEN.matcher(get(page).body());
        assertThat(token.find()).as("a form on " + page).isTrue();
        Map<String, String> sent = new HashMap<>(fields);
        sent.put("_csrf", token.group(1));
        return send(request(action)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(sent.entrySet().stream()
                        .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                        .collect(Collectors.joining("&")))));
    }

    /// Enters by a link, with a password to come back with.
    public Browser enter(String link, String password) throws IOException, InterruptedException {
        assertThat(submit(link, link, Map.of("password", password)).statusCode())
                .isEqualTo(303);
        return this;
    }

    public HttpResponse<String> signIn(String login, String password) throws IOException, InterruptedException {
        return submit("/sign-in", "/sign-in", Map.of("login", login, "password", password));
    }

    /// The first thing on a page that looks like this; its first group when it has one.
    public static String found(String pattern, HttpResponse<String> page) {
        Matcher matcher = Pattern.compile(pattern).matcher(page.body());
        assertThat(matcher.find()).as(pattern + " in " + page.body()).isTrue();
        return matcher.group(Math.min(1, matcher.groupCount()));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(origin + path))
                .header("Accept", "text/html")
                .header("Accept-Language", "en")
                .header("User-Agent", called);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
    }
}
