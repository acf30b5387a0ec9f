package city.senne.data.chart;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.data.ingest.PublishFile;
import city.senne.data.stewardship.Steward;
import city.senne.trust.identity.Viewer;
import city.senne.trust.keys.CreateKey;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Charts that are kept with a dataset: by whom, what others see of them, what new versions do to them.
@OpenHouse
class SavedChartTest {
    @LocalServerPort
    private int port;

    @Autowired
    private PublishFile publishFile;

    @Autowired
    private CreateKey createKey;

    @TempDir
    private Path folder;

    private Steward steward;
    private Steward stranger;

    @BeforeEach
    void enter() {
        steward = Steward.administrator(port, createKey);
        stranger = Steward.stranger(port);
    }

    @Test
    void whoever_may_describe_a_dataset_keeps_a_chart_that_all_see() throws Exception {
        publish("saved-wells", "Quartier;Puits;Année\nNord;3;2020\nSud;5;2021\nNord;4;2022\n", "");
        assertThat(stranger.get("/datasets/saved-wells/chart").body())
                .doesNotContain("action=\"/datasets/saved-wells/charts\"");
        assertThat(stranger.get("/datasets/saved-wells").body()).doesNotContain("chart__drawing");
        Map<String, String> form = steward.form(
                "/datasets/saved-wells/chart?kind=bar&group=quartier&aggregate=sum&of=puits&refine.annee=2021");
        assertThat(form).containsEntry("group", "quartier").containsEntry("refine.annee", "2021");

        String path = keep("saved-wells", form, "Puits <par> quartier", "Putten");

        String page = stranger.get(path).body();
        assertThat(page)
                .contains(
                        "<h2 id=\"chart\">Puits &lt;par&gt; quartier</h2>",
                        "chart__drawing",
                        "<th scope=\"row\">Sud</th>");
        assertThat(page).doesNotContain("<form method=\"post\"", "<th scope=\"row\">Nord</th>");
        for (String tab : List.of("table", "chart", "export")) {
            assertThat(page).contains("<a href=\"/datasets/saved-wells/" + tab + "?refine.annee=2021&amp;kind=bar");
        }
        assertThat(page).contains("/embed?lang=en\" title=\"Puits &amp;lt;par&gt; quartier\"");
        assertThat(stranger.get(path + "?lang=nl").body()).contains("<h2 id=\"chart\">Putten</h2>");
        assertThat(stranger.get("/datasets/saved-wells/chart").body()).contains("href=\"" + path + "\"");
        assertThat(stranger.get("/datasets/saved-wells").body())
                .contains("href=\"" + path + "\"", "chart__drawing", "<th scope=\"row\">Sud</th>");
        HttpResponse<String> embedded = stranger.get(path + "/embed?lang=nl");
        assertThat(embedded.body())
                .contains("<h1>Putten</h1>", "chart__drawing")
                .doesNotContain("site-header");
        assertThat(embedded.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("frame-ancestors *");
        assertThat(embedded.headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void what_the_types_proposed_stays_when_other_fields_come() throws Exception {
        publish("saved-steps", "Rive;Marches\ngauche;3\ndroite;5\n", "");
        String path = keep("saved-steps", steward.form("/datasets/saved-steps/chart"), "Marches", "");
        publish("saved-steps", "Jour;Rive;Poids;Marches\n2026-01-02;gauche;1;3\n2026-01-03;droite;2;5\n", "");
        assertThat(stranger.get("/datasets/saved-steps/chart").body()).contains("by Jour");
        assertThat(stranger.get(path).body()).contains("<th scope=\"row\">droite</th>", "kind=bar&amp;group=rive");
    }

    @Test
    void a_chart_whose_field_is_gone_says_so() throws Exception {
        publish("saved-lamps", "Rue;Lampes;Puissance\nA;3;60\nB;5;40\n", "");
        String path = keep(
                "saved-lamps",
                steward.form("/datasets/saved-lamps/chart?kind=bar&group=rue&of=puissance&aggregate=avg"),
                "Watts",
                "");
        publish("saved-lamps", "Rue;Lampes\nA;3\nB;6\n", "");
        HttpResponse<String> page = stranger.get(path);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("This chart cannot be drawn of this version", "<code>puissance</code>");
        assertThat(stranger.get(path + "/embed").body()).contains("<code>puissance</code>");
        assertThat(stranger.get("/datasets/saved-lamps").body())
                .doesNotContain("chart__drawing")
                .contains("Lampes");
        assertThat(stranger.get(path + "?as_of=1").body()).contains("chart__drawing");
        publish("saved-lamps", "Rue;Lampes;Puissance\nA;3;beaucoup\nB;6;peu\n", "fields:\n  Puissance: {type: text}\n");
        assertThat(stranger.get(path).body()).contains("<code>puissance</code>");
    }

    @Test
    void it_is_renamed_and_deleted_by_those_who_keep_it_alone() throws Exception {
        publish("saved-doors", "Rue;Portes\nA;3\nB;5\n", "");
        Map<String, String> form = steward.form("/datasets/saved-doors/chart?kind=bar&group=rue");
        assertThat(stranger.post("/datasets/saved-doors/charts", titled(form, "Vol", ""))
                        .statusCode())
                .isIn(401, 403);
        String path = keep("saved-doors", form, "Portes", "Deuren");
        assertThat(stranger.post(path, Map.of("title.fr", "Vol")).statusCode()).isIn(401, 403);
        assertThat(stranger.post(path + "/delete", Map.of()).statusCode()).isIn(401, 403);
        assertThat(steward.form(path)).containsEntry("title.fr", "Portes").containsEntry("title.nl", "Deuren");

        assertThat(steward.post(path, Map.of("title.fr", " Toutes  les portes ", "title.nl", ""))
                        .statusCode())
                .isEqualTo(303);
        assertThat(stranger.get(path + "?lang=nl").body()).contains("<h2 id=\"chart\">Toutes les portes</h2>");

        assertThat(steward.post(path + "/delete", Map.of()).statusCode()).isEqualTo(303);
        assertThat(stranger.get(path).statusCode()).isEqualTo(404);
        assertThat(stranger.get(path + "/embed").statusCode()).isEqualTo(404);
        assertThat(stranger.get("/datasets/saved-doors/chart").body()).doesNotContain(path);
    }

    @Test
    void its_files_carry_its_own_title() throws Exception {
        publish("saved-bells", "Rue;Cloches\nA;3\nB;5\n", "");
        String path = keep(
                "saved-bells",
                steward.form("/datasets/saved-bells/chart?kind=bar&group=rue&aggregate=sum&of=cloches"),
                "Où l’on sonne",
                "Waar geluid wordt");
        String page = stranger.get(path).body();
        assertThat(page).contains("href=\"" + path + ".svg\"", "href=\"" + path + ".csv\"", ">Où l’on sonne</title>");
        HttpResponse<String> drawing = stranger.get(path + ".svg?lang=nl");
        assertThat(drawing.body()).contains(">Waar geluid wordt</text>", ">Waar geluid wordt</title>", path);
        assertThat(drawing.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"saved-bells-waar-geluid-wordt.svg\"");
        HttpResponse<String> figures = stranger.get(path + ".csv?lang=fr");
        assertThat(figures.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"saved-bells-ou-l-on-sonne.csv\"");
        assertThat(figures.body()).endsWith("\r\nB;5\r\nA;3\r\n");
        publish("saved-bells", "Rue;Cloches\nA;3\nB;7\n", "");
        assertThat(stranger.get(path + "?as_of=1").body()).contains("href=\"" + path + ".csv?as_of=1\"");
        assertThat(stranger.get(path + ".csv?as_of=1").body()).contains("B;5");
        assertThat(stranger.get(path + ".png").statusCode()).isEqualTo(404);
        assertThat(stranger.get(path + "x.svg").statusCode()).isEqualTo(404);
    }

    @Test
    void any_of_them_is_placed_first_by_those_who_keep_them_alone() throws Exception {
        publish("saved-gates", "Rue;Grilles\nA;3\nB;5\n", "");
        Map<String, String> form = steward.form("/datasets/saved-gates/chart?kind=bar&group=rue");
        String first = keep("saved-gates", form, "Un", "");
        String second = keep("saved-gates", form, "Deux", "");
        String third = keep("saved-gates", form, "Trois", "");
        assertThat(steward.get(first).body()).doesNotContain(first + "/first");
        assertThat(steward.get(third).body()).contains("action=\"" + third + "/first\"");
        assertThat(stranger.get(third).body()).doesNotContain("/first");
        assertThat(stranger.post(third + "/first", Map.of()).statusCode()).isIn(401, 403);

        assertThat(steward.post(second + "/first", Map.of()).statusCode()).isEqualTo(303);
        assertThat(steward.post(third + "/first", Map.of()).statusCode()).isEqualTo(303);

        String page = stranger.get("/datasets/saved-gates/chart").body();
        assertThat(page).containsSubsequence(third, second, first);
        assertThat(stranger.get("/datasets/saved-gates").body()).contains("href=\"" + third + "\"", ">Trois</title>");
    }

    @Test
    void without_a_title_nothing_is_kept_and_nothing_is_lost() throws Exception {
        publish("saved-walls", "Rue;Murs\nA;3\nB;5\n", "");
        Map<String, String> form = steward.form("/datasets/saved-walls/chart?kind=bar&group=rue&top=5");
        HttpResponse<String> answer = steward.post("/datasets/saved-walls/charts", titled(form, " ", ""));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("Give the chart a title", "name=\"top\" value=\"5\"");
        answer = steward.post("/datasets/saved-walls/charts", titled(form, "x".repeat(301), ""));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("A title has 300 characters at most", "x".repeat(301));
        assertThat(stranger.get("/datasets/saved-walls/chart").body()).doesNotContain("Saved charts");
        assertThat(steward.get("/datasets/saved-walls/charts?lang=nl").headers().firstValue("Location"))
                .hasValue("/datasets/saved-walls/chart");
        assertThat(stranger.get("/datasets/%F0%9F%98%80/charts").statusCode()).isEqualTo(404);
    }

    @Test
    void the_charts_of_a_draft_do_not_exist_for_others() throws Exception {
        publish("saved-plan", "Rue;Plans\nA;3\nB;5\n", "draft: true\n");
        String path = keep("saved-plan", steward.form("/datasets/saved-plan/chart"), "Plans", "");
        assertThat(steward.get(path).statusCode()).isEqualTo(200);
        assertThat(stranger.get(path).statusCode()).isEqualTo(404);
        assertThat(stranger.get(path + "/embed").statusCode()).isEqualTo(404);
        publish("saved-open", "Rue;Plans\nA;3\nB;5\n", "");
        assertThat(stranger.get(path.replace("saved-plan", "saved-open")).statusCode())
                .isEqualTo(404);
    }

    private String keep(String dataset, Map<String, String> form, String french, String dutch) throws Exception {
        HttpResponse<String> kept = steward.post("/datasets/" + dataset + "/charts", titled(form, french, dutch));
        assertThat(kept.statusCode()).isEqualTo(303);
        return kept.headers().firstValue("Location").orElseThrow();
    }

    private static Map<String, String> titled(Map<String, String> form, String french, String dutch) {
        Map<String, String> titled = new LinkedHashMap<>(form);
        titled.put("title.fr", french);
        titled.put("title.nl", dutch);
        return titled;
    }

    private void publish(String id, String rows, String description) throws Exception {
        assertThat(publishFile
                        .publish(
                                new Viewer.Operator(),
                                Files.writeString(folder.resolve(id + ".csv"), rows),
                                "id: " + id + "\n" + description)
                        .refusal())
                .isNull();
    }
}
