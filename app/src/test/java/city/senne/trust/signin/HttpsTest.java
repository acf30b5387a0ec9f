package city.senne.trust.signin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.trust.identity.IssueSignInLink;
import java.io.IOException;
import java.net.HttpCookie;
import java.net.Socket;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/// What browsers are told of an installation that people reach over https, by a web server that speaks http to it.
@OpenHouse
@TestPropertySource(properties = {"open-house.name=https-house", "senne.public-address=https://data.example.brussels"})
class HttpsTest {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final String HSTS = "max-age=31536000; includeSubDomains";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Autowired
    private IssueSignInLink issueSignInLink;

    /// As a browser keeps them.
    private final Map<String, String> cookies = new LinkedHashMap<>();

    @Test
    void no_other_host_of_the_domain_puts_a_cookie_in_the_place_of_ours() throws Exception {
        HttpResponse<String> entered = enter();
        assertThat(cookies.keySet()).containsOnly("__Host-senne_csrf", "__Host-senne_session");
        assertThat(entered.headers().allValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith("__Host-"))
                .isNotEmpty()
                .allSatisfy(cookie -> assertThat(cookie)
                        .contains("Path=/", "Secure", "HttpOnly", "SameSite=Lax")
                        .doesNotContain("Domain"));
        assertThat(get("/account").statusCode()).isEqualTo(200);
        cookies.put("senne_session", cookies.remove("__Host-senne_session"));
        assertThat(get("/account").statusCode())
                .as("a cookie that another host may have put there")
                .isEqualTo(303);
        assertThat(get("/?lang=nl").headers().allValues("Set-Cookie"))
                .anyMatch(each -> each.startsWith("__Host-lang=nl"));
    }

    @Test
    void who_signs_out_leaves_nothing_in_the_browser() throws Exception {
        enter();
        for (String path : new String[] {"/", "/account", "/datasets"}) {
            HttpResponse<String> page = get(path);
            assertThat(page.body()).as(path).contains("action=\"/sign-out\"");
            assertThat(page.headers().firstValue("Cache-Control")).as(path).hasValue("private, no-store");
        }
        HttpResponse<String> out = post("/sign-out", "/account", Map.of());
        assertThat(out.statusCode()).isEqualTo(303);
        assertThat(out.headers().firstValue("Clear-Site-Data")).hasValue("\"cache\", \"storage\"");
        assertThat(get("/account").statusCode()).isEqualTo(303);
        HttpResponse<String> home = get("/");
        assertThat(home.body()).doesNotContain("action=\"/sign-out\"");
        assertThat(home.headers().firstValue("Cache-Control")).hasValue("private, no-cache");
    }

    @Test
    void what_stands_behind_a_secret_address_is_not_kept() throws Exception {
        assertThat(get(issueSignInLink.issue().path()).headers().firstValue("Cache-Control"))
                .hasValue("private, no-store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/nothing", "/api/nothing", "/sign-in", "/assets/nothing.css"})
    void every_answer_asks_for_https_from_now_on(String path) throws Exception {
        assertThat(get(path).headers().firstValue("Strict-Transport-Security")).hasValue(HSTS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /a|b<> HTTP/1.1\r\nHost: localhost\r\n",
                "GET / HTTP/1.1\r\nHost: da<ta\r\n",
                "GET /a\u0000b HTTP/1.1\r\nHost: localhost\r\n"
            })
    void early_refusals_too(String request) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.getOutputStream().write((request + "Connection: close\r\n\r\n").getBytes(UTF_8));
            String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 4").contains("Strict-Transport-Security: " + HSTS);
        }
    }

    private HttpResponse<String> enter() throws Exception {
        String link = issueSignInLink.issue().path();
        HttpResponse<String> entered = post(link, link, Map.of("choice", "skip"));
        assertThat(entered.statusCode()).isEqualTo(303);
        return entered;
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(request(path));
    }

    private HttpResponse<String> post(String path, String page, Map<String, String> fields) throws Exception {
        Matcher token = TOKEN.matcher(get(page).body());
        assertThat(token.find()).isTrue();
        String form = fields.entrySet().stream()
                .map(field -> "&" + field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("", "_csrf=" + token.group(1), ""));
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Accept", "text/html");
        String held = cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
        return held.isEmpty() ? request : request.header("Cookie", held);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> answer = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
        for (String header : answer.headers().allValues("Set-Cookie")) {
            for (HttpCookie cookie : HttpCookie.parse(header)) {
                if (cookie.getMaxAge() == 0) cookies.remove(cookie.getName());
                else cookies.put(cookie.getName(), cookie.getValue());
            }
        }
        return answer;
    }
}
