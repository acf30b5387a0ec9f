package city.senne.data.chart;

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

/// Charts as a browser without scripts meets them.
@OpenHouse
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChartPageTest {
    @LocalServerPort
    private int port;

    @BeforeAll
    void publish(@Autowired PublishFile publishFile, @TempDir Path folder) throws IOException, InterruptedException {
        var text = new StringBuilder("Année;Quartier;Ouvert le;Habitants;Hauteur\n");
        for (int year = 2001; year <= 2010; year++) {
            for (int place = 1; place <= 30; place++) {
                String inhabitants = year == 2005 && place == 3 ? "" : Integer.toString(place * 10);
                text.append("%d;Quartier %d;%02d/02/%d;%s;%d,5\n"
                        .formatted(year, place, place % 28 + 1, year, inhabitants, -place));
            }
        }
        Path file = Files.writeString(folder.resolve("population-graphique.csv"), text);
        publishFile.publish(new Viewer.Operator(), file, "id: population-graphique\n");
    }

    @Test
    void a_first_chart_is_proposed_by_the_types_of_the_fields() throws Exception {
        assertThat(page(""))
                .contains("Sum of Habitants by Année")
                .contains("role=\"img\"")
                .contains("10 of 10 groups shown, 1 row without value among 300");
    }

    @Test
    void it_says_what_it_does_not_show() throws Exception {
        assertThat(page("?kind=bar&group=quartier&aggregate=avg&of=habitants&top=12"))
                .contains("Average of Habitants by Quartier")
                .contains("12 of 30 groups shown, 1 row without value among 300");
        assertThat(page("?kind=line&group=annee&series=quartier&aggregate=sum&of=habitants"))
                .contains("8 of 30 series");
    }

    @Test
    void the_axis_says_how_long_a_group_of_times_is() throws Exception {
        assertThat(page("?kind=line&group=ouvert_le&per=month"))
                .contains("Sum of Habitants by Ouvert le (month)", "<th scope=\"col\">Ouvert le (month)</th>")
                .containsPattern("<text[^>]*>Ouvert le \\(month\\)</text>");
        assertThat(page("?kind=line&group=ouvert_le&per=day")).doesNotContain("Ouvert le (");
        assertThat(page("?kind=line&group=ouvert_le&lang=fr")).contains("par Ouvert le (année)");
    }

    @Test
    void the_figures_stand_beside_the_drawing() throws Exception {
        String page = page("?kind=bar&group=quartier&aggregate=median&of=habitants&top=5&contains.quartier=3");
        assertThat(page).contains("<th scope=\"row\">Quartier 30</th>").contains("<td class=\"number\">300</td>");
        assertThat(page.indexOf("Quartier 30</th>")).isLessThan(page.indexOf("Quartier 3</th>"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kind=scatter&group=habitants&of=hauteur",
                "kind=scatter&group=habitants&of=hauteur&series=quartier",
                "kind=histogram&group=hauteur",
                "kind=histogram&group=annee",
                "kind=area&group=ouvert_le&per=month",
                "kind=line&group=ouvert_le&per=day&series=annee",
                "kind=bar&group=ouvert_le&per=hour&aggregate=max&of=hauteur",
                "kind=bar&group=hauteur&aggregate=min&of=hauteur",
                "kind=line&group=quartier",
                "kind=pie&group=nothing&series=nothing&of=quartier&top=99999&aggregate=secret",
                "refine.quartier=nowhere",
                "kind=line&group=ouvert_le&q=nowhere",
                "kind=histogram&group=hauteur&q=nowhere"
            })
    void whatever_is_asked_is_drawn_or_said_to_be_nothing(String query) throws Exception {
        assertThat(page("?" + query)).containsAnyOf("chart__drawing", "There is nothing to draw");
        assertThat(page("?" + query)).doesNotContain("NaN").doesNotContain(" style=");
    }

    @Test
    void the_values_that_are_compared_are_chosen_beside_the_chart() throws Exception {
        String settings = "kind=line&group=annee&series=quartier&aggregate=sum&of=habitants";
        String page = page("?" + settings);
        int name = page.indexOf("id=\"facet-quartier-title\">Quartier</h3>");
        assertThat(name).isPositive();
        assertThat(page.indexOf("refine.quartier=Quartier%201")).isGreaterThan(name);
        Matcher first =
                Pattern.compile("facet__choose\" href=\"([^\"#]*)#chart").matcher(page.substring(name));
        assertThat(first.find()).isTrue();
        String one = first.group(1).replace("&amp;", "&");
        assertThat(one).startsWith("/datasets/population-graphique/chart?").contains("series=quartier");
        String back = "facet__choose\" href=\"/datasets/population-graphique/chart?" + settings.replace("&", "&amp;");
        assertThat(Steward.stranger(port).get(one).body()).contains("among 10", back);
        assertThat(page("?" + settings + "&more=quartier")).contains("refine.quartier=Quartier%2030");
    }

    @Test
    void names_are_offered_before_codes(@Autowired PublishFile publishFile, @TempDir Path folder) throws Exception {
        Path file = Files.writeString(
                folder.resolve("codes-graphique.csv"), "Code quartier;Quartier;Habitants\n0101;Nord;10\n0102;Sud;20\n");
        publishFile.publish(new Viewer.Operator(), file, "id: codes-graphique\n");
        String page = get("/datasets/codes-graphique/chart?kind=bar").body();
        assertThat(page.substring(page.indexOf("id=\"chart-series\"")))
                .containsSubsequence("value=\"quartier\"", "value=\"code_quartier\"");
    }

    @Test
    void money_is_summed_and_prices_are_not(@Autowired PublishFile publishFile, @TempDir Path folder) throws Exception {
        Path file = Files.writeString(
                folder.resolve("aides-graphique.csv"), "But;Montant (€)\nsport;10,50\nculture;20,25\nsport;1,00\n");
        publishFile.publish(new Viewer.Operator(), file, "id: aides-graphique\n");
        assertThat(get("/datasets/aides-graphique/chart?lang=en").body()).contains("Sum of Montant (€) by But");
        Files.writeString(file, "Essence;Prix (€/m)\nplatane;10,5\ntilleul;20,25\nplatane;1,0\n");
        publishFile.publish(new Viewer.Operator(), file, "id: prix-graphique\n");
        assertThat(get("/datasets/prix-graphique/chart?lang=en").body()).contains("Number of rows by Essence");
    }

    @Test
    void groups_of_which_there_are_few_are_proposed_before_names_that_are_all_different(
            @Autowired PublishFile publishFile, @TempDir Path folder) throws Exception {
        var text = new StringBuilder("Nom;Langue\n");
        for (int i = 0; i < 40; i++) text.append("Crèche %d;%s\n".formatted(i, i % 3 == 0 ? "nl" : "fr"));
        Path file = Files.writeString(folder.resolve("langues-graphique.csv"), text);
        publishFile.publish(new Viewer.Operator(), file, "id: langues-graphique\n");
        assertThat(get("/datasets/langues-graphique/chart?lang=en").body()).contains("Number of rows by Langue");
        assertThat(get("/datasets/langues-graphique/chart.csv?lang=en").body()).contains("fr;26", "nl;14");
    }

    @Test
    void a_form_sent_with_open_choices_leads_to_an_address_without_them() throws Exception {
        HttpResponse<String> answer = get("/datasets/population-graphique/chart?kind=bar&series=&top=");
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains("/datasets/population-graphique/chart?kind=bar");
    }

    @Test
    void drawing_and_figures_can_be_taken_away() throws Exception {
        HttpResponse<String> svg = get("/datasets/population-graphique/chart.svg?kind=bar&group=quartier&top=3");
        assertThat(svg.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("image/svg+xml"));
        assertThat(svg.body())
                .startsWith("<svg")
                .contains("3 of 30 groups shown")
                .contains("version 1");
        HttpResponse<String> csv = get(
                "/datasets/population-graphique/chart.csv?kind=bar&group=quartier&order=name&aggregate=avg&of=hauteur&top=1");
        assertThat(csv.body()).isEqualTo("\uFEFFQuartier;Average of Hauteur\r\nQuartier 1;-1.5\r\n");
    }

    @Test
    void only_the_embedded_chart_may_be_framed() throws Exception {
        HttpResponse<String> embedded = get("/datasets/population-graphique/chart/embed?kind=bar");
        assertThat(embedded.statusCode()).isEqualTo(200);
        assertThat(embedded.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy ->
                        assertThat(policy).contains("frame-ancestors *").doesNotContain("script-src"));
        assertThat(embedded.body()).doesNotContain("<form").doesNotContain("site-header");
        assertThat(page("?kind=bar&group=quartier&as_of=1"))
                .contains("&lt;iframe src=\"http://localhost:%d/datasets/population-graphique/chart/embed"
                        .formatted(port))
                .contains("kind=bar&amp;amp;group=quartier&amp;amp;lang=en\" title=\"Sum of Habitants by Quartier\"");
        assertThat(get("/datasets/population-graphique/chart").headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("frame-ancestors 'none'"));
    }

    private String page(String query) throws IOException, InterruptedException {
        HttpResponse<String> answer = get("/datasets/population-graphique/chart" + query);
        assertThat(answer.statusCode()).as(query).isEqualTo(200);
        return answer.body();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return Steward.stranger(port).get(path);
    }
}
