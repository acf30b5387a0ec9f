package city.senne.data.explore;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.data.ingest.PublishFile;
import city.senne.data.stewardship.Steward;
import city.senne.trust.identity.Viewer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Tables, maps and charts as other sites frame them.
@OpenHouse
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbedTest {
    private static final Pattern FRAME = Pattern.compile("&lt;iframe src=\"http://[^/]+([^\"]+)\" title=\"([^\"]+)\"");

    @LocalServerPort
    private int port;

    @BeforeAll
    void publish(@Autowired PublishFile publishFile, @TempDir Path folder) throws IOException, InterruptedException {
        var text = new StringBuilder("Nom;Rive;Localisation\n");
        for (int i = 1; i <= 60; i++) {
            text.append("Banc %d;%s;50.8%d,4.3%d\n".formatted(i, i % 2 == 0 ? "gauche" : "droite", i + 10, i + 10));
        }
        publishFile.publish(new Viewer.Operator(), Files.writeString(folder.resolve("bancs-cadre.csv"), text), """
                id: bancs-cadre
                title: Bancs & "rives"
                licence: CC-BY-4.0
                licence_url: https://creativecommons.org/licenses/by/4.0/
                publisher: Ville d'essai
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/table/embed", "/map/embed", "/chart/embed"})
    void a_framed_page_has_its_source_and_licence_and_nothing_of_the_site_around(String path) throws Exception {
        HttpResponse<String> page = get("/datasets/bancs-cadre" + path);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("Ville d'essai", "https://creativecommons.org/licenses/by/4.0/", "rel=\"license")
                .contains("href=\"http://localhost:" + port + "/datasets/bancs-cadre/")
                .doesNotContain("site-header", "site-footer", "<form", " style=");
        assertThat(policy(page)).contains("frame-ancestors * file:", "form-action 'none'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/table", "/map", "/chart", "", "/api"})
    void only_pages_made_for_it_may_be_framed(String path) throws Exception {
        assertThat(policy(get("/datasets/bancs-cadre" + path))).contains("frame-ancestors 'none'");
        assertThat(policy(get("/datasets/nothing-here/table/embed"))).contains("frame-ancestors 'none'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/table/embed", "/map/embed", "/chart/embed"})
    void its_language_stands_in_the_address_and_in_no_cookie(String path) throws Exception {
        HttpResponse<String> page = get("/datasets/bancs-cadre" + path + "?lang=nl");
        assertThat(page.body()).contains("<html lang=\"nl\">");
        assertThat(page.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(get("/datasets/bancs-cadre?lang=nl").headers().allValues("Set-Cookie"))
                .anyMatch(cookie -> cookie.startsWith("lang=nl"));
    }

    @Test
    void the_table_offers_a_frame_of_the_rows_that_it_shows() throws Exception {
        Matcher frame = frame(get("/datasets/bancs-cadre/table?refine.rive=gauche&columns=nom&sort=-nom&lang=nl"));
        assertThat(frame.group(2)).isEqualTo("Tabel – Bancs &amp;amp; &amp;quot;rives&amp;quot;");
        String address = frame.group(1).replace("&amp;amp;", "&");
        assertThat(address).startsWith("/datasets/bancs-cadre/table/embed?").endsWith("lang=nl");
        String framed = get(address).body();
        assertThat(framed)
                .contains("30 rijen van 60", "Banc 8<")
                .doesNotContain("Banc 7<", ">droite<")
                .contains("/datasets/bancs-cadre/table?refine.rive=gauche&amp;columns=nom&amp;sort=-nom");
        assertThat(framed).contains("/datasets/bancs-cadre/table/embed?refine.rive=gauche&amp;columns=nom&amp;lang=nl");
    }

    @Test
    void a_long_table_is_paged_within_its_frame() throws Exception {
        assertThat(get("/datasets/bancs-cadre/table/embed?lang=fr").body())
                .contains("/datasets/bancs-cadre/table/embed?lang=fr&amp;page=2");
        assertThat(get("/datasets/bancs-cadre/table/embed?lang=fr&page=2").body())
                .contains("Banc 60<");
        assertThat(get("/datasets/bancs-cadre/table/embed?refine.rive=nowhere").statusCode())
                .isEqualTo(200);
    }

    @Test
    void the_map_offers_a_frame_of_the_places_that_it_shows() throws Exception {
        HttpResponse<String> page = get("/datasets/bancs-cadre/map");
        Matcher frame = frame(page);
        assertThat(frame.group(1))
                .isEqualTo("/datasets/bancs-cadre/map/embed?field=localisation_point&amp;amp;lang=en");
        HttpResponse<String> framed = get("/datasets/bancs-cadre/map/embed?field=localisation_point&lang=en");
        assertThat(framed.body()).contains("<senne-map", "data-framed", "/tiles/bancs-cadre/1/tilejson.json");
        assertThat(policy(framed)).contains("script-src 'self'", "worker-src 'self'");
        assertThat(get("/datasets/bancs-cadre/map/embed?field=nom").statusCode())
                .isEqualTo(404);
    }

    @Test
    void text_and_place_of_one_column_have_names_that_differ() throws Exception {
        assertThat(get("/datasets/bancs-cadre").body()).contains("Localisation (point)");
    }

    private static Matcher frame(HttpResponse<String> page) {
        Matcher frame = FRAME.matcher(page.body());
        assertThat(frame.find()).as(page.body()).isTrue();
        return frame;
    }

    private static String policy(HttpResponse<String> page) {
        return page.headers().firstValue("Content-Security-Policy").orElseThrow();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return Steward.stranger(port).get(path);
    }
}
