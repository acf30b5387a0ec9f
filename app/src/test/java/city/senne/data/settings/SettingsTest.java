package city.senne.data.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import city.senne.FormToken;
import city.senne.OpenHouse;
import city.senne.data.stewardship.Steward;
import city.senne.platform.i18n.Translated;
import city.senne.platform.portal.CurrentPortal;
import city.senne.platform.portal.LegalPage;
import city.senne.platform.portal.Portal;
import city.senne.trust.keys.CreateKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/// An operator sets up the portal through its pages, and sees it on the others at once.
@OpenHouse
class SettingsTest {
    private static final String DRAWING =
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 120 40\">%s<path d=\"M0 0h9v9z\"/></svg>";

    @LocalServerPort
    private int port;

    @Autowired
    private CreateKey createKey;

    @Autowired
    private CurrentPortal current;

    private Portal before;
    private Steward operator;
    private Steward stranger;

    @BeforeEach
    void come() {
        before = current.portal();
        operator = Steward.administrator(port, createKey);
        stranger = Steward.stranger(port);
    }

    /// Other tests use the same house.
    @AfterEach
    void leave_everything_as_it_was() {
        current.keep(current.kept().revision(), before, "test", null);
        assertThat(current.portal()).isEqualTo(before);
    }

    /// The form as a browser sends it back, with other words in it.
    private Map<String, String> identity(String... changes) throws IOException, InterruptedException {
        Map<String, String> form = new LinkedHashMap<>(operator.form("/settings"));
        form.putAll(Map.of("languages.fr", "on", "languages.nl", "on", "languages.en", "on", "language", "fr"));
        form.put("logo.name", "on");
        return changed(form, changes);
    }

    private Map<String, String> form(String path, String... changes) throws IOException, InterruptedException {
        return changed(new LinkedHashMap<>(operator.form(path)), changes);
    }

    private static Map<String, String> changed(Map<String, String> form, String... changes) {
        for (int i = 0; i < changes.length; i += 2) form.put(changes[i], changes[i + 1]);
        return form;
    }

    @Test
    void a_new_name_stands_on_every_page_at_once_in_each_language() throws Exception {
        HttpResponse<String> answer =
                operator.post("/settings", identity("name.fr", " Ville  de Brume ", "name.en", "City of Mist"));
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(stranger.get("/").body()).contains("<title>City of Mist</title>");
        assertThat(stranger.get("/?lang=fr").body()).contains("<title>Ville de Brume</title>");
        assertThat(stranger.get("/feed/fr.atom").body()).contains("<title>Ville de Brume</title>");
    }

    @Test
    void only_administrators_see_and_change_the_settings() throws Exception {
        Map<String, String> form = identity("name.fr", "Ville prise");
        assertThat(stranger.get("/settings").body()).doesNotContain("name=\"colour.light\"");
        assertThat(stranger.get("/settings").statusCode()).isIn(303, 401);
        assertThat(stranger.post("/settings", form).statusCode()).isIn(401, 403);
        assertThat(current.portal()).isEqualTo(before);
        assertThat(stranger.get("/").body()).doesNotContain("href=\"/settings\"");
        assertThat(operator.get("/").body()).contains("href=\"/settings\"");
    }

    @Test
    void a_colour_that_cannot_be_read_is_refused_with_its_ratio_and_the_nearest_that_can() throws Exception {
        HttpResponse<String> answer =
                operator.post("/settings", identity("colour.light", "#ffcc00", "name.fr", "Autre nom"));
        assertThat(answer.statusCode()).isEqualTo(422);
        Matcher nearest = Pattern.compile(
                        "#ffcc00 and #[0-9a-f]{6} reach 1\\.\\d+:1; .*?can be read: (#[0-9a-f]{6})\\.")
                .matcher(answer.body());
        assertThat(nearest.find()).isTrue();
        assertThat(answer.body()).contains("value=\"#ffcc00\"").contains("value=\"Autre nom\"");
        assertThat(current.portal()).isEqualTo(before);

        assertThat(operator.post("/settings", identity("colour.light", nearest.group(1)))
                        .statusCode())
                .isEqualTo(303);
        Matcher sheet = Pattern.compile("href=\"(/portal/theme-[^\"]+)\"")
                .matcher(stranger.get("/").body());
        assertThat(sheet.find()).isTrue();
        HttpResponse<String> theme = stranger.get(sheet.group(1));
        assertThat(theme.headers().firstValue("content-type")).hasValue("text/css;charset=UTF-8");
        assertThat(theme.body()).contains("--iris:light-dark(" + nearest.group(1) + ",");
    }

    @Test
    void what_is_no_colour_is_refused() throws Exception {
        HttpResponse<String> answer = operator.post("/settings", identity("colour.light", "rouge"));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("Main colour: “rouge” is not a colour.");
    }

    @Test
    void a_drawn_logo_is_shown_as_a_picture_that_cannot_run_anything() throws Exception {
        assertThat(upload(DRAWING.formatted("").getBytes(UTF_8)).statusCode()).isEqualTo(303);
        Matcher shown = Pattern.compile(
                        "<img class=\"brand__logo\" src=\"([^\"]+)\" alt=\"\" width=\"120\" height=\"40\"")
                .matcher(stranger.get("/").body());
        assertThat(shown.find()).isTrue();
        HttpResponse<String> logo = stranger.get(shown.group(1));
        assertThat(logo.headers().firstValue("content-type")).hasValue("image/svg+xml");
        assertThat(logo.headers().allValues("content-security-policy"))
                .singleElement()
                .asString()
                .startsWith("default-src 'none'")
                .endsWith("sandbox");
        Map<String, String> without = identity("logo.remove", "on");
        assertThat(operator.post("/settings", without).statusCode()).isEqualTo(303);
        assertThat(stranger.get("/").body()).doesNotContain("brand__logo");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<script>alert(1)</script>     | the drawing holds a program (&lt;script&gt;)",
                "<g onload='alert(1)'/>        | the drawing holds a program (onload)",
                "<image href='https://x.test'/> | the drawing fetches something from elsewhere (https://x.test)",
                "<g>                           | the SVG file is damaged or incomplete"
            })
    void a_drawing_that_does_more_than_draw_is_refused(String inside, String sentence) throws Exception {
        HttpResponse<String> answer = upload(DRAWING.formatted(inside).getBytes(UTF_8));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("Logo: " + sentence);
        assertThat(current.portal()).isEqualTo(before);
    }

    @Test
    void a_file_that_is_no_picture_is_refused_whatever_it_is_called() throws Exception {
        assertThat(upload("MZ, not a picture".getBytes(UTF_8)).body())
                .contains("Logo: this is not a PNG, SVG or WebP picture.");
        assertThat(upload(new byte[600 * 1024]).body()).contains("Logo: the file is larger than 512 kB.");
    }

    private HttpResponse<String> upload(byte[] file) throws IOException, InterruptedException {
        String boundary = "----a-boundary";
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Map.Entry<String, String> entry : identity().entrySet()) {
            body.write("--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                    .formatted(boundary, entry.getKey(), entry.getValue())
                    .getBytes(UTF_8));
        }
        body.write(("--%s\r\nContent-Disposition: form-data; name=\"logo\"; filename=\"logo.png\"\r\n"
                        + "Content-Type: image/png\r\n\r\n")
                .formatted(boundary)
                .getBytes(UTF_8));
        body.write(file);
        body.write(("\r\n--" + boundary + "--\r\n").getBytes(UTF_8));
        HttpRequest request = FormToken.with(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/settings")))
                .header("Accept", "text/html")
                .header("Accept-Language", "en")
                .header("Authorization", "Apikey " + Objects.requireNonNull(operator.key()))
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString(UTF_8));
    }

    @Test
    void readers_get_the_languages_that_are_offered_and_no_others() throws Exception {
        Map<String, String> form = identity("language", "nl");
        form.remove("languages.en");
        assertThat(operator.post("/settings", form).statusCode()).isEqualTo(303);
        String page = stranger.get("/?lang=en").body();
        assertThat(page).contains("<html lang=\"nl\">").doesNotContain("hreflang=\"en\"");
        assertThat(stranger.get("/?lang=fr").body()).contains("<html lang=\"fr\">");
    }

    @Test
    void the_main_language_must_be_offered_and_the_name_written_in_it() throws Exception {
        Map<String, String> form = identity("language", "en", "name.en", "");
        form.remove("languages.en");
        HttpResponse<String> answer = operator.post("/settings", form);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("Main language: English is not among the languages offered.")
                .contains("Name: write it in the main language (English).");
    }

    @Test
    void a_foreign_map_and_nothing_else_may_be_fetched_from_elsewhere() throws Exception {
        assertThat(policy()).contains("img-src 'self' data:;").contains("connect-src 'self';");
        Map<String, String> form = form(
                "/settings/map",
                "map.kind",
                "raster",
                "map.address",
                "https://tiles.example/{z}/{x}/{y}.png",
                "map.attribution",
                "© [Somebody](https://somebody.example)");
        assertThat(operator.post("/settings/map", form).statusCode()).isEqualTo(303);
        assertThat(policy())
                .contains("img-src 'self' data: https://tiles.example;")
                .contains("connect-src 'self' https://tiles.example;")
                .contains("script-src 'self';");
        assertThat(operator.post("/settings/map", form("/settings/map", "map.kind", "none"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(policy()).doesNotContain("tiles.example");
    }

    private String policy() throws IOException, InterruptedException {
        return stranger.get("/").headers().firstValue("content-security-policy").orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "raster | http://tiles.example/{z}/{x}/{y}   | is not an address that begins with https://",
                "raster | https://tiles.example;x/{z}/{x}/{y} | is not an address that begins with https://",
                "raster | https://tiles.example:0/{z}/{x}/{y} | is not an address that begins with https://",
                "raster | https://tiles.example:99999/{z}/{x}/{y} | is not an address that begins with https://",
                "raster | https://tiles.example/1/2/3         | tiles need {z}, {x}, {y} in",
                "style  | javascript:alert(1)                | is not an address that begins with https://"
            })
    void an_address_that_no_map_can_be_fetched_from_is_refused(String kind, String address, String sentence)
            throws Exception {
        HttpResponse<String> answer = operator.post(
                "/settings/map",
                form("/settings/map", "map.kind", kind, "map.address", address, "map.attribution", "©"));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("Web address of the base map: ").contains(sentence);
        assertThat(current.portal()).isEqualTo(before);
    }

    @Test
    void an_address_in_capitals_is_the_same_address() throws Exception {
        Map<String, String> form = form(
                "/settings/map",
                "map.kind",
                "style",
                "map.address",
                "HTTPS://Maps.example/style.json",
                "map.hosts",
                "HTTPS://Tiles.example:8443",
                "map.attribution",
                "©");
        assertThat(operator.post("/settings/map", form).statusCode()).isEqualTo(303);
        assertThat(policy()).contains("connect-src 'self' https://maps.example https://tiles.example:8443;");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://tiles.example:0", "https://tiles.example:99999", "http://tiles.example"})
    void a_host_that_nothing_can_be_fetched_from_is_refused(String host) throws Exception {
        HttpResponse<String> answer = operator.post(
                "/settings/map",
                form(
                        "/settings/map",
                        "map.kind",
                        "style",
                        "map.address",
                        "https://maps.example/style.json",
                        "map.hosts",
                        host,
                        "map.attribution",
                        "©"));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains(host);
        assertThat(current.portal()).isEqualTo(before);
    }

    @Test
    void a_foreign_map_says_whose_it_is() throws Exception {
        HttpResponse<String> answer = operator.post(
                "/settings/map",
                form("/settings/map", "map.kind", "style", "map.address", "https://maps.example/style.json"));
        assertThat(answer.body()).contains("Whose map it is: say who made it");
    }

    @Test
    void a_base_map_of_our_own_must_be_there_for_everybody() throws Exception {
        HttpResponse<String> answer = operator.post(
                "/settings/map", form("/settings/map", "map.kind", "dataset", "map.dataset", "no-such-plan"));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("there is no public dataset “no-such-plan”");
    }

    @Test
    void a_legal_page_exists_and_is_linked_once_it_has_a_text() throws Exception {
        assertThat(stranger.get("/about/privacy").statusCode()).isEqualTo(404);
        assertThat(stranger.get("/").body()).doesNotContain("/about/");
        Map<String, String> form =
                form("/settings/legal", "legal.privacy.fr", "## Vos droits\n\n**Tous.**\n\n<script>alert(1)</script>");
        assertThat(operator.post("/settings/legal", form).statusCode()).isEqualTo(303);
        assertThat(stranger.get("/").body()).contains("href=\"/about/privacy\"").doesNotContain("/about/terms");
        String page = stranger.get("/about/privacy").body();
        assertThat(page)
                .contains("<h2>Vos droits</h2>")
                .contains("<strong>Tous.</strong>")
                .contains("<div class=\"prose\" lang=\"fr\">")
                .doesNotContain("<script>");
        assertThat(stranger.get("/about/terms").statusCode()).isEqualTo(404);
        assertThat(stranger.get("/about/nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void texts_are_written_in_the_languages_of_the_pages() throws Exception {
        Map<String, String> form =
                form("/settings/legal", "legal.terms.fr", "Conditions", "legal.terms.xx", "?", "legal.terms.FR", "?");
        assertThat(operator.post("/settings/legal", form).statusCode()).isEqualTo(303);
        assertThat(current.portal().legal().get(LegalPage.TERMS)).isEqualTo(new Translated(Map.of("fr", "Conditions")));
    }

    @Test
    void two_parts_of_the_home_page_cannot_stand_in_one_place() throws Exception {
        HttpResponse<String> answer =
                operator.post("/settings/home", form("/settings/home", "home.search", "1", "home.newest", "1"));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("Home page: two parts stand in place 1.");
        assertThat(operator.post("/settings/home", form("/settings/home")).body())
                .contains("Home page: show at least one part.");
        assertThat(operator.post("/settings/home", form("/settings/home", "home.text", "1"))
                        .body())
                .contains("Your text on the home page: it is shown, but nothing is written.");
    }

    @Test
    void the_home_page_has_the_parts_that_were_chosen_in_their_order() throws Exception {
        Map<String, String> form = form("/settings/home", "home.text", "1", "home.search", "2");
        form.put("welcome.nl", "## Welkom\n\nin **Mist**");
        assertThat(operator.post("/settings/home", form).statusCode()).isEqualTo(303);
        String page = stranger.get("/").body();
        assertThat(page).contains("lang=\"nl\"><h2>Welkom</h2>").doesNotContain("id=\"programs\"");
        assertThat(page.indexOf("<h2>Welkom</h2>")).isBetween(1, page.indexOf("role=\"search\""));
    }

    @Test
    void who_was_slower_loses_nothing_and_takes_nobodys_place_unseen() throws Exception {
        Map<String, String> slow = identity("name.fr", "La lente");
        assertThat(operator.post("/settings", identity("name.fr", "La rapide")).statusCode())
                .isEqualTo(303);
        HttpResponse<String> answer = operator.post("/settings", slow);
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body())
                .contains("Somebody else changed the settings meanwhile")
                .contains("value=\"La lente\"");
        assertThat(stranger.get("/?lang=fr").body()).contains("<title>La rapide</title>");
    }
}
