package city.senne.data.stewardship;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What CKAN's actions tell of closed data, and to whom.
@OpenHouse
class CkanRightsTest extends Houses {
    private static final String CKAN = "/api/3/action/";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @BeforeEach
    void houses(@TempDir Path folder) throws Exception {
        two_organisations_and_a_closed_dataset(folder);
        shared();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    private HttpResponse<String> ask(Steward who, String action) throws Exception {
        return who.ask(CKAN + action);
    }

    private HttpResponse<String> post(Steward who, String action, Map<String, ?> arguments) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + stranger.port() + CKAN + action))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(arguments)));
        Optional.ofNullable(who.key()).ifPresent(key -> request.header("Authorization", "Apikey " + key));
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
    }

    private String rowsOf(Steward who, String dataset) throws Exception {
        JsonNode shown = json(ask(who, "package_show?id=" + dataset));
        return shown.at("/result/resources")
                .valueStream()
                .filter(resource -> resource.path("datastore_active").asBoolean())
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
    }

    @Test
    void a_stranger_knows_of_a_restricted_dataset_and_gets_nothing_of_it() throws Exception {
        String resource = rowsOf(partner, closed);
        JsonNode known = json(ask(stranger, "package_show?id=" + closed));
        assertThat(known.at("/result/resources")).isEmpty();
        assertThat(known.at("/result/num_resources").asInt()).isZero();
        assertThat(known.at("/result/private").asBoolean()).isFalse();
        for (String action : new String[] {"datastore_search?resource_id=", "datastore_info?id="}) {
            for (String id : new String[] {resource, closed}) {
                for (Steward who : new Steward[] {stranger, other}) {
                    HttpResponse<String> refused = ask(who, action + id);
                    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(403);
                    assertThat(json(refused).at("/error/__type").asString()).isEqualTo("Authorization Error");
                    assertThat(refused.body()).doesNotContain("Iris", "street", "owner");
                }
            }
        }
        assertThat(ask(stranger, "resource_show?id=" + resource).statusCode()).isEqualTo(404);
        JsonNode offering = json(ask(stranger, "package_search?rows=1000&fq=res_format:CSV"));
        assertThat(offering.at("/result/results").findValuesAsString("name"))
                .contains(open)
                .doesNotContain(closed);
    }

    @Test
    void a_hidden_dataset_does_not_exist() throws Exception {
        String id =
                json(ask(partner, "package_show?id=" + closed)).at("/result/id").asString();
        String resource = rowsOf(partner, closed);
        level("hidden");
        for (Steward who : new Steward[] {stranger, other}) {
            for (String action : new String[] {
                "package_show?id=" + closed,
                "package_show?id=" + id,
                "resource_show?id=" + resource,
                "datastore_search?resource_id=" + resource,
                "datastore_search?resource_id=" + closed,
                "datastore_info?id=" + resource
            }) {
                HttpResponse<String> missing = ask(who, action);
                assertThat(missing.statusCode()).as(action).isEqualTo(404);
                String absent = ask(who, action.replace(closed, "absent").replace(id, "absent"))
                        .body();
                assertThat(missing.body().replaceAll("Not found: [^\"]*", ""))
                        .isEqualTo(absent.replaceAll("Not found: [^\"]*", ""));
            }
            for (String action : new String[] {
                "package_list",
                "package_search?rows=1000",
                "package_search?q=" + closed,
                "package_search?fq=name:" + closed,
                "package_search?rows=0&facet.field=res_format&fq=id:" + id,
                "current_package_list_with_resources",
                "resource_search?query=name:" + closed
            }) {
                HttpResponse<String> answer = ask(who, action);
                assertThat(answer.statusCode()).as(action + answer.body()).isEqualTo(200);
                assertThat(answer.body().replace("q=" + closed, "")).as(action).doesNotContain(closed);
            }
            assertThat(json(ask(who, "package_search?fq=id:" + id))
                            .at("/result/count")
                            .asInt())
                    .isZero();
        }
        assertThat(json(ask(partner, "package_show?id=" + id))
                        .at("/result/private")
                        .asBoolean())
                .isTrue();
        assertThat(ask(partner, "package_list").body()).contains(closed);
    }

    @Test
    void a_partner_gets_her_part_and_the_journal_is_told() throws Exception {
        String resource = rowsOf(partner, closed);
        JsonNode info = json(ask(partner, "datastore_info?id=" + resource));
        assertThat(info.at("/result/meta/count").asInt()).isEqualTo(2);
        assertThat(info.at("/result/fields").findValuesAsString("id")).containsExactly("ref", "street", "commune");

        HttpResponse<String> answer = post(
                partner,
                "datastore_search",
                Map.of("resource_id", resource, "sort", "ref", "filters", Map.of("commune", "Ixelles")));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(json(answer).at("/result/records").findValuesAsString("ref")).containsExactly("h1", "h3");
        assertThat(json(answer).at("/result/total").asInt()).isEqualTo(2);
        JsonNode entries = JsonMapper.shared()
                .readTree(administrator
                        .ask("/api/journal/entries?limit=1000&kind=data-read&dataset=" + closed)
                        .body());
        assertThat(entries.valueStream().map(JsonNode::toString))
                .anySatisfy(entry -> assertThat(entry)
                        .contains("/api/3/action/datastore_search", "\"rows\":\"2\"")
                        .contains("filters={\\\"commune\\\":\\\"Ixelles\\\"}"));
    }

    @Test
    void what_is_hidden_from_her_is_unknown_in_every_argument() throws Exception {
        String resource = rowsOf(partner, closed);
        List<Map<String, ?>> questions = List.of(
                Map.of("filters", Map.of("owner", "Anna")),
                Map.of("q", Map.of("owner", "Anna")),
                Map.of("fields", "owner"),
                Map.of("sort", "owner desc"),
                Map.of("distinct", true, "fields", "price"));
        for (Map<String, ?> asked : questions) {
            Map<String, Object> arguments = new HashMap<>(asked);
            arguments.put("resource_id", resource);
            HttpResponse<String> refused = post(partner, "datastore_search", arguments);
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
            assertThat(refused.body()).contains("Unknown field").doesNotContain("Anna");
        }
        assertThat(json(post(partner, "datastore_search", Map.of("resource_id", resource, "q", "Anna")))
                        .at("/result/total")
                        .asInt())
                .isZero();
        assertThat(json(post(partner, "datastore_search", Map.of("resource_id", resource, "q", "Puits")))
                        .at("/result/total")
                        .asInt())
                .isZero();
    }
}
