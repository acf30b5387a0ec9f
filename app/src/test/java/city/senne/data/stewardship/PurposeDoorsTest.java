package city.senne.data.stewardship;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.trust.identity.Viewer;
import city.senne.trust.keys.CreateKey;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Where a rule demands that its purpose is said, what is got by saying it is not got without, in no door.
@OpenHouse
class PurposeDoorsTest extends Houses {
    private static final String AUDIT = "Audit of empty houses";
    private static final String TAXES = "Taxes";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @Autowired
    private CreateKey createKey;

    @BeforeEach
    void a_rule_that_demands_its_purpose(@TempDir Path folder) throws Exception {
        two_organisations_and_a_closed_dataset(folder);
        demanded("partner-" + number, AUDIT, "ref", "street", "geo_point_2d");
    }

    private void demanded(String organisation, String purpose, String... fields) throws Exception {
        Map<String, String> rule = rule(organisation);
        rule.put("purpose", purpose);
        rule.put("demands-purpose", "true");
        HttpResponse<String> answer = add(rule, fields);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    }

    private HttpResponse<String> asks(Steward who, String purpose, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + who.port() + path));
        request.header("Accept-Language", "en");
        if (who.key() != null) request.header("Authorization", "Apikey " + who.key());
        if (!purpose.isEmpty()) request.header("Senne-Purpose", purpose);
        for (int i = 0; i < headers.length; i += 2) request.header(headers[i], headers[i + 1]);
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
    }

    private static String saying(String purpose) {
        return "purpose=" + URLEncoder.encode(purpose, UTF_8);
    }

    @Test
    void the_rule_counts_for_who_says_its_very_text() throws Exception {
        String records = API + closed + "/records";
        for (String said : List.of(AUDIT, AUDIT.toUpperCase(), "  audit  of empty HOUSES ")) {
            assertThat(asks(partner, said, records).body()).contains("h1", "h3").doesNotContain("h2", "Anna");
        }
        assertThat(asks(partner, "", records + "?" + saying(AUDIT)).body()).contains("h1");
        for (String said : List.of("", "Audit", TAXES, "*", "%", AUDIT + " and more")) {
            assertThat(asks(partner, said, records).statusCode()).as(said).isEqualTo(403);
        }
        assertThat(asks(stranger, AUDIT, records).statusCode()).isEqualTo(401);
        assertThat(asks(other, AUDIT, records).statusCode()).isEqualTo(403);
    }

    @Test
    void who_says_none_is_told_what_she_could_say_and_nobody_else_is() throws Exception {
        demanded("other-" + number, TAXES, "ref");
        JsonNode refused = JsonMapper.shared()
                .readTree(asks(partner, "", API + closed + "/records").body());
        assertThat(refused.path("error_code").asString()).isEqualTo("PurposeNeeded");
        assertThat(refused.path("purposes").toString()).isEqualTo("[\"" + AUDIT + "\"]");
        JsonNode tile = JsonMapper.shared()
                .readTree(asks(partner, "", "/tiles/" + closed + "/1/0/0/0.mvt", "Accept", "application/json")
                        .body());
        assertThat(tile.path("code").asString()).isEqualTo("purpose-needed");
        assertThat(tile.path("purposes").toString()).isEqualTo("[\"" + AUDIT + "\"]");
        assertThat(asks(partner, "", "/api/records/1.0/search/?dataset=" + closed)
                        .body())
                .contains(AUDIT);
        for (String door :
                List.of(API + closed + "/records", "/datasets/" + closed, "/datasets/" + closed + "/access")) {
            assertThat(asks(other, "", door, "Accept", "*/*").body()).as(door).doesNotContain(AUDIT);
            assertThat(asks(stranger, "", door, "Accept", "*/*").body()).doesNotContain(AUDIT, TAXES);
        }
        JsonNode told = JsonMapper.shared()
                .readTree(
                        asks(partner, "", "/api/datasets/" + closed + "/access").body());
        assertThat(told.path("permitted").asBoolean()).isFalse();
        assertThat(told.path("reason").asString()).isEqualTo("purpose-needed");
        assertThat(told.path("purposes").toString()).isEqualTo("[\"" + AUDIT + "\"]");
        assertThat(told.path("rules").size()).isZero();
        JsonNode said = JsonMapper.shared()
                .readTree(asks(partner, AUDIT, "/api/datasets/" + closed + "/access")
                        .body());
        assertThat(said.path("permitted").asBoolean()).isTrue();
        assertThat(said.path("purpose").asString()).isEqualTo(AUDIT);
        assertThat(said.path("rules").path(0).path("demands_purpose").asBoolean())
                .isTrue();
    }

    @Test
    void every_door_gives_with_it_and_not_without() throws Exception {
        for (String door : List.of(
                API + closed + "/records",
                API + closed + "/facets",
                API + closed + "/exports/csv",
                API + closed + "/exports/parquet",
                API + closed + "/versions",
                API + closed + "/diff?from=1&to=1",
                "/api/v2/catalog/datasets/" + closed + "/records",
                "/api/records/1.0/search/?dataset=" + closed,
                "/api/records/1.0/download/?dataset=" + closed,
                API + open + "/records?join=" + closed + "%20on%20ref%20%3D%20ref%20as%20c&select=c.street",
                "/tiles/" + closed + "/1/0/0/0.mvt",
                "/datasets/" + closed + "/table",
                "/datasets/" + closed + "/chart?kind=bar&group=street",
                "/datasets/" + closed + "/export")) {
            HttpResponse<String> given = asks(partner, AUDIT, door, "Accept", "text/html, */*");
            assertThat(given.statusCode()).as(door + given.body()).isEqualTo(200);
            String tag = given.headers().firstValue("ETag").orElse("\"none\"");
            for (String without : List.of("", TAXES)) {
                HttpResponse<String> refused = asks(partner, without, door, "If-None-Match", tag);
                assertThat(refused.statusCode()).as(door).isEqualTo(403);
                assertThat(refused.body()).doesNotContain("Iris");
            }
        }
    }

    @Test
    void a_part_without_saying_and_another_when_saying_have_names_of_their_own() throws Exception {
        assertThat(add(rule("partner-" + number), "ref").statusCode()).isEqualTo(303);
        String records = API + closed + "/records?order_by=ref";
        HttpResponse<String> less = asks(partner, "", records);
        HttpResponse<String> more = asks(partner, AUDIT, records);
        assertThat(less.body()).contains("h1").doesNotContain("Iris");
        assertThat(more.body()).contains("Iris");
        String tag = more.headers().firstValue("ETag").orElseThrow();
        assertThat(less.headers().firstValue("ETag").orElseThrow()).isNotEqualTo(tag);
        assertThat(asks(partner, AUDIT, records, "If-None-Match", tag).statusCode())
                .isEqualTo(304);
        HttpResponse<String> again = asks(partner, "", records, "If-None-Match", tag);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).doesNotContain("Iris");
        assertThat(asks(partner, "", API + closed + "/facets?facet=street").body())
                .doesNotContain("Iris");
    }

    @Test
    void what_is_hidden_shows_in_the_catalogue_what_each_could_see_and_no_more() throws Exception {
        demanded("other-" + number, TAXES, "ref", "price");
        level("hidden");
        String catalogue = API.substring(0, API.length() - 1) + "?limit=100&where=dataset_id%3D%22" + closed + "%22";
        // One after the other, as a table that is kept for the one would be handed to the other.
        assertThat(asks(partner, "", catalogue).body()).contains("\"street\"").doesNotContain("\"price\"", "\"owner\"");
        assertThat(asks(other, "", catalogue).body()).contains("\"price\"").doesNotContain("\"street\"", "\"owner\"");
        assertThat(asks(other, TAXES, catalogue).body()).contains("\"price\"").doesNotContain("\"street\"");
        String page =
                asks(partner, "", "/datasets/" + closed, "Accept", "text/html").body();
        assertThat(page).contains(AUDIT, "street").doesNotContain("owner", TAXES);
        assertThat(asks(stranger, "", "/datasets/" + closed).statusCode()).isEqualTo(404);
        assertThat(asks(stranger, AUDIT, catalogue).body()).doesNotContain("street");
    }

    @Test
    void what_cannot_be_understood_is_refused_clearly() throws Exception {
        String records = API + closed + "/records";
        assertThat(asks(partner, "x".repeat(200), records).statusCode()).isEqualTo(403);
        HttpResponse<String> tooLong = asks(partner, "x".repeat(201), records);
        assertThat(tooLong.statusCode()).isEqualTo(400);
        assertThat(tooLong.body()).contains("at most 200 characters");
        for (String broken : List.of("purpose=%00", "purpose=a%0Ab", "purpose=%FF%FE", "purpose=a&purpose=b")) {
            assertThat(asks(partner, "", records + "?" + broken).statusCode())
                    .as(broken)
                    .isEqualTo(400);
        }
        assertThat(asks(partner, AUDIT, records + "?" + saying(TAXES)).statusCode())
                .isEqualTo(400);
        assertThat(asks(partner, AUDIT, records + "?" + saying(AUDIT)).statusCode())
                .isEqualTo(200);
        String turned = AUDIT.substring(0, 5) + "\u202E\u2066\u200F" + AUDIT.substring(5);
        assertThat(asks(partner, "", records + "?" + saying(turned)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void letters_beyond_ascii_are_read_as_they_are_meant() throws Exception {
        demanded("partner-" + number, "Contrôle des loyers", "ref");
        String records = API + closed + "/records";
        assertThat(asks(partner, "", records + "?" + saying("Contrôle des loyers"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void of_open_data_it_is_accepted_and_ignored() throws Exception {
        String records = API + open + "/records?limit=1";
        HttpResponse<String> plain = asks(stranger, "", records);
        for (HttpResponse<String> said :
                List.of(asks(stranger, AUDIT, records), asks(stranger, "", records + "&" + saying(AUDIT)))) {
            assertThat(said.body()).isEqualTo(plain.body()).doesNotContain("purpose");
            assertThat(said.headers().firstValue("ETag"))
                    .isEqualTo(plain.headers().firstValue("ETag"));
            assertThat(said.headers().firstValue("Link"))
                    .isEqualTo(plain.headers().firstValue("Link"));
        }
        assertThat(asks(stranger, "", "/api/records/1.0/search/?dataset=" + open + "&" + saying(AUDIT))
                        .body())
                .doesNotContain("Audit");
    }

    @Test
    void the_journal_tells_the_purpose_and_what_let_her_in() throws Exception {
        demanded("partner-" + number, TAXES, "ref", "street", "geo_point_2d");
        assertThat(asks(
                                partner,
                                "audit OF empty houses",
                                API + closed + "/records?" + saying(AUDIT) + "&where=ref%3D%22h1%22")
                        .statusCode())
                .isEqualTo(200);
        JsonNode entry = told().getFirst();
        assertThat(entry.path("details").path("purpose").asString()).isEqualTo(AUDIT);
        assertThat(entry.path("details").path("rules").asString()).hasSize(36);
        assertThat(entry.path("details").path("rows").asString()).isEqualTo("1");
        assertThat(entry.path("personal").path("said").asString()).isEqualToIgnoringCase(AUDIT);
        assertThat(entry.path("personal").path("question").asString()).isEqualTo("where=ref=\"h1\"");
        // A map for one purpose is another read than the same map for another.
        int before = told().size();
        for (String purpose : List.of(AUDIT, AUDIT, TAXES)) {
            assertThat(asks(partner, purpose, "/tiles/" + closed + "/1/0/0/0.mvt")
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(told()).hasSize(before + 2);
    }

    private List<JsonNode> told() throws Exception {
        List<JsonNode> entries = new ArrayList<>();
        JsonMapper.shared()
                .readTree(administrator
                        .ask("/api/journal/entries?limit=1000&kind=data-read&dataset=" + closed)
                        .body())
                .forEach(entries::add);
        return entries;
    }

    @Test
    void a_key_says_the_purpose_that_it_was_made_for() throws Exception {
        Steward audits = key(AUDIT.toLowerCase());
        String records = API + closed + "/records";
        assertThat(asks(audits, "", records).statusCode()).isEqualTo(200);
        assertThat(asks(audits, AUDIT, records).statusCode()).isEqualTo(200);
        HttpResponse<String> another = asks(audits, TAXES, records);
        assertThat(another.statusCode()).isEqualTo(403);
        assertThat(another.body()).contains("audit of empty houses");
        assertThat(asks(key(TAXES), "", records).statusCode()).isEqualTo(403);
        assertThat(asks(key(TAXES), AUDIT, records).statusCode()).isEqualTo(403);
    }

    private Steward key(String purpose) {
        CreateKey.Wish wish = new CreateKey.Wish("for one", "partner-" + number, 1, null, null, purpose);
        if (createKey.create(new Viewer.Operator(), wish) instanceof CreateKey.Outcome.Created created) {
            return new Steward(partner.port(), created.key().text());
        }
        throw new AssertionError("No key");
    }

    @Test
    void a_steward_sees_what_others_see_when_they_say_it() throws Exception {
        String page = administrator.get("/datasets/" + closed + "/edit/access").body();
        assertThat(page).contains("saying: " + AUDIT, "For those who say: " + AUDIT);
        String as = "/datasets/" + closed + "/access?as=organisation:partner-" + number;
        assertThat(administrator.get(as).body())
                .contains("once they say for what they read", AUDIT)
                .doesNotContain("They see these");
        assertThat(administrator
                        .get(as + "&saying=" + URLEncoder.encode(AUDIT, UTF_8))
                        .body())
                .contains("They see these 3 fields", "said now");
        String told = "/api" + as;
        assertThat(administrator.ask(told).body()).contains("\"permitted\":false");
        assertThat(administrator
                        .ask(told + "&saying=" + URLEncoder.encode(AUDIT, UTF_8))
                        .body())
                .contains("\"permitted\":true");
        assertThat(partner.get("/datasets/" + closed + "/access?saying=" + URLEncoder.encode(AUDIT, UTF_8))
                        .body())
                .contains("once you say for what you read it");
    }

    @Test
    void what_nobody_can_say_is_not_demanded() throws Exception {
        for (Map<String, String> wrong : List.of(
                Map.of("purpose", ""),
                Map.of("purpose", "x".repeat(201)),
                Map.of("purpose", "Agreement  12"),
                Map.of("purpose", TAXES, "effect", "deny"),
                Map.of("purpose", TAXES, "audience", "everybody"))) {
            Map<String, String> rule = rule("partner-" + number);
            rule.put("demands-purpose", "true");
            rule.putAll(wrong);
            assertThat(add(rule, "ref").statusCode()).as(wrong.toString()).isEqualTo(422);
        }
    }
}
