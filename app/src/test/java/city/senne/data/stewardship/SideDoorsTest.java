package city.senne.data.stewardship;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.data.catalog.Catalog;
import city.senne.data.catalog.Dataset;
import city.senne.data.catalog.DescribeDataset;
import city.senne.data.catalog.RenameField;
import city.senne.data.ingest.Delivery;
import city.senne.data.ingest.PublishFile;
import city.senne.trust.identity.Viewer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/// What an attacker with an account tries where nobody thinks of access: names, corrections, charts, cursors, messages.
@OpenHouse
class SideDoorsTest extends Houses {
    @Autowired
    private PublishFile publishFile;

    @Autowired
    private RenameField renameField;

    @Autowired
    private Catalog catalog;

    @TempDir
    private Path files;

    @BeforeEach
    void houses(@TempDir Path folder) throws Exception {
        two_organisations_and_a_closed_dataset(folder);
    }

    private void deny(String field) throws Exception {
        Map<String, String> rule = rule("");
        rule.put("audience", "everybody");
        rule.put("effect", "deny");
        rule.remove("rows");
        HttpResponse<String> answer = add(rule, field);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    }

    private void deliver(String rows) throws Exception {
        Path file = Files.writeString(files.resolve(closed + ".csv"), rows);
        Delivery delivery = publishFile.publish(new Viewer.Operator(), file, "id: " + closed + "\n");
        assertThat(delivery.state()).as(delivery.toString()).isEqualTo(Delivery.State.LANDED);
    }

    private void rename(String column, String name) {
        Viewer operator = new Viewer.Operator();
        Dataset dataset = catalog.dataset(operator, closed);
        assertThat(renameField.rename(operator, dataset, dataset.revision(), column, name))
                .isNotInstanceOf(DescribeDataset.Outcome.Wrong.class);
    }

    @Test
    void a_rule_stays_with_its_column_whatever_else_had_its_name() throws Exception {
        level("open");
        deliver("ref;commune;price;rent\nh1;Ixelles;77777;5\n");
        deliver("ref;commune;price\nh1;Ixelles;66666\n");
        rename("price", "rent");
        deny("rent");
        for (String version : new String[] {"", "?as_of=1", "?as_of=2"}) {
            assertThat(stranger.get(API + closed + "/exports/csv" + version).body())
                    .contains("Ixelles")
                    .doesNotContain("9000", "77777", "66666");
        }
    }

    @Test
    void a_condition_that_would_mean_another_column_lets_nobody_in() throws Exception {
        deliver("ref;commune;municipality\nh9;Uccle;Ixelles\n");
        deliver("ref;commune\nh1;Ixelles\nh2;Uccle\n");
        rename("commune", "municipality");
        Map<String, String> rule = rule("partner-" + number);
        rule.put("rows", "municipality = \"Ixelles\"");
        assertThat(add(rule, "ref", "municipality").statusCode()).isEqualTo(303);
        assertThat(partner.get(API + closed + "/records").body())
                .contains("Ixelles")
                .doesNotContain("Uccle");
        assertThat(partner.get(API + closed + "/records?as_of=2").statusCode()).isEqualTo(403);
    }

    @Test
    void why_names_no_field_that_the_reader_does_not_see() throws Exception {
        Map<String, String> rule = rule("partner-" + number);
        rule.put("rows", "owner = \"Anna\"");
        assertThat(add(rule, "ref", "street").statusCode()).isEqualTo(303);
        deny("price");
        String why = partner.get("/datasets/" + closed + "/access").body();
        assertThat(why).contains("Some rows", "Protocol 7").doesNotContain("owner", "Anna", "price");
        assertThat(stranger.get("/datasets/" + closed).body()).doesNotContain("price", "Price");
        assertThat(stranger.get(API + closed).body()).doesNotContain("\"price\"");
    }

    @Test
    void search_confirms_no_denied_field_and_corrects_to_no_hidden_word() throws Exception {
        level("open");
        assertThat(stranger.get("/datasets?q=owner").body()).contains("/datasets/" + closed + "\"");
        deny("owner");
        assertThat(stranger.get("/datasets?q=owner").body()).doesNotContain("/datasets/" + closed + "\"");
        publishFile.publish(
                new Viewer.Operator(),
                Files.writeString(files.resolve("arbreez.csv"), "a;b\n1;2\n"),
                "title: Arbreez\ndraft: true\n");
        assertThat(stranger.get("/datasets?q=arbreex").body()).doesNotContain("arbreez");
    }

    @Test
    void a_saved_chart_of_hidden_fields_is_not_there() throws Exception {
        HttpResponse<String> kept = administrator.post(
                "/datasets/" + closed + "/charts",
                Map.of(
                        "title.en",
                        "Rents of owners",
                        "title.fr",
                        "Loyers",
                        "title.nl",
                        "Huren",
                        "kind",
                        "bar",
                        "group",
                        "owner",
                        "aggregate",
                        "sum",
                        "of",
                        "price"));
        assertThat(kept.statusCode()).as(kept.body()).isEqualTo(303);
        Matcher saved = Pattern.compile("/datasets/[^/]+/charts/\\w+")
                .matcher(kept.headers().firstValue("Location").orElse(kept.body()));
        shared();
        assertThat(partner.get("/datasets/" + closed + "/chart?kind=bar&group=commune")
                        .body())
                .doesNotContain("Rents of owners", "owner");
        assertThat(saved.find()).isTrue();
        assertThat(partner.get(saved.group()).statusCode()).isEqualTo(404);
        assertThat(partner.get(saved.group() + "/embed").statusCode()).isEqualTo(404);
    }

    @Test
    void a_walk_tells_nothing_of_the_rows_between() throws Exception {
        shared();
        String first = partner.ask(API + closed + "/records?limit=1&order_by=ref&cursor=*")
                .body();
        assertThat(first).contains("\"h1\"");
        Matcher next = Pattern.compile("cursor=([\\w-]{20,})").matcher(first.substring(first.indexOf("next")));
        assertThat(next.find()).isTrue();
        assertThat(new String(Base64.getUrlDecoder().decode(next.group(1)), StandardCharsets.UTF_8))
                .contains("\"position\":null");
        String second = partner.ask(API + closed + "/records?limit=1&order_by=ref&cursor=" + next.group(1))
                .body();
        assertThat(second).contains("\"h3\"").doesNotContain("\"h1\"");
    }

    @Test
    void a_condition_does_not_read_the_clock() throws Exception {
        Map<String, String> rule = rule("partner-" + number);
        rule.put("rows", "now() < date'2030-01-01'");
        assertThat(add(rule, "ref").body()).contains("cannot depend on the present moment");
    }

    @Test
    void no_refusal_tells_that_a_hidden_dataset_is_there() throws Exception {
        level("hidden");
        for (String deed : new String[] {"publish", "withdraw", "delete", "edit/access/level", "edit/access/rules"}) {
            int there = other.post("/datasets/" + closed + "/" + deed, Map.of("level", "open"))
                    .statusCode();
            assertThat(there)
                    .as(deed)
                    .isEqualTo(other.post("/datasets/never-was/" + deed, Map.of("level", "open"))
                            .statusCode());
        }
        assertThat(other.post("/datasets/deleted/" + closed + "/restore", Map.of())
                        .statusCode())
                .isEqualTo(404);
    }

    /// Things that other forms say, put into a form that does not.
    @Test
    void a_form_changes_nothing_that_it_has_no_input_for() throws Exception {
        Dataset before = catalog.dataset(new Viewer.Operator(), closed);
        for (String form : new String[] {"/edit", "/edit/fields"}) {
            Map<String, String> entries = administrator.form("/datasets/" + closed + form);
            entries.putAll(Map.of(
                    "level", "open",
                    "stage", "deleted",
                    "organisation", "partner-" + number,
                    "organisationId", "partner-" + number,
                    "subject.level", "open",
                    "uid", "da_stolen",
                    "id", open));
            entries.remove("then");
            assertThat(administrator.post("/datasets/" + closed + form, entries).statusCode())
                    .as(form)
                    .isEqualTo(303);
        }
        Dataset after = catalog.dataset(new Viewer.Operator(), closed);
        assertThat(after.subject()).isEqualTo(before.subject());
        assertThat(after.uid()).isEqualTo(before.uid());
        assertThat(partner.get(API + closed + "/records").statusCode()).isEqualTo(403);
    }

    @Test
    void a_key_becomes_no_more_by_what_is_put_into_its_wish() throws Exception {
        HttpResponse<String> made = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(
                                        URI.create("http://localhost:" + administrator.port() + "/api/account/keys"))
                                .header("Authorization", "Apikey " + administrator.key())
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString("""
                                        {"name": "sly", "datasets": ["%s"], "may": ["read"], "is_administrator": true,
                                         "administrator": true, "scope": null, "verbs": ["manage"]}
                                        """.formatted(open)))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        Matcher key = Pattern.compile("senne_[\\w-]+").matcher(made.body());
        assertThat(key.find()).as(made.body()).isTrue();
        Steward sly = new Steward(administrator.port(), key.group());
        assertThat(sly.get("/people").statusCode()).isEqualTo(403);
        assertThat(sly.get(API + closed + "/records").statusCode()).isEqualTo(404);
        assertThat(sly.post("/datasets/" + open + "/edit", Map.of()).statusCode())
                .isEqualTo(403);
    }
}
