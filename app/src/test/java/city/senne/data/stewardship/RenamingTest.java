package city.senne.data.stewardship;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.data.ingest.Delivery;
import city.senne.data.ingest.PublishFile;
import city.senne.engine.delivery.Reason;
import city.senne.trust.identity.Viewer;
import city.senne.trust.keys.CreateKey;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.test.util.ReflectionTestUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A field gets another name; who asks by the old one goes on getting answers, and is told.
@OpenHouse
class RenamingTest {
    private static final String TREES =
            "species;height;planted\nAcer;12;2001-04-01\nTilia;8;2010-11-05\nAcer;3;2020-03-01\n";
    private static int datasets;

    @LocalServerPort
    private int port;

    @Autowired
    private PublishFile publishFile;

    @Autowired
    private CreateKey createKey;

    @TempDir
    private Path folder;

    private Steward steward;
    private String id;

    @BeforeEach
    void publishTrees() throws Exception {
        steward = Steward.administrator(port, createKey);
        id = "renamed-" + ++datasets;
        publish(TREES, "fields:\n  species:\n    annotations: facet\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "records?select=height&order_by=height",
                "records?select=include(height)&where=height > 1&order_by=height",
                "records?select=height + 1 as more, height&group_by=height&order_by=height",
                "exports/json?select=height&order_by=height",
            })
    void the_old_name_answers_under_itself_and_says_so(String question) throws Exception {
        rename("height", "height_m");

        HttpResponse<String> response = api("v2.1", question);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        JsonNode rows = JsonMapper.shared().readTree(response.body());
        JsonNode first = rows.isArray() ? rows.get(0) : rows.at("/results/0");
        assertThat(first.path("height").asInt()).isEqualTo(3);
        assertThat(first.has("height_m")).isFalse();
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        assertThat(header(response, "ODS-Explore-API-Deprecation"))
                .isEqualTo("FIELD_RENAMED: The field height is called height_m; its former name answers until "
                        + today.plusDays(365));
        assertThat(header(response, "Deprecation"))
                .isEqualTo("@" + today.atStartOfDay(ZoneOffset.UTC).toEpochSecond());
        assertThat(header(response, "Sunset")).endsWith("00:00:00 GMT");
        assertThat(header(response, "Link")).contains("/datasets/" + id + "/api>; rel=\"deprecation\"");
    }

    @Test
    void everything_and_the_new_name_answer_without_a_word_of_the_old_one() throws Exception {
        rename("height", "height_m");

        HttpResponse<String> all = api("v2.1", "records?where=height_m = 8");

        assertThat(fields(all)).containsExactly("species", "height_m", "planted");
        assertThat(all.headers().firstValue("Deprecation")).isEmpty();
        assertThat(fields(api("v2.1", "records?select=*,height"))).contains("height", "height_m");
        assertThat(fields(api("v2.1", "records?select=exclude(height)"))).containsExactly("species", "planted");
        assertThat(api("v2.1", "records?select=nothing").body()).contains("Unknown field: nothing");
    }

    @Test
    void facets_and_refinements_know_both_names() throws Exception {
        rename("species", "taxon");

        HttpResponse<String> old = api("v2.1", "facets?facet=species&refine=species:Acer");
        assertThat(JsonMapper.shared().readTree(old.body()).at("/facets/0/name").asString())
                .isEqualTo("species");
        assertThat(header(old, "ODS-Explore-API-Deprecation")).contains("called taxon");
        assertThat(api("v2.1", "records?refine=taxon:Acer").body()).contains("\"total_count\":2");
        assertThat(api("v2.1", "records?exclude=species:Acer").body()).contains("\"total_count\":1");
        assertThat(api("v2.1", "facets").body()).contains("taxon").doesNotContain("species");
    }

    @Test
    void older_versions_of_the_api_know_both_names() throws Exception {
        rename("height", "height_m");

        HttpResponse<String> second = api("v2.0", "records?select=height&sort=-height&rows=1");
        assertThat(second.body()).contains("\"height\":12");
        assertThat(second.headers().allValues("ODS-Explore-API-Deprecation"))
                .anyMatch(value -> value.startsWith("FIELD_RENAMED"))
                .anyMatch(value -> value.startsWith("API_V2_0"));
        HttpResponse<String> first =
                get("/api/records/1.0/search?dataset=" + id + "&q=height:8&sort=height&fields=height");
        assertThat(first.body()).contains("\"nhits\":1", "\"height\":8");
        HttpResponse<String> analysis =
                get("/api/records/1.0/analyze?dataset=" + id + "&x=species&y.most.expr=height&y.most.func=MAX");
        assertThat(analysis.body()).contains("\"x\":\"Acer\",\"most\":12");
        for (HttpResponse<String> response : List.of(first, analysis)) {
            assertThat(response.headers().allValues("ODS-Explore-API-Deprecation"))
                    .anyMatch(value -> value.startsWith("FIELD_RENAMED"));
        }
    }

    @Test
    void a_walk_goes_on_over_the_renaming() throws Exception {
        String next = header(api("v2.1", "records?select=height&order_by=height&limit=1&cursor=*"), "Link")
                .replaceFirst("^<https?://[^/]+(.*)>; rel=\"next\"$", "$1");

        rename("height", "height_m");

        HttpResponse<String> after = get(next);
        assertThat(after.body()).contains("\"height\":8");
        assertThat(after.headers().allValues("Link"))
                .anyMatch(link -> link.contains("rel=\"next\""))
                .anyMatch(link -> link.contains("rel=\"deprecation\""));
    }

    @Test
    void files_with_either_header_land_in_the_same_field() throws Exception {
        rename("height", "height_m");

        assertThat(publish(TREES + "Ulmus;20;2022-01-01\n", "").state()).isEqualTo(Delivery.State.LANDED);
        assertThat(api("v2.1", "records?where=height_m=20").body()).contains("\"total_count\":1");
        assertThat(publish(TREES.replace("height", "height_m") + "Ulmus;21;2022-01-01\n", "")
                        .state())
                .isEqualTo(Delivery.State.LANDED);

        assertThat(fields(api("v2.1", "records"))).containsExactly("species", "height_m", "planted");
        assertThat(api("v2.1", "records?where=height=21").body()).contains("\"total_count\":1");
        assertThat(fields(api("v2.1", "records?as_of=1"))).containsExactly("species", "height_m", "planted");
        assertThat(api("v2.1", "records?as_of=1&where=height=12&select=height").body())
                .contains("\"height\":12");
        assertThat(api("v2.1", "diff?from=2&to=3&where=height >= 20").body())
                .contains("\"height_m\":20", "\"height_m\":21");
    }

    @Test
    void a_description_file_renames_too() throws Exception {
        String description = """
                fields:
                  size:
                    formerly: [height]
                    label: {fr: Hauteur}
                """;

        Delivery delivery = publish(TREES.replace("height", "size"), description);

        assertThat(delivery.state()).isEqualTo(Delivery.State.LANDED);
        assertThat(fields(api("v2.1", "records"))).containsExactly("species", "size", "planted");
        assertThat(header(api("v2.1", "records?select=height"), "Deprecation")).isNotEmpty();
        assertThat(get("/api/explore/v2.1/catalog/datasets/" + id + "?lang=fr").body())
                .contains("Hauteur");
        // What somebody says afterwards on a page is not undone by the same file.
        rename("height", "tallness");
        publish(TREES.replace("height", "size") + "Ulmus;20;2022-01-01\n", description);
        assertThat(fields(api("v2.1", "records"))).containsExactly("species", "tallness", "planted");
        assertThat(api("v2.1", "records?select=size&where=height=20").body()).contains("\"size\":20");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Two fields become one.
                "{species: {name: z, formerly: [species]}, height: {name: Z, formerly: [height]}}",
                "{species: {name: z, formerly: [species]}, height: {name: z}}",
                // A former name is given to another field.
                "{species: {name: taxon, formerly: [species]}, height: {name: species, formerly: [height]}}",
                "{species: {name: height, formerly: [species]}, height: {name: species, formerly: [height]}}",
                "{planted: {name: taxon, formerly: [planted]}}",
                "{planted: {name: taxon, formerly: [height_m, planted]}}",
            })
    void a_description_file_does_not_cross_fields(String fields) throws Exception {
        publish(TREES, "fields: {species: {name: taxon, formerly: [species]}}\n");
        String before = api("v2.1", "records?order_by=height").body();

        Delivery delivery = publish(TREES + "Ulmus;20;2022-01-01\n", "fields: " + fields + "\n");

        assertThat(delivery.state()).isEqualTo(Delivery.State.REFUSED);
        assertThat(delivery.refusal()).extracting(Reason::code).isEqualTo("delivery.field_name");
        assertThat(api("v2.1", "records?order_by=height").body()).isEqualTo(before);
    }

    @Test
    void names_are_not_swapped_but_may_stand_beside_each_other() throws Exception {
        String swapped = "fields: {species: {name: height, formerly: [species]},"
                + " height: {name: species, formerly: [height]}}\n";
        Delivery refused = publish(TREES + "Ulmus;20;2022-01-01\n", swapped);
        assertThat(refused.refusal()).extracting(Reason::code).isEqualTo("delivery.field_name");

        Delivery landed = publish(TREES + "Ulmus;21;2022-01-01\n", "fields: {height: {formerly: [species]}}\n");
        assertThat(landed.state()).isEqualTo(Delivery.State.LANDED);
        assertThat(api("v2.1", "records?where=height=21 and species='Ulmus'").body())
                .contains("\"total_count\":1");
    }

    @Test
    void the_field_of_a_join_may_be_called_as_before() throws Exception {
        String other = id + "-heights";
        Path file = Files.writeString(folder.resolve(other + ".csv"), "metres;word\n3;low\n8;middling\n12;high\n");
        publishFile.publish(new Viewer.Operator(), file, "id: " + other + "\n");
        rename("height", "height_m");

        HttpResponse<String> response = api(
                "v2.1", "records?select=species,h.word&order_by=height_m&join=" + other + " on height = metres as h");

        assertThat(response.body())
                .contains("{\"species\":\"Acer\",\"h.word\":\"low\"},{\"species\":\"Tilia\",\"h.word\":\"middling\"}");
        assertThat(header(response, "ODS-Explore-API-Deprecation")).contains("The field height is called height_m");
    }

    @Test
    void pages_and_their_addresses_know_both_names() throws Exception {
        Map<String, String> chart =
                steward.form("/datasets/" + id + "/chart?kind=bar&group=species&aggregate=sum&of=height&from.height=5");
        chart.put("title.fr", "Hauteurs");
        String saved = steward.post("/datasets/" + id + "/charts", chart)
                .headers()
                .firstValue("Location")
                .orElseThrow();
        String before = get(saved + ".csv").body();

        rename("height", "height_m");
        rename("species", "taxon");

        HttpResponse<String> table = get("/datasets/" + id + "/table?sort=-height&from.height=10&columns=species");
        assertThat(header(table, "Location")).endsWith("/table?sort=-height_m&from.height_m=10&columns=taxon");
        assertThat(get("/datasets/" + id + "/table?sort=-height_m&from.height_m=10")
                        .body())
                .contains("Acer")
                .doesNotContain("Tilia");
        assertThat(header(get("/datasets/" + id + "/chart?kind=bar&group=species&of=height"), "Location"))
                .endsWith("/chart?kind=bar&group=taxon&of=height_m");
        assertThat(before).contains("12", "Acer", "Tilia");
        assertThat(get(saved + ".csv").body()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                Height M  | This one could be
                9m        | begins with a letter
                order     | This one could be “order_field”
                planted   | Another field
                recordid  | of its own
                a__b      | single underscores
                height    | its name already
                """)
    void a_name_that_cannot_be_is_explained(String name, String why) throws Exception {
        Map<String, String> form = steward.form(page("height"));
        form.put("name", name);

        HttpResponse<String> response = steward.post(page("height"), form);

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.body()).contains(why).contains("value=\"" + name + "\"");
        assertThat(fields(api("v2.1", "records"))).contains("height");
    }

    @Test
    void a_former_name_is_not_given_to_another_field_and_may_be_taken_back() throws Exception {
        rename("height", "height_m");
        Map<String, String> form = steward.form(page("planted"));
        form.put("name", "height");
        assertThat(steward.post(page("planted"), form).statusCode()).isEqualTo(422);

        rename("height", "height");

        assertThat(fields(api("v2.1", "records"))).containsExactly("species", "height", "planted");
        assertThat(header(api("v2.1", "records?select=height_m"), "Deprecation"))
                .isNotEmpty();
        assertThat(header(api("v2.1", "records?select=height"), "Deprecation")).isEmpty();
    }

    @Test
    void who_describes_fields_sees_names_and_keeps_them() throws Exception {
        rename("height", "height_m");
        String fields = "/datasets/" + id + "/edit/fields";
        assertThat(steward.get(fields).body()).contains("<code>height_m</code>");

        Map<String, String> form = steward.form(fields);
        form.put("fields.height.label.en", "Height");
        assertThat(steward.post(fields, form).statusCode()).isEqualTo(303);

        assertThat(fields(api("v2.1", "records"))).contains("height_m");
        assertThat(Steward.stranger(port).get(page("height")).statusCode()).isIn(401, 403, 303, 302);
    }

    @Test
    void who_used_a_name_is_shown_before_it_is_given_up(@Autowired ApplicationContext beans) throws Exception {
        assertThat(steward.get(page("height")).body()).contains("No call of the API named “height”");
        api("v2.1", "records?where=height>1&order_by=height");
        api("v2.1", "exports/csv?select=height");
        api("v2.1", "records");
        api("v2.1", "records?select=height&where=nothing=1");
        for (int i = 0; i < 3; i++) {
            steward.get("/api/explore/v2.1/catalog/datasets/" + id + "/records?group_by=height");
        }
        ReflectionTestUtils.invokeMethod(beans.getBean("keepUsage"), "keep");

        String body = steward.get(page("height")).body();

        assertThat(body)
                .contains("5 calls by at least 2 callers named “height”")
                .contains("Key “steward”, made by operator: 3 calls")
                .contains("Without a key: 2 calls, by at most one caller on one day");
        assertThat(steward.get(page("planted")).body()).contains("No call of the API named “planted”");
        rename("height", "height_m");
        api("v2.0", "records?select=height");
        // A call is counted once its answer is out, which may be a moment after it is in.
        String after = "";
        for (int i = 0; i < 50 && !after.contains(" 6 calls in 90 days"); i++) {
            Thread.sleep(50);
            ReflectionTestUtils.invokeMethod(beans.getBean("keepUsage"), "keep");
            after = steward.get(page("height")).body();
        }
        assertThat(after)
                .contains("No call of the API named “height_m”")
                .containsPattern("<code>height</code>[^.]*\\. 6 calls in 90 days");
    }

    private String page(String column) {
        return "/datasets/" + id + "/edit/fields/" + column + "/name";
    }

    private void rename(String column, String name) throws Exception {
        Map<String, String> form = steward.form(page(column));
        form.put("name", name);
        HttpResponse<String> response = steward.post(page(column), form);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(303);
    }

    private Delivery publish(String rows, String description) throws Exception {
        Path file = Files.writeString(folder.resolve(id + ".csv"), rows);
        return publishFile.publish(new Viewer.Operator(), file, "id: " + id + "\n" + description);
    }

    private static List<String> fields(HttpResponse<String> records) {
        return JsonMapper.shared()
                .readTree(records.body())
                .at("/results/0")
                .propertyStream()
                .map(Map.Entry::getKey)
                .toList();
    }

    private HttpResponse<String> api(String version, String question) throws Exception {
        return get("/api/explore/" + version + "/catalog/datasets/" + id + "/" + question);
    }

    private HttpResponse<String> get(String address) throws Exception {
        int mark = address.indexOf('?');
        String path = mark < 0 ? address : address.substring(0, mark);
        String query = mark < 0 || address.contains("cursor=") && !address.endsWith("*")
                ? address.substring(path.length())
                : Arrays.stream(address.substring(mark + 1).split("&"))
                        .map(pair -> {
                            int equals = pair.indexOf('=');
                            return pair.substring(0, equals) + "="
                                    + URLEncoder.encode(pair.substring(equals + 1), UTF_8);
                        })
                        .collect(Collectors.joining("&", "?", ""));
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path + query))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private static String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
