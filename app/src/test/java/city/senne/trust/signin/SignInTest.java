package city.senne.trust.signin;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.trust.identity.IssueSignInLink;
import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/// The way in, over real HTTP: links, passwords, sessions, forms, keys.
@OpenHouse
class SignInTest {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final Pattern KEY = Pattern.compile("senne_[A-Za-z0-9_-]{43}");
    private static final String PASSWORD = "sous le boulevard, la rivière";

    @LocalServerPort
    private int port;

    @Autowired
    private IssueSignInLink issueSignInLink;

    private final CookieManager cookies = new CookieManager();
    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(cookies).build();

    @Test
    void a_link_lets_its_holder_in_once_and_sets_the_password() throws Exception {
        String link = issueSignInLink.issue().path();
        assertThat(get(link).body()).contains("value=\"admin\"");
        assertThat(submit(link, link, Map.of("password", PASSWORD)).statusCode())
                .isEqualTo(303);
        assertThat(get("/account?lang=en").body()).contains("Administrator");
        assertThat(get("/account?lang=fr").body()).contains("Administrateur").doesNotContain("Administrator");
        assertThat(get("/account?lang=nl").body())
                .contains("<h1>Beheerder</h1>")
                .doesNotContain("Administrator");
        assertThat(get(link).statusCode()).isEqualTo(404);

        submit("/account", "/sign-out", Map.of());
        assertThat(get("/account").headers().firstValue("Location")).hasValue("/sign-in?next=%2Faccount");
        assertThat(signIn("not the password at all").statusCode()).isEqualTo(422);
        assertThat(signIn(PASSWORD).statusCode()).isEqualTo(303);
        assertThat(get("/account").statusCode()).isEqualTo(200);
    }

    @Test
    void a_weak_password_spends_no_link() throws Exception {
        String link = issueSignInLink.issue().path();
        assertThat(submit(link, link, Map.of("password", "short")).statusCode()).isEqualTo(422);
        assertThat(submit(link, link, Map.of("choice", "skip")).statusCode()).isEqualTo(303);
    }

    @Test
    void a_form_without_its_token_is_refused() throws Exception {
        enter();
        HttpRequest forged = request("/account/keys")
                .POST(form(Map.of("key-name", "forged")))
                .build();
        assertThat(send(forged).statusCode()).isEqualTo(403);
    }

    @Test
    void a_key_lifts_the_token_of_no_form() throws Exception {
        enter();
        Matcher shown = KEY.matcher(
                submit("/account", "/account/keys", Map.of("key-name", "mine")).body());
        assertThat(shown.find()).isTrue();
        String key = shown.group();
        HttpRequest.BodyPublisher form =
                form(Map.of("login", "admin", "password", "not the password", "key-name", "x"));
        for (String path : new String[] {"/sign-in", "/sign-out", "/account/keys", "/people/x/close"}) {
            assertThat(send(request(path + "?apikey=" + key).POST(form).build()).statusCode())
                    .as(path)
                    .isEqualTo(403);
            assertThat(send(request(path + "?pushkey=" + key).POST(form).build())
                            .statusCode())
                    .as(path)
                    .isEqualTo(403);
            assertThat(send(request(path)
                                    .header("Authorization", "Apikey " + key)
                                    .POST(form)
                                    .build())
                            .statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
        HttpRequest program = HttpRequest.newBuilder(uri("/api/account/keys?apikey=" + key))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"made by a program\"}"))
                .build();
        assertThat(send(program).statusCode()).as("for programs").isEqualTo(201);
    }

    @Test
    void what_a_page_fetches_leaves_the_token_of_its_form_alone() throws Exception {
        enter();
        String before = csrfCookie();
        Matcher style =
                Pattern.compile("/assets/style-[^\"]+").matcher(get("/account").body());
        assertThat(style.find()).isTrue();
        assertThat(get(style.group()).headers().allValues("Set-Cookie")).isEmpty();
        assertThat(csrfCookie()).isEqualTo(before);
    }

    @Test
    void a_key_opens_until_it_is_revoked() throws Exception {
        enter();
        String page = submit("/account", "/account/keys", Map.of("key-name", "nightly import"))
                .body();
        Matcher shown = KEY.matcher(page);
        assertThat(shown.find()).isTrue();
        String key = shown.group();
        assertThat(get("/account").body()).doesNotContain(key);

        assertThat(withHeader("aPiKeY " + key).statusCode()).isEqualTo(200);
        assertThat(stranger("/account?apikey=" + key).statusCode()).isEqualTo(200);
        Matcher revoke = Pattern.compile("/account/keys/[0-9a-f-]{36}/revoke").matcher(page);
        assertThat(revoke.find()).isTrue();
        submit("/account", revoke.group(), Map.of());
        assertThat(withHeader("Apikey " + key).statusCode()).isEqualTo(401);
        assertThat(withHeader("Apikey " + key).body()).contains("\"code\":\"key-unknown\"", "\"hint\":");
    }

    @Test
    void a_wrong_key_is_refused_even_with_a_good_session() throws Exception {
        enter();
        HttpRequest wrong = request("/account")
                .header("Authorization", "Apikey senne_wrong")
                .build();
        assertThat(send(wrong).statusCode()).isEqualTo(401);
        HttpRequest token =
                request("/account").header("Authorization", "Operator wrong").build();
        assertThat(send(token).statusCode()).isEqualTo(401);
    }

    @Test
    void nobody_writes_without_saying_who_they_are() throws Exception {
        HttpRequest write = HttpRequest.newBuilder(uri("/api/account/keys"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"mine\"}"))
                .build();
        HttpResponse<String> answer = send(write);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("\"code\":\"sign-in-needed\"");
    }

    @Test
    void signing_in_never_leads_to_another_site() throws Exception {
        enter();
        assertThat(get("/sign-in?next=//elsewhere.example").headers().firstValue("Location"))
                .hasValue("/");
        assertThat(get("/sign-in?next=https://elsewhere.example").headers().firstValue("Location"))
                .hasValue("/");
    }

    @Test
    void every_answer_forbids_what_we_do_not_do() throws Exception {
        for (String path : new String[] {"/", "/nothing", "/api/nothing", "/sign-in"}) {
            assertThat(get(path).headers().firstValue("Content-Security-Policy").orElse(""))
                    .as(path)
                    .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'");
        }
    }

    private void enter() throws IOException, InterruptedException {
        String link = issueSignInLink.issue().path();
        assertThat(submit(link, link, Map.of("choice", "skip")).statusCode()).isEqualTo(303);
    }

    private HttpResponse<String> signIn(String password) throws IOException, InterruptedException {
        return submit("/sign-in", "/sign-in", Map.of("login", "admin", "password", password));
    }

    /// Loads the page of a form, then sends the form with the page's token.
    private HttpResponse<String> submit(String page, String action, Map<String, String> fields)
            throws IOException, InterruptedException {
        Matcher token = TOKEN.matcher(get(page).body());
        assertThat(token.find()).as("a form on " + page).isTrue();
        Map<String, String> sent = new HashMap<>(fields);
        sent.put("_csrf", token.group(1));
        return send(request(action).POST(form(sent)).build());
    }

    private static HttpRequest.BodyPublisher form(Map<String, String> fields) {
        return HttpRequest.BodyPublishers.ofString(fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&")));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).build());
    }

    private HttpResponse<String> withHeader(String authorization) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri("/account"))
                .header("Authorization", authorization)
                .header("Accept", "application/json, text/plain")
                .build();
        try (HttpClient program = HttpClient.newHttpClient()) {
            return program.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private HttpResponse<String> stranger(String path) throws IOException, InterruptedException {
        try (HttpClient program = HttpClient.newHttpClient()) {
            return program.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path))
                .header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded");
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return browser.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private String csrfCookie() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("senne_csrf"))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }
}
