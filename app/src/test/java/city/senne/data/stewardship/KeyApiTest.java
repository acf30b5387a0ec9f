package city.senne.data.stewardship;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// Programs make keys in JSON, limited as those of the page are.
@OpenHouse
class KeyApiTest extends Houses {
    @BeforeEach
    void houses(@TempDir Path folder) throws Exception {
        two_organisations_and_a_closed_dataset(folder);
    }

    private HttpResponse<String> wish(Steward who, String json) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + who.port() + "/api/account/keys"))
                .header("Content-Type", "application/json")
                .header("Accept-Language", "en")
                .POST(HttpRequest.BodyPublishers.ofString(json, StandardCharsets.UTF_8));
        if (who.key() != null) request.header("Authorization", "Apikey " + who.key());
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private Steward made(String json) throws Exception {
        HttpResponse<String> answer = wish(administrator, json);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return new Steward(
                administrator.port(),
                JsonMapper.shared().readTree(answer.body()).path("key").asString());
    }

    private String refused(String json) throws Exception {
        HttpResponse<String> answer = wish(administrator, json);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        return JsonMapper.shared().readTree(answer.body()).path("code").asString();
    }

    @Test
    void a_key_for_one_dataset_reads_it_and_no_other() throws Exception {
        Steward reads = made("{\"name\":\"one\",\"datasets\":[\"" + closed + "\"]}");
        assertThat(reads.ask(API + closed + "/records").statusCode()).isEqualTo(200);
        assertThat(reads.ask(API + open + "/records").statusCode()).isIn(403, 404);
        assertThat(reads.get("/datasets/" + closed + "/edit").statusCode()).isEqualTo(403);
    }

    @Test
    void a_key_that_delivers_does_not_read() throws Exception {
        Steward delivers = made("{\"name\":\"two\",\"may\":[\"deliver\"],\"days\":3}");
        assertThat(delivers.ask(API + closed + "/records").statusCode()).isIn(403, 404);
        assertThat(delivers.postFile(
                                "/api/deliveries?name=" + closed + ".csv&instructions=id%3A%20" + closed,
                                "ref;street\nh9;Rue Haute\n")
                        .statusCode())
                .isBetween(200, 299);
    }

    @Test
    void a_key_calls_as_often_as_it_was_made_for() throws Exception {
        Steward seldom = made("{\"name\":\"three\",\"may\":[\"read\"],\"calls_a_day\":1}");
        assertThat(seldom.ask(API + open + "/records").statusCode()).isEqualTo(200);
        assertThat(seldom.ask(API + open + "/records").statusCode()).isEqualTo(429);
    }

    @Test
    void a_key_says_its_purpose() throws Exception {
        Map<String, String> rule = rule("partner-" + number);
        rule.put("purpose", "Audit");
        rule.put("demands-purpose", "true");
        assertThat(add(rule, "ref").statusCode()).isEqualTo(303);
        String partners = "{\"name\":\"four\",\"organisation\":\"partner-" + number + "\"";
        assertThat(made(partners + "}").ask(API + closed + "/records").statusCode())
                .isEqualTo(403);
        assertThat(made(partners + ",\"purpose\":\"audit\"}")
                        .ask(API + closed + "/records")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void what_no_key_can_be_is_refused_by_its_name() throws Exception {
        String name = "{\"name\":\"wrong\",";
        assertThat(refused("{\"name\":\" \"}")).isEqualTo("key-name-needed");
        assertThat(refused(name + "\"days\":0}")).isEqualTo("key-days-wrong");
        assertThat(refused(name + "\"may\":[\"dream\"]}")).isEqualTo("key-may-wrong");
        assertThat(refused(name + "\"datasets\":[\"No Such Id!\"]}")).isEqualTo("key-dataset-wrong");
        assertThat(refused(name + "\"calls_a_day\":0}")).isEqualTo("key-calls-wrong");
        assertThat(refused(name + "\"organisation\":\"nobody\"}")).isEqualTo("organisation-unknown");
        assertThat(refused(name + "\"organisation\":\"partner-" + number + "\",\"may\":[\"deliver\"]}"))
                .isEqualTo("key-reads-only");
        assertThat(refused(name + "\"purpose\":\"" + "x".repeat(201) + "\"}")).isEqualTo("purpose-too-long");
        assertThat(wish(partner, name + "\"may\":[\"read\"]}").statusCode()).isEqualTo(403);
        assertThat(wish(stranger, name + "\"may\":[\"read\"]}").statusCode()).isEqualTo(401);
    }
}
