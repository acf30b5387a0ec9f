package city.senne.data.stewardship;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.data.ingest.PublishFile;
import city.senne.trust.identity.Viewer;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Questions that no client asks, of somebody who sees a part: programs for maps and clients of CKAN are refused in
/// words, never by a failure, and whatever is read is told.
@OpenHouse
class OddQuestionsTest extends Houses {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String JSON = "filter-lang=cql2-json&filter=";

    @Autowired
    private PublishFile publishFile;

    @BeforeEach
    void houses(@TempDir Path folder) throws Exception {
        two_organisations_and_a_closed_dataset(folder);
        assertThat(add(rule("partner-" + number), "ref", "commune", "geo_point_2d")
                        .statusCode())
                .isEqualTo(303);
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + partner.port() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Authorization", "Apikey " + partner.key())
                .build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString(UTF_8));
    }

    private String items() {
        return "/ogc/collections/" + closed + "/items";
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    private long told() throws Exception {
        return json(administrator.ask("/api/journal/entries?limit=1000&kind=data-read&dataset=" + closed))
                .size();
    }

    @Test
    void each_read_is_told_also_of_what_is_not_there() throws Exception {
        String first = json(partner.ask(items())).at("/features/0/id").asString();
        List<List<String>> asked = new ArrayList<>();
        for (String method : List.of("GET", "HEAD")) {
            for (String path : List.of(
                    items(),
                    items() + "/" + first,
                    items() + "/" + "0".repeat(40),
                    items() + "?filter=commune%3D%27none%27",
                    "/ogc/collections/" + closed,
                    "/ogc/collections/" + closed,
                    "/api/3/action/datastore_search?limit=0&id=" + closed,
                    "/api/3/action/datastore_info?id=" + closed)) {
                asked.add(List.of(method, path, ""));
            }
        }
        asked.add(List.of("POST", "/api/3/action/datastore_search", "{\"limit\":0,\"id\":\"" + closed + "\"}"));
        asked.add(List.of("POST", "/api/3/action/datastore_info", "{\"id\":\"" + closed + "\"}"));
        for (List<String> ask : asked) {
            long before = told();
            send(ask.get(0), ask.get(1), ask.get(2));
            assertThat(told()).as(ask.toString()).isEqualTo(before + 1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "datastore_search filters q fields sort limit offset distinct records_format plain include_total",
                "package_search q fq fq_list sort rows start facet facet.field facet.limit facet.mincount",
                "package_show id",
                "resource_show id",
                "resource_search query limit offset",
                "organization_list sort organizations limit offset all_fields",
                "organization_show id include_datasets",
                "tag_list query all_fields",
                "tag_show id",
                "help_show name",
            })
    void no_argument_of_ckans_actions_makes_them_fail(String actionAndArguments) throws Exception {
        List<String> odd = List.of(
                "1e999",
                "-1",
                "[]",
                "{}",
                "[[]]",
                "[null]",
                "[{}]",
                "\"[\"",
                "\"{\"",
                "\"{\\\"ref\\\":1e999}\"",
                "{\"ref\":1e999}",
                "{\"ref\":[1e999]}",
                "{\"ref\":{}}",
                "{\"ref\":" + "9".repeat(400) + "}",
                "{\"`\":1}",
                "{\"\\\\\":1}",
                "{\"ref\":\"\\u0000\"}",
                "{\"ref\":\"\\ud800\"}",
                "[".repeat(900) + "]".repeat(900),
                "\"" + "a ".repeat(3_000) + "\"",
                "\"" + "(".repeat(3_000) + "\"",
                "\"" + "\\\\a".repeat(1_900) + "\"",
                "\"" + "NOT ".repeat(900) + "a\"",
                "\"" + "a OR ".repeat(700) + "a\"",
                "\"metadata_modified:[9999-99-99 TO *]\"");
        List<String> named = List.of(actionAndArguments.split(" "));
        String action = named.getFirst();
        String id = action.equals("datastore_search") ? "\"id\":\"" + closed + "\"," : "";
        for (String argument : named.subList(1, named.size())) {
            for (String value : odd) {
                String body = "{" + id + "\"" + argument + "\":" + value + "}";
                assertThat(send("POST", "/api/3/action/" + action, body).statusCode())
                        .as(body.substring(0, Math.min(100, body.length())))
                        .isLessThan(500);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "filter=S_WITHIN(geo_point_2d, GEOMETRYCOLLECTION(POINT(4 50)))",
                "filter=S_TOUCHES(geo_point_2d, GEOMETRYCOLLECTION(POINT(4 50)))",
                "filter=S_WITHIN(geo_point_2d, POLYGON((4 50,4 50,4 50,4 50)))",
                "filter=ref LIKE '\\\\\\%'",
                "filter=ref LIKE 'a' LIKE 'b'",
                "filter=ref = '\u0000'",
                "filter=record_size > 1e300",
                "filter=record_size IN (1e30, 2)",
                JSON + "{\"op\":\"=\",\"args\":[{\"property\":\"ref\"},1e999]}",
                JSON + "{\"op\":\"or\",\"args\":[]}",
                JSON + "{\"op\":\"in\",\"args\":[{\"property\":\"ref\"},[]]}",
                JSON + "{\"op\":null,\"args\":[]}",
                JSON + "{\"interval\":null}",
                JSON + "{\"property\":{}}",
                JSON + "{\"op\":\"s_touches\",\"args\":[{\"property\":\"geo_point_2d\"},"
                        + "{\"type\":\"GeometryCollection\",\"geometries\":[]}]}",
                "bbox=-1e308,-1e308,1e308,1e308&bbox-crs=http://www.opengis.net/def/crs/EPSG/0/3857",
                "datetime=+999999999-01-01T00:00:00Z",
                "cursor=\u0000",
                "cursor=eyJ2ZXJzaW9uIjoxfQ",
                "limit=+5",
            })
    void no_question_for_features_makes_them_fail(String question) throws Exception {
        StringBuilder asked = new StringBuilder();
        for (String pair : question.split("&")) {
            String[] parts = pair.split("=", 2);
            asked.append('&').append(parts[0]).append('=').append(URLEncoder.encode(parts[1], UTF_8));
        }
        HttpResponse<String> answer = partner.ask(items() + "?" + asked.substring(1));
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(500);
    }

    @Test
    void nor_does_a_long_chain_of_subtractions() throws Exception {
        String chain = "record_size" + "-1".repeat(9_000) + " = 1";
        assertThat(partner.ask(items() + "?filter=" + URLEncoder.encode(chain, UTF_8))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void a_purpose_is_heard_in_the_address_of_features_too() throws Exception {
        Map<String, String> rule = rule("other-" + number);
        rule.putAll(Map.of("purpose", "Housing", "demands-purpose", "true"));
        assertThat(add(rule, "ref", "geo_point_2d").statusCode()).isEqualTo(303);
        assertThat(other.ask(items()).statusCode()).isEqualTo(403);
        assertThat(other.ask(items() + "?purpose=Selling").statusCode()).isEqualTo(403);
        assertThat(json(other.ask(items() + "?purpose=Housing"))
                        .get("numberMatched")
                        .asInt())
                .isEqualTo(2);
    }

    /// The second version has no places, and the third has one row of hers more.
    @Test
    void a_forged_cursor_shows_what_is_hers_anyway(@TempDir Path folder) throws Exception {
        for (String rows : List.of(
                "ref;commune;note\nh1;Ixelles;x\n",
                "ref;commune;latitude;longitude\nh1;Ixelles;50.8;4.3\nh2;Uccle;50.8;4.3\nh3;Ixelles;50.9;4.3\nh5;Ixelles;51;4\n")) {
            Path file = Files.writeString(folder.resolve(closed + ".csv"), rows);
            publishFile.publish(new Viewer.Operator(), file, "id: " + closed + "\n");
        }
        String page = items() + "?limit=1";
        String next = json(partner.ask(page))
                .get("links")
                .valueStream()
                .map(link -> link.get("href").asString())
                .filter(href -> href.contains("cursor="))
                .findFirst()
                .orElseThrow();
        String cursor = new String(
                Base64.getUrlDecoder().decode(next.replaceFirst(".*cursor=", "").replaceFirst("&.*", "")), UTF_8);
        assertThat(cursor).contains("\"position\":null", "\"total\":3");
        for (int version = -1; version <= 4; version++) {
            String forged = cursor.replaceFirst("\"version\":\\d+", "\"version\":" + version)
                    .replaceFirst("\"total\":\\d+", "\"total\":-1")
                    .replaceFirst("\"seen\":\\d+", "\"seen\":0");
            HttpResponse<String> answer = partner.ask(page + "&cursor=" + written(forged));
            if (version < 1 || version > 3) {
                assertThat(answer.statusCode()).isEqualTo(404);
                continue;
            }
            assertThat(json(answer).get("numberMatched").asInt())
                    .isEqualTo(List.of(2, 1, 3).get(version - 1));
            assertThat(answer.body()).doesNotContain("Uccle", "Anna", "\"h2\"", "\"note\"");
        }
        String standing = cursor.replace("\"position\":null", "\"position\":{\"keys\":[],\"row\":[0]}");
        assertThat(partner.ask(page + "&cursor=" + written(standing)).statusCode())
                .isEqualTo(400);
    }

    private static String written(String cursor) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor.getBytes(UTF_8));
    }
}
