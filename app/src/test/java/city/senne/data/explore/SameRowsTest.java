package city.senne.data.explore;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.data.ingest.PublishFile;
import city.senne.data.stewardship.Steward;
import city.senne.trust.identity.Viewer;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/// The rows that a reader chose on one tab of a dataset are the rows of the others, down to the files.
@OpenHouse
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SameRowsTest {
    private static final String PONDS = "/datasets/etangs-onglets";
    private static final String CHOSEN = "refine.rive=gauche&from.surface=10&near=50.85,4.35&within=5000";
    private static final String SETTINGS = "kind=bar&group=nom&aggregate=max&of=surface&series=rive&order=name&top=5";
    private static final Pattern TABS = Pattern.compile("<nav class=\"tabs\".*?</nav>", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("href=\"([^\"]*)\"");

    @LocalServerPort
    private int port;

    @BeforeAll
    void publish(@Autowired PublishFile publishFile, @TempDir Path folder) throws Exception {
        var text = new StringBuilder("Nom;Rive;Surface;Latitude;Longitude\n");
        for (int i = 1; i <= 60; i++) {
            text.append("Étang %d;%s;%d;50.85%02d;4.3500\n".formatted(i, i % 2 == 0 ? "gauche" : "droite", i, i));
        }
        Path file = folder.resolve("etangs-onglets.csv");
        String description = "id: etangs-onglets\nfields:\n  rive: {label: {fr: Rive, nl: Oever, en: Bank}}\n";
        publishFile.publish(new Viewer.Operator(), Files.writeString(file, "Nom;Rive\nx;y\n"), description);
        publishFile.publish(new Viewer.Operator(), Files.writeString(file, text), description);
    }

    @ParameterizedTest
    @ValueSource(strings = {"table", "map", "chart", "export"})
    void the_tabs_go_on_with_the_chosen_rows_and_with_the_settings_of_each_other(String tab) throws Exception {
        String settings = "&columns=nom&sort=-nom&field=geo_point_2d&" + SETTINGS;
        List<String> tabs = tabs(page("/" + tab + "?" + CHOSEN + settings + "&page=1&more=rive&junk=1"));
        String chosen = "?refine.rive=gauche&from.surface=10&near=50.85%2C4.35&within=5000" + settings;
        assertThat(tabs)
                .containsExactly(
                        PONDS,
                        PONDS + "/table" + chosen,
                        PONDS + "/map" + chosen,
                        PONDS + "/chart" + chosen,
                        PONDS + "/versions",
                        PONDS + "/export" + chosen,
                        PONDS + "/api");
    }

    @Test
    void and_with_the_version() throws Exception {
        assertThat(tabs(page("/table?q=x&as_of=1")))
                .contains(PONDS + "/export?q=x&as_of=1", PONDS + "/chart?q=x&as_of=1", PONDS + "/api?as_of=1");
        assertThat(page("/export?q=x&as_of=1"))
                .contains("Take 1 of 1 rows with you")
                .contains("/exports/json?");
    }

    @Test
    void the_export_takes_the_chosen_rows_alone() throws Exception {
        String page = page("/export?" + CHOSEN);
        assertThat(page)
                .contains("Take 26 of 60 rows with you")
                .contains("href=\"" + PONDS + "/export?from.surface=10&amp;near=50.85%2C4.35&amp;within=5000#export\"")
                .contains("href=\"" + PONDS + "/table?refine.rive=gauche&amp;from.surface=10");
        assertThat(get(file(page, "jsonl")).body().lines()).hasSize(26).allMatch(row -> row.contains("gauche"));
    }

    @Test
    void without_a_choice_it_takes_all_and_says_where_to_choose() throws Exception {
        String page = page("/export");
        assertThat(page)
                .contains("Take all 60 rows with you")
                .contains("<a href=\"" + PONDS + "/table\">Only some rows? Choose them in the table</a>");
        assertThat(get(file(page, "jsonl")).body().lines()).hasSize(60);
    }

    @Test
    void when_nothing_fits_there_is_nothing_to_take_but_a_way_back() throws Exception {
        assertThat(page("/export?refine.rive=nulle"))
                .contains("No row fits", "href=\"" + PONDS + "/export#export\"")
                .doesNotContain("exports__link");
        assertThat(page("/export?from.surface=beaucoup"))
                .contains("One condition of the address was not understood", "Take all 60 rows");
    }

    @Test
    void the_map_says_that_it_shows_all_rows() throws Exception {
        assertThat(page("/map?refine.rive=gauche"))
                .contains("The map shows all rows", "Bank: gauche", "href=\"" + PONDS + "/table?refine.rive=gauche\"");
        assertThat(page("/map?near=50.85,4.35")).doesNotContain("The map shows all rows");
    }

    @Test
    void a_chart_is_the_same_after_its_rows_were_chosen_in_the_table() throws Exception {
        String table = link(page("/chart?" + SETTINGS), "Choose the rows in the table");
        assertThat(table).isEqualTo(PONDS + "/table?" + SETTINGS);
        String refined = get(table).body();
        assertThat(refined).contains("name=\"top\" value=\"5\"");
        String chosen = SETTINGS.replace("&", "&amp;") + "&amp;refine.rive=gauche";
        assertThat(refined)
                .contains("href=\"%s/table?%s#facet-rive\"".formatted(PONDS, chosen))
                .contains("href=\"%s/table?%s&amp;page=2#rows\"".formatted(PONDS, SETTINGS.replace("&", "&amp;")))
                .contains("href=\"%s/table?%s&amp;sort=nom#rows\"".formatted(PONDS, SETTINGS.replace("&", "&amp;")));
        String drawn =
                link(get(table + "&refine.rive=gauche&sort=nom&columns=nom").body(), "Draw these rows");
        assertThat(drawn).isEqualTo(PONDS + "/chart?" + SETTINGS + "&refine.rive=gauche&sort=nom&columns=nom");
        String again = get(drawn).body();
        assertThat(again)
                .contains("Bank: gauche", "name=\"sort\" value=\"nom\"")
                .contains(PONDS + "/chart.svg?" + chosen + "\"");
        assertThat(tabs(again)).contains(drawn.replace("/chart?", "/table?"));
    }

    @Test
    void what_other_sites_frame_knows_nothing_of_other_pages() throws Exception {
        assertThat(page("/chart?kind=bar&refine.rive=gauche&sort=nom&columns=nom"))
                .contains("/chart/embed?kind=bar&amp;amp;refine.rive=gauche&amp;amp;lang=en");
        assertThat(page("/table?refine.rive=gauche&" + SETTINGS))
                .contains("/table/embed?refine.rive=gauche&amp;lang=en");
    }

    @ParameterizedTest
    @CsvSource({"fr, Rive", "nl, Oever", "en, Bank"})
    void spreadsheets_are_headed_in_the_language_of_the_reader(String language, String label) throws Exception {
        for (String tab : List.of("/export", "/table")) {
            String page = page(tab + "?q=gauche&lang=" + language);
            assertThat(get(file(page, "csv")).body().lines().findFirst().orElseThrow())
                    .startsWith("\uFEFFNom;" + label + ";Surface");
            assertThat(file(page, "xlsx")).contains("use_labels=true", "lang=" + language);
            assertThat(file(page, "json")).doesNotContain("use_labels");
        }
    }

    private static List<String> tabs(String page) {
        Matcher tabs = TABS.matcher(page);
        assertThat(tabs.find()).isTrue();
        return LINK.matcher(tabs.group())
                .results()
                .map(found -> plain(found.group(1)))
                .toList();
    }

    private static String link(String page, String text) {
        Pattern named = Pattern.compile("<a[^>]*href=\"([^\"]*)\"[^>]*>(?:<svg.*?</svg>)?" + text + "</a>");
        return first(named, page);
    }

    private static String file(String page, String format) {
        return first(Pattern.compile("href=\"([^\"]*/exports/" + format + "[^\"]*)\""), page);
    }

    private static String first(Pattern pattern, String page) {
        MatchResult found = pattern.matcher(page).results().findFirst().orElseThrow();
        return plain(found.group(1));
    }

    private static String plain(String escaped) {
        return escaped.replace("&amp;", "&").replace("&#39;", "'").replace("&#34;", "\"");
    }

    private String page(String path) throws Exception {
        HttpResponse<String> answer = get(PONDS + path);
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return Steward.stranger(port).get(path);
    }
}
