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
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/// The table of a dataset as a browser without scripts meets it: every state is an address.
@OpenHouse
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TablePageTest {
    private static final Pattern FIRST_CELL = Pattern.compile("<tr>\\s*<td[^>]*>(?:<span[^>]*>)?([^<]*)<");
    private static final Pattern FACET_VALUE = Pattern.compile("<span class=\"facet__text\">([^<]*)<");
    private static final Pattern SAME = Pattern.compile("<code>(http[^<]*/records[^<]*)</code>");

    @LocalServerPort
    private int port;

    @BeforeAll
    void publish(@Autowired PublishFile publishFile, @TempDir Path folder) throws IOException, InterruptedException {
        var text = new StringBuilder("Nom;Quartier;Inscrits;Ouverture;Public\n");
        for (int i = 1; i <= 120; i++) {
            text.append("École %d;%s;%s;%02d/03/2024;%s\n"
                    .formatted(
                            i,
                            i % 3 == 0 ? "L'Île \"bleue\"" : "Nord",
                            i == 7 ? "" : i,
                            i % 28 + 1,
                            i % 2 == 0 ? "oui" : "non"));
        }
        Path file = Files.writeString(folder.resolve("ecoles-tableau.csv"), text);
        publishFile.publish(new Viewer.Operator(), file, "id: ecoles-tableau\n");
        Path trees = Files.writeString(folder.resolve("arbres-facettes.csv"), """
                Planté;Année;Classe;Genre
                2003-05-01;2004;10;tilleul
                2003-06-01;2004;10;tilleul
                2003-07-01;2004;10;tilleul
                2019-05-01;2020;9;orme
                2024-05-01;2025;2;orme
                """);
        publishFile.publish(new Viewer.Operator(), trees, """
                id: arbres-facettes
                fields:
                  Planté: {annotations: [facet]}
                  Année: {annotations: [facet]}
                  Classe: {annotations: [facet]}
                  Genre: {annotations: [facet]}
                """);
    }

    @Test
    void it_shows_fifty_rows_at_a_time_and_says_how_many_there_are() throws Exception {
        String first = table("");
        String last = table("?page=3");
        assertThat(first).contains("120 rows").contains("1 to 50 on this page");
        assertThat(names(first)).hasSize(50).startsWith("École 1", "École 2");
        assertThat(names(last)).hasSize(20).endsWith("École 120");
    }

    @Test
    void it_is_sorted_by_any_column_and_says_so_to_everybody() throws Exception {
        String falling = table("?sort=-inscrits");
        assertThat(falling).contains("aria-sort=\"descending\"");
        assertThat(names(falling)).startsWith("École 120", "École 119");
        assertThat(names(table("?sort=inscrits"))).startsWith("École 1", "École 2");
    }

    @Test
    void columns_are_filtered_each_in_its_own_way() throws Exception {
        assertThat(names(table("?from.inscrits=10&to.inscrits=12")))
                .containsExactly("École 10", "École 11", "École 12");
        assertThat(table("?contains.quartier=ile%20BLEU")).contains("40 rows of 120");
        assertThat(table("?is.public=true")).contains("60 rows of 120");
        assertThat(table("?from.ouverture=2024-03-02&to.ouverture=2024-03-02")).contains("5 rows of 120");
        assertThat(table("?q=%C3%A9cole%20120")).contains("1 row of 120");
    }

    @Test
    void facets_narrow_widen_and_leave_out() throws Exception {
        String all = table("");
        assertThat(all).contains("href=\"/datasets/ecoles-tableau/table?refine.quartier=Nord#facet-quartier\"");
        assertThat(table("?refine.quartier=Nord")).contains("80 rows of 120");
        assertThat(table("?refine.quartier=Nord&refine.quartier=L%27%C3%8Ele%20%22bleue%22"))
                .contains("120 rows of 120");
        assertThat(table("?exclude.quartier=Nord")).contains("40 rows of 120").contains("Quartier: not Nord");
    }

    @Test
    void the_keyboard_comes_to_the_filters_before_the_files() throws Exception {
        assertThat(table("")).containsSubsequence("id=\"filter-q\"", "facet__choose", "/exports/csv?", "&lt;iframe");
    }

    @Test
    void a_facet_says_what_its_signs_do() throws Exception {
        assertThat(table("?lang=en")).contains("leaves them out.", "title=\"Leave out Nord\"");
        assertThat(table("?lang=fr")).contains("les écarte.", "title=\"Écarter Nord\"");
        assertThat(table("?lang=nl")).contains("laat ze weg.", "title=\"Nord weglaten\"");
    }

    @Test
    void times_years_and_numbers_stand_in_the_order_of_their_values() throws Exception {
        String page = get("/datasets/arbres-facettes/table").body();
        assertThat(values(page, "plante")).containsExactly("2024", "2019", "2003");
        assertThat(values(page, "annee")).containsExactly("2025", "2020", "2004");
        assertThat(values(page, "classe")).containsExactly("2", "9", "10");
        assertThat(values(page, "genre")).containsExactly("tilleul", "orme");
    }

    @Test
    void only_the_chosen_columns_are_shown() throws Exception {
        String page = table("?columns=nom&columns=public");
        assertThat(page).contains("Columns: 2 of 5");
        assertThat(page.substring(page.indexOf("<thead>"), page.indexOf("</thead>")))
                .contains("Nom", "Public")
                .doesNotContain("Quartier");
    }

    @Test
    void the_same_question_in_the_api_has_the_same_answer() throws Exception {
        String page =
                table("?refine.quartier=Nord&refine.quartier=L%27%C3%8Ele%20%22bleue%22&from.inscrits=50&columns=nom");
        Matcher same = SAME.matcher(page);
        assertThat(same.find()).isTrue();
        String address =
                same.group(1).replace("&amp;", "&").replace("&#39;", "'").replace("&#34;", "\"");
        HttpResponse<String> answer = get(address.substring(address.indexOf("/api/")));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"total_count\":71").contains("{\"nom\":\"École 50\"}");
    }

    @Test
    void when_nothing_fits_there_is_a_way_out() throws Exception {
        String page = table("?contains.nom=nowhere");
        assertThat(page).contains("No row fits").contains("Show all 120 rows");
        assertThat(table("?page=99")).contains("There is no such page");
    }

    @Test
    void what_cannot_be_read_is_said_and_left_aside() throws Exception {
        String page =
                table("?from.inscrits=many&contains.secret=x&refine.ouverture=2024/13&exclude.quartier=%22%20or%20%22");
        assertThat(page)
                .contains("3 conditions of the address were not understood")
                .contains("from.inscrits=many", "contains.secret=x", "refine.ouverture=2024/13")
                .contains("120 rows of 120");
    }

    @Test
    void a_form_sent_with_empty_boxes_leads_to_an_address_without_them() throws Exception {
        HttpResponse<String> answer = get("/datasets/ecoles-tableau/table?q=&contains.nom=&from.inscrits=100"
                + "&columns=nom&columns=quartier&columns=inscrits&columns=ouverture&columns=public");
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location"))
                .contains("/datasets/ecoles-tableau/table?from.inscrits=100");
    }

    private static List<String> values(String page, String field) {
        String facet = page.substring(page.indexOf("id=\"facet-" + field + "\""));
        return FACET_VALUE
                .matcher(facet.substring(0, facet.indexOf("</section>")))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private String table(String query) throws IOException, InterruptedException {
        HttpResponse<String> answer = get("/datasets/ecoles-tableau/table" + query);
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return Steward.stranger(port).get(path);
    }

    private static List<String> names(String page) {
        return FIRST_CELL.matcher(page).results().map(found -> found.group(1)).toList();
    }
}
