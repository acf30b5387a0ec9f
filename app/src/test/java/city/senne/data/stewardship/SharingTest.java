package city.senne.data.stewardship;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A steward says who else sees a closed dataset, through pages alone.
@OpenHouse
class SharingTest extends Houses {
    @BeforeEach
    void houses(@TempDir Path folder) throws Exception {
        two_organisations_and_a_closed_dataset(folder);
    }

    @Test
    void the_metadata_of_a_restricted_dataset_are_there_without_figures() throws Exception {
        String told = stranger.get(API + closed).body();
        assertThat(told)
                .contains("\"records_count\":null", "\"data_visible\":false", "owner")
                .doesNotContain("Anna");
        for (String format : new String[] {"data.json", "ttl"}) {
            assertThat(stranger.get("/api/explore/v2.1/catalog/exports/" + format)
                            .body())
                    .contains("/datasets/" + closed)
                    .doesNotContain("/datasets/" + closed + "/exports");
        }
        HttpResponse<String> page = stranger.get("/datasets/" + closed);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .doesNotContain("/datasets/" + closed + "/table", "50.79")
                .contains("not open");
    }

    @Test
    void a_hidden_dataset_is_not_there_for_others() throws Exception {
        level("hidden");
        shared();
        for (Steward reader : new Steward[] {stranger, other}) {
            assertThat(reader.get(API + closed).statusCode()).isEqualTo(404);
            assertThat(reader.get(API + closed + "/records").statusCode()).isEqualTo(404);
            assertThat(reader.get("/datasets/" + closed).statusCode()).isEqualTo(404);
            assertThat(reader.get("/datasets/" + closed + "/access").statusCode())
                    .isEqualTo(404);
            assertThat(reader.get("/datasets?q=" + closed).body()).doesNotContain("/datasets/" + closed + "\"");
            assertThat(reader.get("/sitemap.xml").body()).doesNotContain(closed);
            assertThat(reader.get("/feed/en.atom").body()).doesNotContain(closed);
            assertThat(reader.get("/api/explore/v2.1/catalog/exports/json").body())
                    .doesNotContain(closed);
            assertThat(reader.get("/api/explore/v2.1/catalog/exports/ttl").body())
                    .doesNotContain(closed);
            assertThat(reader.get("/api/datasets/1.0/search/?rows=1000").body()).doesNotContain(closed);
            assertThat(reader.get("/catalog.ttl").body()).doesNotContain(closed);
            assertThat(reader.get("/metadata-quality").body()).doesNotContain(closed);
            for (String asked : new String[] {"limit=1000", "ids=" + closed, "q=" + closed, "bbox=4,50,5,51"}) {
                HttpResponse<String> records = reader.ask("/ogc/collections/datasets/items?" + asked);
                assertThat(records.statusCode()).isEqualTo(200);
                assertThat(records.body()).doesNotContain("\"id\":\"" + closed);
            }
            assertThat(reader.ask("/ogc/collections/datasets/items/" + closed).statusCode())
                    .isEqualTo(404);
            assertThat(reader.get("/datasets/" + closed + "/edit/quality").statusCode())
                    .isEqualTo(404);
        }
        assertThat(partner.get("/datasets?q=" + closed).body()).contains("/datasets/" + closed + "\"");
        assertThat(partner.get("/api/explore/v2.1/catalog/exports/json").body()).contains(closed);
        String record = "/ogc/collections/datasets/items";
        assertThat(partner.ask(record + "?ids=" + closed).body()).contains("\"numberMatched\":1");
        // Where all rows lie would tell of those that she does not see.
        assertThat(partner.ask(record + "/" + closed).body()).contains("\"geometry\":null");
        assertThat(partner.ask(record + "?bbox=4,50,5,51&ids=" + closed).body()).contains("\"numberMatched\":0");
        assertThat(partner.ask(record + "?q=owner&ids=" + closed).body()).contains("\"numberMatched\":0");
        assertThat(partner.get(API + closed).body())
                .contains("\"street\"", "\"records_count\":null")
                .doesNotContain("owner", "price");
    }

    @Test
    void a_map_draws_no_hidden_row() throws Exception {
        assertThat(add(rule("partner-" + number), "ref", "geo_point_2d").statusCode())
                .isEqualTo(303);
        String tiles = "/tiles/" + closed + "/1";
        HttpResponse<String> told = partner.ask(tiles + "/tilejson.json");
        assertThat(told.statusCode()).as(told.body()).isEqualTo(200);
        assertThat(told.body()).contains("\"senne_places\":2").doesNotContain("50.79", "4.33", "owner");
        HttpResponse<String> whole = partner.ask(tiles + "/0/0/0.mvt");
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.headers().firstValue("Cache-Control")).contains("private, no-store");
        assertThat(whole.body()).doesNotContain("h2", "owner", "Anna");
        String styles = "/ogc/collections/" + closed + "/styles/places";
        assertThat(partner.ask(styles).statusCode()).isEqualTo(200);
        assertThat(partner.ask(styles).body())
                .isNotEqualTo(administrator.ask(styles).body());
        assertThat(other.ask(styles).statusCode()).isEqualTo(403);
        assertThat(stranger.ask(styles).statusCode()).isEqualTo(401);
        String ogc = "/ogc/collections/" + closed + "/tiles";
        for (String grid : new String[] {"/WebMercatorQuad", "/BelgianLambert2008Quad"}) {
            HttpResponse<String> drawn = partner.ask(ogc + grid + "/0/0/0");
            assertThat(drawn.statusCode()).isEqualTo(200);
            assertThat(drawn.headers().firstValue("Cache-Control")).contains("private, no-store");
            assertThat(drawn.body()).doesNotContain("h2", "owner", "Anna");
            // The rows that she does not see lie farthest in the south.
            HttpResponse<String> limits = partner.ask(ogc + grid);
            assertThat(limits.body()).doesNotContain("50.79", "4.33", "owner");
            assertThat(limits.body()).isNotEqualTo(administrator.ask(ogc + grid).body());
            for (String door : new String[] {"", grid, grid + "/0/0/0"}) {
                assertThat(other.ask(ogc + door).statusCode()).isEqualTo(403);
                assertThat(stranger.ask(ogc + door).statusCode()).isEqualTo(401);
            }
        }
        assertThat(partner.get("/datasets/" + closed + "/map").body()).doesNotContain("50.79", ">h2<", "Puits");
        for (String door : new String[] {"/tilejson.json", "/0/0/0.mvt"}) {
            assertThat(other.ask(tiles + door).statusCode()).isEqualTo(403);
            assertThat(stranger.ask(tiles + door).statusCode()).isIn(303, 401);
        }
    }

    @Test
    void no_other_dataset_brings_hidden_rows_in_by_a_join() throws Exception {
        shared();
        String join = API + open + "/records?select=ref,c.owner&join=" + closed + "%20on%20ref%20%3D%20ref%20as%20c";
        assertThat(partner.get(join).body()).contains("Unknown field").doesNotContain("Anna");
        assertThat(other.get(join).statusCode()).isEqualTo(403);
        assertThat(stranger.get(join).statusCode()).isEqualTo(401);
    }

    @Test
    void files_given_with_a_dataset_are_for_who_sees_all_of_it() throws Exception {
        shared();
        assertThat(partner.get(API + closed + "/attachments").body()).contains("\"attachments\":[]");
    }

    @Test
    void what_is_denied_is_denied_whatever_is_permitted() throws Exception {
        shared();
        Map<String, String> whole = rule("partner-" + number);
        whole.remove("rows");
        assertThat(add(whole).statusCode()).isEqualTo(303);
        assertThat(partner.get(API + closed + "/exports/csv").body()).contains("Anna", "Puits");
        Map<String, String> denied = rule("partner-" + number);
        denied.put("effect", "deny");
        denied.put("rows", "price > 1000");
        assertThat(add(denied).statusCode()).isEqualTo(303);
        assertThat(partner.get(API + closed + "/exports/csv").body())
                .contains("Anna", "Puits")
                .doesNotContain("9000");
        denied.remove("rows");
        assertThat(add(denied, "owner").statusCode()).isEqualTo(303);
        assertThat(partner.get(API + closed + "/exports/csv").body())
                .contains("Puits")
                .doesNotContain("Anna", "owner", "9000");
        assertThat(add(denied).statusCode()).isEqualTo(303);
        assertThat(partner.get(API + closed + "/exports/csv").statusCode()).isEqualTo(403);
    }

    @Test
    void two_rules_together_give_no_value_that_neither_gives() throws Exception {
        assertThat(add(rule("partner-" + number), "street", "commune").statusCode())
                .isEqualTo(303);
        Map<String, String> uccle = rule("partner-" + number);
        uccle.put("rows", "commune = \"Uccle\"");
        assertThat(add(uccle, "commune", "price").statusCode()).isEqualTo(303);
        String sorted = "/exports/csv?with_bom=false&order_by=commune,street,price";
        assertThat(partner.get(API + closed + sorted).body()).isEqualToNormalizingNewlines("""
                        street;commune;price
                        Quai du Canal;Ixelles;
                        Rue de l’Iris;Ixelles;
                        ;Uccle;7
                        ;Uccle;9000
                        """);
    }

    @Test
    void access_ends_with_its_rule_on_the_next_question() throws Exception {
        shared();
        assertThat(partner.get(API + closed + "/records").statusCode()).isEqualTo(200);
        Matcher end = Pattern.compile("/datasets/[^\"]+/rules/[^\"]+/end")
                .matcher(administrator
                        .get("/datasets/" + closed + "/edit/access")
                        .body());
        assertThat(end.find()).isTrue();
        assertThat(partner.post(end.group(), Map.of()).statusCode()).isEqualTo(403);
        assertThat(administrator.post(end.group(), Map.of()).statusCode()).isEqualTo(303);
        assertThat(partner.get(API + closed + "/records").statusCode()).isEqualTo(403);
    }

    @Test
    void answers_are_not_shared_between_readers() throws Exception {
        shared();
        String path = API + closed + "/records?order_by=ref";
        String ofAdministrator = administrator.get(path.replace(" ", "%20")).body();
        String ofPartner = partner.get(path).body();
        assertThat(ofAdministrator).contains("Anna");
        assertThat(ofPartner).doesNotContain("Anna");
        assertThat(administrator.get(path).headers().firstValue("ETag"))
                .isNotEqualTo(partner.get(path).headers().firstValue("ETag"));
        assertThat(partner.get(path).body()).isEqualTo(ofPartner);
    }

    @Test
    void only_who_answers_for_it_shares_it() throws Exception {
        String form = "/datasets/" + closed + "/edit/access";
        for (Steward reader : new Steward[] {partner, other}) {
            assertThat(reader.get(form).statusCode()).isEqualTo(403);
            assertThat(reader.post(form + "/level", Map.of("level", "open")).statusCode())
                    .isEqualTo(403);
            assertThat(reader.post(form + "/rules", rule("other-" + number)).statusCode())
                    .isEqualTo(403);
        }
        assertThat(stranger.get(form).statusCode()).isEqualTo(303);
        assertThat(partner.get("/organisations").statusCode()).isEqualTo(403);
        assertThat(partner.post("/organisations", Map.of("id", "mine", "name.en", "Mine"))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void a_rule_that_makes_no_sense_is_refused_where_it_is_wrong() throws Exception {
        Map<String, String> rule = rule("partner-" + number);
        rule.put("rows", "comune = \"Ixelles\"");
        assertThat(add(rule).body()).contains("This condition cannot be read: Unknown field: comune");
        rule.put("rows", "commune = \"Ixelles\") or (true");
        assertThat(add(rule).statusCode()).isEqualTo(422);
        rule = rule("partner-" + number);
        assertThat(administrator
                        .post("/datasets/" + closed + "/edit/access/rules", rule)
                        .body())
                .contains("Tick the fields that the rule is about");
        rule.put("until", "2020-01-01");
        assertThat(add(rule).body()).contains("This day is over");
        rule.put("until", "tomorrow");
        assertThat(add(rule).body()).contains("“tomorrow” is no date");
        rule = rule("partner-" + number);
        rule.put("reason", " ");
        assertThat(add(rule).body()).contains("Say why");
        assertThat(add(rule("nobody")).body()).contains("Nobody here is called “nobody”");
        assertThat(add(rule("partner-" + number), "colour").body()).contains("The dataset has no field “colour”");
        assertThat(administrator.get("/datasets/" + closed + "/edit/access").body())
                .contains("No rule yet");
    }

    @Test
    void anybody_reads_why_she_sees_what_she_sees() throws Exception {
        shared();
        assertThat(partner.get("/datasets/" + closed + "/access").body())
                .contains("A rule lets you see this dataset", "Protocol 7", "commune = \"Ixelles\"")
                .doesNotContain("owner");
        assertThat(other.get("/datasets/" + closed + "/access").body()).contains("none is about you");
        assertThat(stranger.get("/datasets/" + closed + "/access").body()).contains("not open to all");
    }
}
