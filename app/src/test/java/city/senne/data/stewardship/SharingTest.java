package city.senne.data.stewardship;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.data.ingest.Delivery;
import city.senne.data.ingest.PublishFile;
import city.senne.trust.identity.CreateKey;
import city.senne.trust.identity.Viewer;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/// A steward shares three fields of one commune's rows with a partner, through pages alone. In every door
/// the partner gets what everybody gets of a dataset that holds nothing else.
@OpenHouse
class SharingTest {
    private static final String API = "/api/explore/v2.1/catalog/datasets/";
    private static final String ALL = """
            ref;street;commune;owner;price;place
            h1;Rue de l’Iris;Ixelles;Anna;100;50.82,4.36
            h2;Rue de la Source;Uccle;Bert;9000;50.80,4.33
            h3;Quai du Canal;Ixelles;Carl;300;50.83,4.37
            h4;Rue du Puits;Uccle;Dora;7;50.79,4.34
            """;
    private static final String PART = """
            ref;street;commune
            h1;Rue de l’Iris;Ixelles
            h3;Quai du Canal;Ixelles
            """;
    private static int number;

    @LocalServerPort
    private int port;

    @Autowired
    private PublishFile publishFile;

    @Autowired
    private CreateKey createKey;

    @TempDir
    private Path folder;

    private Steward administrator;
    private Steward stranger;
    private Steward partner;
    private Steward other;
    private String closed = "";
    private String open = "";

    @BeforeEach
    void two_organisations_and_a_closed_dataset() throws Exception {
        number++;
        administrator = Steward.administrator(port, createKey);
        stranger = Steward.stranger(port);
        organisation("partner-" + number);
        organisation("other-" + number);
        partner = machine("partner-" + number);
        other = machine("other-" + number);
        closed = publish("houses-closed-" + number, ALL);
        open = publish("houses-of-all-" + number, PART);
        level("restricted");
    }

    private void organisation(String id) throws Exception {
        assertThat(administrator
                        .post("/organisations", Map.of("id", id, "name.en", "Office " + id, "parent", ""))
                        .statusCode())
                .isEqualTo(303);
    }

    private Steward machine(String organisation) {
        if (createKey.create(new Viewer.Operator(), "reads", organisation)
                instanceof CreateKey.Outcome.Created created) {
            return new Steward(port, created.key().text());
        }
        throw new AssertionError("No key");
    }

    private String publish(String id, String rows) throws Exception {
        Path file = Files.writeString(folder.resolve(id + ".csv"), rows);
        assertThat(publishFile.publish(new Viewer.Operator(), file, "").state()).isEqualTo(Delivery.State.LANDED);
        return id;
    }

    private void level(String level) throws Exception {
        HttpResponse<String> answer =
                administrator.post("/datasets/" + closed + "/edit/access/level", Map.of("level", level));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    }

    private Map<String, String> rule(String organisation) {
        Map<String, String> rule = new HashMap<>();
        rule.put("effect", "permit");
        rule.put("audience", "organisation:" + organisation);
        rule.put("rows", "commune = \"Ixelles\"");
        rule.put("reason", "Protocol 7");
        rule.put("until", LocalDate.now(ZoneOffset.UTC).plusMonths(6).toString());
        return rule;
    }

    private HttpResponse<String> add(Map<String, String> rule, String... fields) throws Exception {
        return administrator.postSeveral("/datasets/" + closed + "/edit/access/rules", rule, "fields", fields);
    }

    private void shared() throws Exception {
        HttpResponse<String> answer = add(rule("partner-" + number), "ref", "street", "commune");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    }

    /// What differs between any two datasets.
    private String plain(HttpResponse<String> answer, String id) {
        String body = answer.body()
                .replace(id, "DATASET")
                .replace("H" + id.substring(1), "TITLE")
                .replaceAll("20\\d\\d-\\d\\d-\\d\\dT[0-9:.+Z]+(00:00)?", "TIME")
                .replaceAll("da_[a-z0-9]+", "UID");
        return answer.statusCode() + " " + body;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/records",
                "/records?select=*",
                "/records?select=owner",
                "/records?select=owner as o",
                "/records?select=`owner`",
                "/records?where=owner=\"Anna\"",
                "/records?where=`price`>10",
                "/records?where=price>10 or 1=1",
                "/records?where=search(\"Anna\")",
                "/records?where=search(\"Ixelles\")",
                "/records?where=\"Uccle\"",
                "/records?where=search(owner, \"Anna\")",
                "/records?where=ref=\"h2\"",
                "/records?where=startswith(ref, \"h\")",
                "/records?where=commune=\"Uccle\" or true",
                "/records?where=within_distance(place, geom'POINT(4.33 50.80)', 1km)",
                "/records?order_by=price",
                "/records?order_by=owner desc",
                "/records?order_by=`owner`",
                "/records?group_by=owner",
                "/records?group_by=commune&select=commune,count(*) as n",
                "/records?group_by=commune&select=count(owner)",
                "/records?select=sum(price) as s",
                "/records?select=count(*) as n,max(price) as m",
                "/records?select=include(o*)",
                "/records?select=exclude(street)",
                "/records?refine=commune:Uccle",
                "/records?refine=owner:Anna",
                "/records?exclude=commune:Ixelles",
                "/records?limit_per=owner:1",
                "/records?qv1=Anna",
                "/records?timezone=Asia/Tokyo",
                "/records?limit=-1",
                "/records?offset=1",
                "/records?cursor=*",
                "/facets",
                "/facets?facet=commune",
                "/facets?facet=owner",
                "/facets?facet=facet(name=\"owner\")",
                "/exports/json",
                "/exports/jsonl",
                "/exports/csv?delimiter=;",
                "/exports/csv?select=owner",
                "/exports/geojson",
                "/exports/kml",
                "/diff?from=1&to=1",
                "/attachments",
            })
    void every_door_answers_as_if_the_rest_were_not_there(String question) throws Exception {
        shared();
        String asked = question.contains("?")
                ? question.substring(0, question.indexOf('?') + 1)
                        + encoded(question.substring(question.indexOf('?') + 1))
                : question;
        String seen = plain(partner.get(API + closed + asked), closed);
        assertThat(seen).isEqualTo(plain(stranger.get(API + open + asked), open));
        assertThat(seen).doesNotContain("Anna", "9000", "Puits");
    }

    private static String encoded(String query) {
        StringBuilder encoded = new StringBuilder();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (!encoded.isEmpty()) encoded.append('&');
            encoded.append(pair, 0, equals + 1)
                    .append(URLEncoder.encode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return encoded.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v2/catalog/datasets/%s/records",
                "/api/records/1.0/search/?dataset=%s&facet=commune",
                "/api/records/1.0/search/?dataset=%s&q=Dora",
                "/api/records/1.0/search/?dataset=%s&sort=price",
                "/api/records/1.0/analyze/?dataset=%s&x=commune&y.n.func=COUNT",
                "/api/records/1.0/analyze/?dataset=%s&x=commune&y.n.func=SUM&y.n.expr=price",
                "/api/records/1.0/download/?dataset=%s&format=csv",
            })
    void older_doors_too(String path) throws Exception {
        shared();
        assertThat(plain(partner.get(path.formatted(closed)), closed))
                .isEqualTo(plain(stranger.get(path.formatted(open)), open))
                .doesNotContain("Anna", "9000", "Puits");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/table",
                "/table?q=Anna",
                "/table?sort=price",
                "/chart?kind=bar&group=commune",
                "/export",
                "/versions",
                "/api"
            })
    void pages_show_no_more(String page) throws Exception {
        shared();
        HttpResponse<String> seen = partner.get("/datasets/" + closed + page);
        assertThat(seen.statusCode()).isEqualTo(200);
        assertThat(seen.body()).doesNotContain("<td>Anna", "9000", "Puits", "50.8", "4 rows", ">owner<", "Owner");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/table", "/map", "/chart", "/export", "/versions", "/table/embed"})
    void who_is_not_let_in_is_told_so(String page) throws Exception {
        shared();
        assertThat(other.get("/datasets/" + closed + page).statusCode()).isEqualTo(403);
        HttpResponse<String> entrance = stranger.get("/datasets/" + closed + page);
        assertThat(entrance.statusCode()).isEqualTo(303);
        assertThat(entrance.headers().firstValue("Location").orElseThrow()).startsWith("/sign-in");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/records",
                "/facets",
                "/exports/csv",
                "/exports/parquet",
                "/exports/xlsx",
                "/diff?from=1&to=1",
                "/versions",
                "/records?select=count(*)"
            })
    void nothing_of_the_data_for_who_is_not_let_in(String door) throws Exception {
        shared();
        HttpResponse<String> refused = other.get(API + closed + door);
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(403);
        assertThat(refused.body()).contains("ForbiddenAccess");
        assertThat(stranger.get(API + closed + door).statusCode()).isEqualTo(401);
    }

    @Test
    void the_metadata_of_a_restricted_dataset_are_there_without_figures() throws Exception {
        String told = stranger.get(API + closed).body();
        assertThat(told)
                .contains("\"records_count\":null", "\"data_visible\":false", "owner")
                .doesNotContain("Anna");
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
        }
        assertThat(partner.get("/datasets?q=" + closed).body()).contains("/datasets/" + closed + "\"");
        assertThat(partner.get("/api/explore/v2.1/catalog/exports/json").body()).contains(closed);
        assertThat(partner.get(API + closed).body())
                .contains("\"street\"", "\"records_count\":null")
                .doesNotContain("owner", "price");
    }

    @Test
    void a_map_draws_no_hidden_row() throws Exception {
        assertThat(add(rule("partner-" + number), "ref", "place").statusCode()).isEqualTo(303);
        String tiles = "/tiles/" + closed + "/1";
        HttpResponse<String> told = partner.get(tiles + "/tilejson.json");
        assertThat(told.statusCode()).as(told.body()).isEqualTo(200);
        assertThat(told.body()).contains("\"senne_places\":2").doesNotContain("50.79", "4.33", "owner");
        HttpResponse<String> whole = partner.get(tiles + "/0/0/0.mvt");
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.headers().firstValue("Cache-Control")).contains("private, no-cache");
        assertThat(whole.body()).doesNotContain("h2", "owner", "Anna");
        assertThat(partner.get("/datasets/" + closed + "/map").body()).doesNotContain("50.79", "h2", "Puits");
        for (String door : new String[] {"/tilejson.json", "/0/0/0.mvt"}) {
            assertThat(other.get(tiles + door).statusCode()).isEqualTo(403);
            assertThat(stranger.get(tiles + door).statusCode()).isIn(303, 401);
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
        assertThat(partner.get(API + closed + "/exports/csv").body().replace("\uFEFF", ""))
                .isEqualToNormalizingNewlines("""
                        street;commune;price
                        Rue de l’Iris;Ixelles;
                        ;Uccle;9000
                        Quai du Canal;Ixelles;
                        ;Uccle;7
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
