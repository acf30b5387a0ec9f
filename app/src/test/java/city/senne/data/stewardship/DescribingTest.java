package city.senne.data.stewardship;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.data.ingest.Delivery;
import city.senne.data.ingest.PublishFile;
import city.senne.data.standards.Fault;
import city.senne.trust.identity.Viewer;
import city.senne.trust.keys.CreateKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What people say about datasets on their pages, and what becomes of it.
@OpenHouse
class DescribingTest {
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
    void what_is_said_shows_on_the_page_and_in_the_api_at_once() throws Exception {
        publish("benches", "place;height\nA;1\n", "");
        Map<String, String> form = steward.form("/datasets/benches/edit");
        form.put("title.fr", "Bancs publics");
        form.put("title.nl", "Zitbanken");
        form.put("text.fr", "Tous les **bancs**.");
        form.put("publisher.nl", "Openbare ruimte");
        form.put("contact.email", "bancs@ville.example");
        form.put("licence.choice", "CC BY 4.0");
        form.put("theme.TRAN", "on");
        form.put("keywords.fr", "bancs, sièges; bancs");
        form.put("keywords.nl", "zitbanken");
        form.put("frequency", "annual");
        form.put("territory.nl", "Vijfhoek");
        form.put("place.21004", "on");
        form.put("language.NLD", "on");
        form.put("hvd.c_b79e35eb", "on");
        form.put("from", "2019-03");
        form.put("until", "2024");

        assertThat(steward.post("/datasets/benches/edit", form).statusCode()).isEqualTo(303);

        assertThat(stranger.get("/datasets/benches?lang=nl").body())
                .contains("zitbanken")
                .doesNotContain("sièges");
        assertThat(stranger.get("/datasets?q=benches&lang=nl").body())
                .contains("keyword=zitbanken")
                .doesNotContain("keyword=bancs");
        assertThat(stranger.get("/datasets?keyword=bancs&lang=nl").body()).contains("/datasets/benches");
        assertThat(stranger.get("/datasets/benches?lang=nl").body())
                .contains("<h1>Zitbanken</h1>", "Openbare ruimte", "Vervoer", "elk jaar", "mailto:bancs@ville.example")
                .contains("Nederlands", "Mobiliteit", "Brussel")
                .contains("Vijfhoek", "maart 2019 – 2024", "\"temporalCoverage\":\"2019-03/2024\"")
                .contains("https://creativecommons.org/licenses/by/4.0/");
        JsonNode metas = api("benches", "fr").get("metas");
        assertThat(metas.at("/default/title").asString()).isEqualTo("Bancs publics");
        assertThat(metas.at("/default/description").asString()).contains("<strong>bancs</strong>");
        assertThat(metas.at("/default/theme/0").asString()).isEqualTo("Transports");
        assertThat(metas.at("/default/keyword").size()).isEqualTo(2);
        assertThat(metas.at("/default/license_url").asString()).contains("/by/4.0/");
        assertThat(metas.at("/dcat/contact_email").asString()).isEqualTo("bancs@ville.example");
        assertThat(metas.at("/dcat/spatial").asString()).isEqualTo("Vijfhoek");
        assertThat(metas.at("/dcat/temporal_coverage_start").asString()).isEqualTo("2019-03");
        assertThat(metas.at("/dcat/accrualperiodicity").asString()).endsWith("/frequency/ANNUAL");
        assertThat(json("/catalog/datasets?select=title&where=dataset_id%3D%22benches%22&lang=nl")
                        .at("/results/0/title")
                        .asString())
                .isEqualTo("Zitbanken");
    }

    @Test
    void a_page_says_what_would_raise_the_score_and_leads_to_fields_that_are_there() throws Exception {
        publish("bare", "a;b\n1;2\n", "");
        String quality = steward.get("/datasets/bare/edit/quality?lang=en").body();
        assertThat(quality)
                .contains("The period described", "+20", "A theme of the EU", "+30")
                .doesNotContain("dcterms:", "standards.");
        String form = steward.get("/datasets/bare/edit?lang=en").body();
        assertThat(Pattern.compile("/datasets/bare/edit#([^\"]+)")
                        .matcher(quality)
                        .results()
                        .map(link -> link.group(1)))
                .contains("entry-theme", "entry-place", "entry-licence.choice")
                .allMatch(place -> form.contains("id=\"" + place + "\""));
        assertThat(Stream.of(
                                "title",
                                "description",
                                "publisher",
                                "contactPoint",
                                "license",
                                "keyword",
                                "theme",
                                "spatial",
                                "temporal",
                                "language",
                                "accrualPeriodicity",
                                "applicableLegislation")
                        .map(property -> new Fault("Dataset", property, Fault.Wrong.MISSING).path("bare")))
                .allMatch(path -> form.contains("id=\"" + path.replaceFirst(".*#", "") + "\""));
        // Others have published meanwhile, and the page shows those with most to win.
        assertThat(steward.get("/metadata-quality?lang=en").body()).contains("/edit/quality");
        assertThat(stranger.get("/metadata-quality?lang=en").body())
                .contains("/datasets/")
                .doesNotContain("/edit/quality");
    }

    @Test
    void a_title_made_of_the_file_name_becomes_one_in_the_language_of_who_saves_it() throws Exception {
        publish("stands", "a;b\n1;2\n", "publisher: Voirie\n");
        assertThat(stranger.get("/datasets/stands?lang=nl").body()).contains("<h1>Stands</h1>");
        Map<String, String> form = steward.form("/datasets/stands/edit?lang=fr");
        assertThat(form)
                .containsEntry("title.fr", "Stands")
                .containsEntry("publisher.fr", "Voirie")
                .doesNotContainKeys("title.und", "publisher.und");
        form.put("title.fr", "Étals");
        form.put("title.nl", "Kramen");

        var answer = steward.post("/datasets/stands/edit?lang=fr", form);

        assertThat(answer.headers().firstValue("Location")).hasValue("/datasets/stands/edit?saved=true");
        assertThat(steward.get("/datasets/stands/edit?saved=true").body())
                .contains("role=\"status\"", "<a href=\"/datasets/stands\">See the page</a>");
        assertThat(stranger.get("/datasets/stands?lang=en").body()).contains("<h1>Étals</h1>");
        assertThat(steward.form("/datasets/stands/edit?lang=en"))
                .containsEntry("title.en", "")
                .doesNotContainKey("title.und");

        publish("stands", "a;b\n1;3\n", "title: Kramen\npublisher: Voirie\n");
        assertThat(stranger.get("/datasets/stands?lang=fr").body()).contains("<h1>Étals</h1>");
    }

    @Test
    void a_text_of_no_language_stays_until_a_form_that_offers_it_says_otherwise() throws Exception {
        publish("racks", "a;b\n1;2\n", "title: {fr: Râteliers}\nkeywords: [vélo]\n");
        Map<String, String> form = steward.form("/datasets/racks/edit?lang=fr");
        form.remove("keywords.fr");
        form.remove("keywords.nl");
        form.remove("keywords.en");
        steward.post("/datasets/racks/edit", form);
        assertThat(stranger.get("/datasets/racks").body()).contains("vélo");

        publish("racks", "a;b\n1;2\n", "title: Racks\n");
        form = steward.form("/datasets/racks/edit?lang=fr");
        form.put("title.fr", "");
        form.put("title.en", "Bicycle racks");
        steward.post("/datasets/racks/edit", form);
        assertThat(stranger.get("/datasets/racks?lang=nl").body()).contains("<h1>Bicycle racks</h1>");
    }

    @Test
    void a_delivery_that_landed_names_what_the_description_lacks() throws Exception {
        Delivery delivery = publish("posts", "a;b\n1;2\n", "publisher: Voirie\n");
        String page = "/deliveries/" + delivery.id();
        assertThat(steward.get(page + "?lang=fr").body())
                .contains("href=\"/datasets/posts\"", "href=\"/datasets/posts/edit\"", "Compléter la description")
                .contains("ce que disent les données", "sous quelle licence on peut les utiliser", "à qui s’adresser")
                .doesNotContain("qui les publie")
                .contains("livré par opérateur");
        Map<String, String> form = steward.form("/datasets/posts/edit");
        form.put("text.fr", "Tous les poteaux.");
        form.put("licence.choice", "CC BY 4.0");
        form.put("contact.name", "Voirie");
        steward.post("/datasets/posts/edit", form);
        assertThat(steward.get(page + "?lang=fr").body())
                .contains("href=\"/datasets/posts\"")
                .doesNotContain("Compléter la description");
    }

    @Test
    void to_read_a_delivery_again_leaves_what_was_said_since() throws Exception {
        Delivery delivery = publish("sheds", "a;b\n1;2\n", "title: {en: Sheds}\n");
        Map<String, String> form = steward.form("/datasets/sheds/edit");
        form.put("title.en", "Bicycle sheds");
        form.put("title.nl", "Fietsenstallingen");
        steward.post("/datasets/sheds/edit", form);

        String again = steward.post("/deliveries/" + delivery.id() + "/reread", Map.of("type.0", "text"))
                .headers()
                .firstValue("Location")
                .orElseThrow();
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (steward.get(again).body().contains(again + "/progress")) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.sleep(50);
        }

        assertThat(api("sheds", "nl").at("/fields/0/type").asString()).isEqualTo("text");
        assertThat(api("sheds", "nl").at("/metas/default/title").asString()).isEqualTo("Fietsenstallingen");
        assertThat(api("sheds", "en").at("/metas/default/title").asString()).isEqualTo("Bicycle sheds");
    }

    @Test
    void a_period_that_cannot_be_is_explained_beside_its_input() throws Exception {
        publish("periods", "place;day;year\nA;31/12/2021;1999\nB;01/02/2020;2003\n", "");
        assertThat(stranger.get("/datasets/periods?lang=en").body())
                .contains("1 February 2020 – 31 December 2021", "by “day”");
        Map<String, String> form = steward.form("/datasets/periods/edit");
        form.put("from", "2021");
        form.put("until", "last year");
        assertThat(steward.post("/datasets/periods/edit?lang=en", form).body())
                .contains("“last year” is no year, month or day.");
        form.put("until", "2020-12");
        assertThat(steward.post("/datasets/periods/edit?lang=en", form).body())
                .contains("The end comes before the beginning (2021).");
        form.put("until", "");
        assertThat(steward.post("/datasets/periods/edit", form).statusCode()).isEqualTo(303);
        assertThat(stranger.get("/datasets/periods?lang=en").body()).contains("since 2021");
    }

    @Test
    void each_reader_is_told_in_her_language_which_field_tells_the_period() throws Exception {
        publish("spans", "place;day\nA;31/12/2021\n", "fields:\n  day: {label: {fr: Jour, nl: Dag}}\n");
        assertThat(stranger.get("/datasets/spans?lang=nl").body()).contains("volgens “Dag”");
        assertThat(stranger.get("/datasets/spans?lang=fr").body()).contains("d’après « Jour »");
    }

    @Test
    void only_themes_that_the_form_offers_are_kept() throws Exception {
        publish("themed", "a;b\n1;2\n", "themes: [Environment, Brume]\n");
        Map<String, String> form = steward.form("/datasets/themed/edit");
        form.put("theme." + "x".repeat(5_000), "on");
        form.put("theme.", "on");
        form.put("theme.TRAN", "on");
        form.put("theme.Brume", "on");
        assertThat(steward.post("/datasets/themed/edit", form).statusCode()).isEqualTo(303);
        String page = steward.get("/datasets/themed/edit").body();
        assertThat(page).doesNotContain("xxxxx", "name=\"theme.\"", "name=\"theme.ENVI\" checked");
        assertThat(page).contains("name=\"theme.TRAN\" checked", "name=\"theme.Brume\" checked");
    }

    @Test
    void notes_on_fields_survive_the_next_delivery_whatever_its_description_file_says() throws Exception {
        String file = "fields:\n  place: {label: Spot, annotations: [facet]}\n";
        publish("lamps", "place;height\nA;1\n", file);
        Map<String, String> form = steward.form("/datasets/lamps/edit/fields");
        form.put("fields.place.label.fr", "Lieu");
        form.put("fields.height.description.nl", "boven de grond");
        form.put("fields.height.unit", "m");
        form.put("fields.height.facet", "on");
        assertThat(steward.post("/datasets/lamps/edit/fields", form).statusCode())
                .isEqualTo(303);

        publish("lamps", "place;height\nA;1\nB;2\n", file);

        JsonNode fields = api("lamps", "fr").get("fields");
        assertThat(fields.at("/0/label").asString()).isEqualTo("Lieu");
        assertThat(fields.at("/0/annotations/facet").isMissingNode()).isTrue();
        assertThat(fields.at("/1/description").asString()).isEqualTo("boven de grond");
        assertThat(fields.at("/1/annotations/unit").asString()).isEqualTo("m");
        assertThat(json("/catalog/datasets/lamps/facets").at("/facets").toString())
                .contains("\"name\":\"height\"")
                .doesNotContain("\"name\":\"place\"");
        assertThat(stranger.get("/api/explore/v2.1/catalog/datasets/lamps/exports/csv?use_labels=true&lang=fr")
                        .body())
                .startsWith("\uFEFFLieu;");
    }

    @Test
    void what_is_left_as_it_was_delivered_goes_on_following_deliveries() throws Exception {
        publish("poles", "place;height\nA;1\n", "fields:\n  height: {unit: m}\n");
        steward.post("/datasets/poles/edit/fields", steward.form("/datasets/poles/edit/fields"));
        publish("poles", "place;height\nA;2\n", "fields:\n  height: {unit: cm, label: Hoogte}\n");
        assertThat(api("poles", "fr").at("/fields/1/annotations/unit").asString())
                .isEqualTo("cm");
        assertThat(api("poles", "fr").at("/fields/1/label").asString()).isEqualTo("Hoogte");
    }

    @Test
    void a_delivery_calls_its_fields_in_several_languages_until_it_or_a_person_says_otherwise() throws Exception {
        String file = """
                fields:
                  place: {label: {fr: Lieu, nl: Plaats}, description: {nl: Waar}, annotations: [facet]}
                  n: {label: {fr: Nombre, nl: Aantal}, unit: {fr: places, nl: plaatsen}}
                """;
        publish("seats", "place;n\nA;12\n", file);
        assertThat(stranger.get("/datasets/seats?lang=nl").body())
                .contains("Plaats", "Waar", "Aantal", "(plaatsen)")
                .doesNotContain("Lieu", "Nombre", "(places)");
        assertThat(stranger.get("/datasets/seats/table?lang=nl").body())
                .contains("Plaats", "Aantal")
                .doesNotContain("Lieu");
        assertThat(stranger.get("/datasets/seats/chart?lang=nl").body()).contains("Aantal (plaatsen)");
        assertThat(stranger.get("/datasets?q=aantal&lang=nl").body()).contains("/datasets/seats");
        assertThat(api("seats", "fr").at("/fields/1/annotations/unit").asString())
                .isEqualTo("places");
        assertThat(stranger.get("/api/explore/v2.1/catalog/datasets/seats/exports/csv?use_labels=true&lang=nl")
                        .body())
                .startsWith("\uFEFFPlaats;Aantal");
        assertThat(steward.get("/datasets/seats/edit/fields").body()).contains("placeholder=\"Plaats\"");

        Map<String, String> form = steward.form("/datasets/seats/edit/fields");
        form.put("fields.place.label.nl", "Plek");
        steward.post("/datasets/seats/edit/fields", form);
        publish("seats", "place;n\nB;13\n", "fields: {n: {label: N}}");

        assertThat(api("seats", "nl").at("/fields/0/label").asString()).isEqualTo("Plek");
        assertThat(api("seats", "nl").at("/fields/0/description").asString()).isEqualTo("Waar");
        assertThat(api("seats", "nl").at("/fields/1/label").asString()).isEqualTo("N");
        assertThat(api("seats", "nl").at("/fields/1/annotations/unit").asString())
                .isEqualTo("plaatsen");
    }

    @Test
    void a_mistake_is_told_beside_its_input_and_nothing_typed_is_lost() throws Exception {
        publish("bins", "a;b\n1;2\n", "title: Bins\n");
        Map<String, String> form = steward.form("/datasets/bins/edit");
        for (String language : new String[] {"fr", "nl", "en"}) form.put("title." + language, " ");
        form.put("text.en", "Bins of the <city> & more");
        form.put("contact.email", "not an address");
        form.put("licence.choice", "other");
        form.put("licenceUrl", "javascript:alert(1)");

        var answer = steward.post("/datasets/bins/edit", form);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("Give the dataset a title", "is not an e-mail address", "is not a web address")
                .contains("Bins of the &lt;city&gt; &amp; more", "value=\"not an address\"")
                .contains("href=\"#entry-title.en\"", "id=\"error-contact.email\"");
        assertThat(api("bins", "en").at("/metas/default/title").asString()).isEqualTo("Bins");
    }

    @Test
    void who_comes_second_sees_both_texts_and_decides() throws Exception {
        publish("taps", "a;b\n1;2\n", "title: Taps\n");
        Map<String, String> mine = steward.form("/datasets/taps/edit");
        Map<String, String> theirs = steward.form("/datasets/taps/edit");
        theirs.put("text.en", "Their words");
        mine.put("text.en", "My words");
        assertThat(steward.post("/datasets/taps/edit", theirs).statusCode()).isEqualTo(303);

        var answer = steward.post("/datasets/taps/edit", mine);

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("My words</textarea>", "<p class=\"theirs__text\">Their words</p>");
        mine.put("revision", "2");
        assertThat(steward.post("/datasets/taps/edit", mine).statusCode()).isEqualTo(303);
        assertThat(stranger.get("/datasets/taps").body()).contains("My words").doesNotContain("Their words");
    }

    @Test
    void a_delivery_that_says_nothing_new_does_not_make_a_form_outdated() throws Exception {
        publish("signs", "a;b\n1;2\n", "title: Signs\n");
        Map<String, String> form = steward.form("/datasets/signs/edit");
        publish("signs", "a;b\n1;3\n", "title: Signs\n");
        assertThat(steward.post("/datasets/signs/edit", form).statusCode()).isEqualTo(303);
    }

    @Test
    void only_those_who_may_describe_are_let_in() throws Exception {
        publish("gates", "a;b\n1;2\n", "title: Gates\n");
        var answer = stranger.get("/datasets/gates/edit");
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location").orElse("")).startsWith("/sign-in");
        assertThat(stranger.post("/datasets/gates/edit", Map.of("title.en", "Mine"))
                        .statusCode())
                .isIn(401, 403);
        assertThat(stranger.get("/datasets/gates").body()).doesNotContain("/edit");
        assertThat(steward.get("/datasets/nothing-here/edit").statusCode()).isEqualTo(404);
    }

    private Delivery publish(String id, String rows, String description) throws Exception {
        return publishFile.publish(
                new Viewer.Operator(),
                Files.writeString(folder.resolve(id + ".csv"), rows),
                "id: " + id + "\n" + description);
    }

    private JsonNode api(String id, String language) throws Exception {
        return json("/catalog/datasets/" + id + "?lang=" + language);
    }

    private JsonNode json(String path) throws Exception {
        return JsonMapper.shared()
                .readTree(stranger.get("/api/explore/v2.1" + path).body());
    }
}
