package city.senne.data.stewardship;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/// A steward shares the places of one commune's houses with a partner, and one field beside them. Programs for maps and
/// clients of CKAN get what everybody gets of a dataset that holds nothing else.
@OpenHouse
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SharedPlacesTest extends Houses {
    private static final String PLACES = """
            ref;commune;latitude;longitude
            h1;Ixelles;50.82;4.36
            h3;Ixelles;50.83;4.37
            """;

    @BeforeAll
    void places_of_one_commune_are_shared(@TempDir Path folder) throws Exception {
        two_organisations_and_a_closed_dataset(folder, PLACES);
        assertThat(add(rule("partner-" + number), "ref", "commune", "latitude", "longitude", "geo_point_2d")
                        .statusCode())
                .isEqualTo(303);
    }

    /// Rows stand in different orders, as hers is one by chance.
    private static String plain(HttpResponse<String> answer, String id) {
        String body = answer.body();
        if (body.startsWith("{")) {
            JsonNode read = JsonMapper.shared().readTree(body);
            for (String rows : List.of("/features", "/result/records")) {
                if (!(read.at(rows) instanceof ArrayNode array)) continue;
                List<JsonNode> sorted = new ArrayList<>();
                array.forEach(sorted::add);
                sorted.sort(Comparator.comparing(JsonNode::toString));
                array.removeAll();
                sorted.forEach(array::add);
            }
            body = read.toString();
        }
        body = body.replace(id, "DATASET")
                .replace("H" + id.substring(1), "TITLE")
                .replaceAll("cursor=[\\w-]+", "CURSOR")
                .replaceAll("20\\d\\d-\\d\\d-\\d\\dT[0-9:.+Z]+(00:00)?", "TIME");
        return answer.statusCode() + " " + body;
    }

    private static String encoded(String question) {
        int mark = question.indexOf('?');
        if (mark < 0) return question;
        return question.substring(0, mark + 1)
                + Arrays.stream(question.substring(mark + 1).split("&"))
                        .map(pair -> pair.split("=", 2))
                        .map(pair -> URLEncoder.encode(pair[0], StandardCharsets.UTF_8) + "="
                                + URLEncoder.encode(pair[1], StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/queryables",
                "/schema",
                "/items",
                "/items?limit=2",
                "/items?bbox=4,50,5,51",
                "/items?bbox=4.3299,50.7999,4.3301,50.8001",
                "/items?bbox=0,0,900000,900000&bbox-crs=http://www.opengis.net/def/crs/EPSG/0/31370",
                "/items?crs=http://www.opengis.net/def/crs/EPSG/0/3812",
                "/items?datetime=2020-01-01/..",
                "/items?commune=Uccle",
                "/items?ref=h2",
                "/items?owner=Anna",
                "/items?price=9000",
                "/items?Owner=Anna",
                "/items?latitude=50.82",
                "/items?__id=1",
                "/items?`owner`=Anna",
                "/items?\"owner\"=Anna",
                "/items?owner =Anna",
                "/items?sortby=price",
                "/items?properties=owner",
                "/items?cursor=*",
                "/items?filter=owner='Anna'",
                "/items?filter=\"owner\"='Anna'",
                "/items?filter=\"`owner`\"='Anna'",
                "/items?filter=default.owner='Anna'",
                "/items?filter=caller.territory='x'",
                "/items?filter=caller.organisation IS NULL",
                "/items?filter=price IS NULL",
                "/items?filter=NOT price > 1",
                "/items?filter=CASEI(owner)=CASEI('anna')",
                "/items?filter=commune='Uccle'",
                "/items?filter=NOT commune='Ixelles'",
                "/items?filter=commune='Uccle' OR TRUE",
                "/items?filter=TRUE",
                "/items?filter=commune LIKE '%25'",
                "/items?filter=ref NOT LIKE 'h1'",
                "/items?filter=ref IN ('h1','h2')",
                "/items?filter=ref NOT IN ('h1','h2')",
                "/items?filter=ref BETWEEN 'h1' AND 'h4'",
                "/items?filter=ref NOT BETWEEN 'h1' AND 'h2'",
                "/items?filter=geo_point_2d IS NULL",
                "/items?filter=geo_point_2d IS NOT NULL",
                "/items?filter=S_INTERSECTS(geo_point_2d,BBOX(4,50,5,51))",
                "/items?filter=S_INTERSECTS(geo_point_2d,POINT(4.33 50.80))",
                "/items?filter=NOT S_INTERSECTS(geo_point_2d,POINT(4.33 50.80))",
                "/items?filter=S_DISJOINT(geo_point_2d,BBOX(4.355,50.815,4.365,50.825))",
                "/items?filter=S_WITHIN(geo_point_2d,POLYGON((4 50,5 50,5 51,4 51,4 50)))",
                "/items?filter=S_EQUALS(geo_point_2d,POINT(4.34 50.79))",
                "/items?filter=S_INTERSECTS(owner,POINT(4.34 50.79))",
                "/items?filter=T_AFTER(price,DATE('2020-01-01'))",
                "/items?filter=recordid='x'",
                "/items?filter=record_size > 40",
                "/items?filter=record_timestamp > TIMESTAMP('2000-01-01T00:00:00Z')",
                "/items?filter={\"op\":\"=\",\"args\":[{\"property\":\"owner\"},\"Anna\"]}&filter-lang=cql2-json",
                "/items?filter={\"op\":\"isNull\",\"args\":[{\"property\":\"price\"}]}&filter-lang=cql2-json",
                "/items?filter={\"op\":\"in\",\"args\":[{\"property\":\"ref\"},[\"h2\",\"h4\"]]}&filter-lang=cql2-json",
                "/items?filter={\"property\":\"owner\"}&filter-lang=cql2-json",
                "/items/0000000000000000000000000000000000000000",
            })
    void maps_for_professionals_show_what_is_shared_alone(String door) throws Exception {
        String asked = "/ogc/collections/%s" + encoded(door).replace("%", "%%");
        String seen = plain(partner.ask(asked.formatted(closed)), closed);
        assertThat(seen).isEqualTo(plain(stranger.ask(asked.formatted(open)), open));
        assertThat(seen).doesNotContain("Bert", "Puits", "50.79,", "4.33,", "\"h2\":");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "&limit=0",
                "&limit=1&sort=ref",
                "&offset=1&sort=ref desc",
                "&offset=7",
                "&sort=price",
                "&sort=\"price\"",
                "&sort=`price`",
                "&sort=recordid",
                "&sort=ref, price desc",
                "&fields=ref,owner",
                "&fields=*",
                "&fields=recordid",
                "&fields=count(*)",
                "&distinct=true",
                "&distinct=true&fields=commune",
                "&filters={\"owner\":\"Anna\"}",
                "&filters={\"`owner`\":\"Anna\"}",
                "&filters={\"ref\":[\"h1\",\"h2\"]}",
                "&filters={\"ref\":[]}",
                "&filters={\"ref\":null}",
                "&filters={\"commune\":\"Uccle\\\" or true or \\\"\"}",
                "&filters={\"commune` = commune or `commune\":\"Uccle\"}",
                "&filters={\"geo_point_2d\":\"50.79,4.34\"}",
                "&filters={\"recordid\":\"x\"}",
                "&q=Anna",
                "&q=Uccle",
                "&q={\"owner\":\"A\"}",
                "&q={\"commune\":\"U\"}",
                "&q=*\") or search(\"",
                "&records_format=csv&sort=ref",
                "&records_format=lists",
                "&records_format=tsv&sort=ref&fields=commune,ref",
                "&include_total=false",
            })
    void ckans_clients_get_what_is_shared_alone(String more) throws Exception {
        String asked = "/api/3/action/datastore_search?id=%s"
                + (more.isEmpty() ? "" : "&" + encoded("?" + more.substring(1)).substring(1)).replace("%", "%%");
        String seen = plain(partner.ask(asked.formatted(closed)), closed);
        assertThat(seen).isEqualTo(plain(stranger.ask(asked.formatted(open)), open));
        assertThat(seen).doesNotContain("Bert", "Puits", "50.79", "4.33");
    }

    /// The same features in both walks, and the same number told on each page.
    @Test
    void a_walk_is_as_long_as_what_is_shared() throws Exception {
        for (String question : List.of("limit=1", "limit=1&filter=TRUE", "limit=1&bbox=4,50,5,51")) {
            List<String> seen = new ArrayList<>();
            String next = "/ogc/collections/" + closed + "/items?" + question;
            while (!next.isEmpty()) {
                JsonNode page = JsonMapper.shared().readTree(partner.ask(next).body());
                assertThat(page.get("numberMatched").asInt()).isEqualTo(2);
                page.get("features")
                        .forEach(feature ->
                                seen.add(feature.at("/properties/ref").asString()));
                next = page.get("links")
                        .valueStream()
                        .filter(link -> link.get("rel").asString().equals("next"))
                        .map(link -> link.get("href").asString().replaceFirst("^http://[^/]+", ""))
                        .findFirst()
                        .orElse("");
            }
            assertThat(seen).containsExactlyInAnyOrder("h1", "h3");
        }
    }
}
