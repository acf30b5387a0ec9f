package city.senne.data.stewardship;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A steward shares fields less exactly than they are. In every door the partner gets what everybody gets of a dataset
/// in which nothing else was ever written.
@OpenHouse
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MaskedDoorsTest extends Houses {
    private static final String[] SHARED = {"ref", "street", "commune", "owner", "price", "geo_point_2d"};

    @BeforeAll
    void houses_are_shared_less_exactly(@TempDir Path folder) throws Exception {
        two_organisations_and_a_closed_dataset(folder);
        HttpResponse<String> answer = add(less(), SHARED);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        open_one_has_her_order(
                folder,
                "{\"type\": \"FeatureCollection\", \"features\": [",
                List.of(
                        house("h1", "R***", "Ixe", 0, cell(50.82, 4.36)),
                        house("h2", "R***", "Ucc", 8000, cell(50.80, 4.33)),
                        house("h3", "Q***", "Ixe", 0, cell(50.83, 4.37)),
                        house("h4", "R***", "Ucc", 0, cell(50.79, 4.34))),
                ",",
                "]}");
    }

    private static String house(String ref, String street, String commune, int price, String place) {
        return """
                {"type": "Feature", "properties": {"ref": "%s", "street": "%s", "commune": "%s", "owner": "someone",
                "price": %d}, "geometry": {"type": "Point", "coordinates": [%s]}}
                """.formatted(ref, street, commune, price, place);
    }

    private Map<String, String> less() {
        Map<String, String> rule = rule("partner-" + number);
        rule.remove("rows");
        rule.putAll(Map.of("grain.ref", "exact", "grain.street", "initial", "grain-by.street", "7"));
        rule.putAll(Map.of("grain.commune", "first", "grain-by.commune", "3"));
        rule.putAll(Map.of("grain.owner", "constant", "grain-by.owner", "someone"));
        rule.putAll(Map.of("grain.price", "step", "grain-by.price", "2000"));
        rule.put("grain.geo_point_2d", "grid:1000");
        return rule;
    }

    /// The middle of a cell of a kilometre, as the dataset of all has it.
    private static String cell(double latitude, double longitude) {
        double height = 1000 / 111_195d;
        double y = (Math.floor(latitude / height) + 0.5) * height;
        double width = height / Math.cos(Math.toRadians(y));
        double x = (Math.floor(longitude / width) + 0.5) * width;
        return String.format(Locale.ROOT, "%.6f, %.6f", x, y);
    }

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
                "/records?select=recordid,ref",
                "/records?select=price as p,owner as o",
                "/records?where=price=9000",
                "/records?where=price=8000",
                "/records?where=price>0",
                "/records?where=price in [6..400]",
                "/records?where=owner=\"Anna\"",
                "/records?where=owner=\"someone\"",
                "/records?where=search(\"Anna\")",
                "/records?where=search(\"Puits\")",
                "/records?where=\"Uccle\"",
                "/records?where=startswith(street, \"Rue\")",
                "/records?where=street like \"Iris\"",
                "/records?where=commune=\"Uccle\"",
                "/records?where=length(street)>4",
                "/records?where=within_distance(geo_point_2d, geom'POINT(4.33 50.80)', 10m)",
                "/records?where=within_distance(geo_point_2d, geom'POINT(4.33 50.80)', 1km)",
                "/records?where=in_bbox(geo_point_2d, 50.7999, 4.3299, 50.8001, 4.3301)",
                "/records?select=ref,distance(geo_point_2d, geom'POINT(4.33 50.80)') as d",
                "/records?select=geo_text(geo_point_2d) as t,geo_digest(geo_point_2d) as g",
                "/records?select=bbox(geo_point_2d) as b",
                "/records?order_by=price desc",
                "/records?order_by=price,ref desc",
                "/records?order_by=owner,street",
                "/records?group_by=owner",
                "/records?group_by=price&select=price,count(*) as n",
                "/records?group_by=range(price, 50)",
                "/records?group_by=geo_cluster(geo_point_2d, 12)",
                "/records?group_by=commune&select=commune,sum(price) as s,count(distinct owner) as d",
                "/records?select=sum(price) as s,min(price) as n,max(price) as m,avg(price) as a",
                "/records?select=median(price) as m,percentile(price, 90) as p",
                "/records?refine=commune:Uccle",
                "/records?refine=commune:Ucc",
                "/records?exclude=commune:Ixelles",
                "/records?limit_per=owner:1",
                "/records?timezone=Asia/Tokyo",
                "/facets",
                "/facets?facet=commune",
                "/facets?facet=facet(name=\"owner\")",
                "/exports/json",
                "/exports/jsonl",
                "/exports/csv?delimiter=;",
                "/exports/csv?where=price>8500",
                "/exports/geojson",
                "/exports/kml",
                "/exports/gpx",
                "/diff?from=1&to=1",
            })
    void every_door_answers_as_if_it_had_never_been_written_more_exactly(String question) throws Exception {
        String asked = question.contains("?")
                ? question.substring(0, question.indexOf('?') + 1)
                        + encoded(question.substring(question.indexOf('?') + 1))
                : question;
        String seen = plain(partner.get(API + closed + asked), closed);
        assertThat(seen).isEqualTo(plain(stranger.get(API + open + asked), open));
        assertThat(seen).doesNotContain("\"Anna", "9000", "Puits\"").doesNotContainPattern("50\\.79\\b");
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
                "/api/records/1.0/analyze/?dataset=%s&x=commune&y.n.func=SUM&y.n.expr=price",
                "/api/records/1.0/download/?dataset=%s&format=csv",
                "/ogc/collections/%s",
                "/ogc/collections/%s/items",
                "/ogc/collections/%s/items?bbox=4.3299,50.7999,4.3301,50.8001",
                "/ogc/collections/%s/items?filter=price%%20%%3E%%208500",
                "/ogc/collections/%s/items?filter=owner%%20LIKE%%20%%27An%%25%%27",
                "/ogc/collections/%s/items?price=8000",
                "/api/3/action/datastore_search?id=%s",
                "/api/3/action/datastore_search?id=%s&sort=price%%20desc&fields=ref",
                "/api/3/action/datastore_search?id=%s&filters=%%7B%%22price%%22:300%%7D",
                "/api/3/action/datastore_search?id=%s&filters=%%7B%%22owner%%22:%%22Carl%%22%%7D",
                "/api/3/action/datastore_search?id=%s&q=Canal",
                "/api/3/action/datastore_search?id=%s&distinct=true&fields=price",
                "/api/3/action/datastore_search?id=%s&records_format=csv&sort=owner",
                "/tiles/%s/1/12/2097/1374.mvt",
                "/tiles/%s/1/16/33562/21994.mvt",
                "/tiles/%s/1/0/0/0.mvt",
                "/ogc/collections/%s/tiles",
                "/ogc/collections/%s/tiles/BelgianLambert2008Quad",
                "/ogc/collections/%s/tiles/BelgianLambert2008Quad/0/0/0",
                "/ogc/collections/%s/tiles/BelgianLambert2008Quad/10/503/501",
                "/ogc/collections/%s/tiles/WebMercatorQuad/12/1374/2097",
                "/ogc/collections/%s/tiles/WebMercatorQuad/16/21994/33562",
                "/ogc/collections/%s/tiles/WebMercatorQuad/3/0/0",
            })
    void older_doors_and_tiles_too(String path) throws Exception {
        assertThat(plain(partner.ask(path.formatted(closed)), closed))
                .isEqualTo(plain(stranger.ask(path.formatted(open)), open))
                .doesNotContain("Anna", "9000", "Puits");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/table",
                "/table?q=Anna",
                "/table?sort=price",
                "/map",
                "/chart?kind=bar&group=commune",
                "/chart?kind=histogram&measure=price",
                "/export",
                "/versions",
                "/api"
            })
    void pages_show_no_more(String page) throws Exception {
        HttpResponse<String> seen = partner.get("/datasets/" + closed + page);
        assertThat(seen.statusCode()).isEqualTo(200);
        assertThat(seen.body())
                .doesNotContain("<td>Anna", "9000", "9,000", "Puits", "4.33,")
                .doesNotContainPattern("50\\.79\\b");
    }

    @Test
    void the_partner_is_told_which_fields_are_less_exact() throws Exception {
        assertThat(partner.get(API + closed + "?lang=en").body())
                .contains(
                        "What you see of it is less exact: generalised to 2,000.",
                        "What you see of it is less exact: the first 3 characters only.",
                        "What you see of it is less exact: generalised to about 1 km.");
        assertThat(partner.get(API + closed + "?lang=fr").body()).contains("par tranches de 2");
        assertThat(administrator.get(API + closed + "?lang=en").body()).doesNotContain("less exact");
        assertThat(partner.get("/datasets/" + closed).body()).contains("generalised to 2,000");
        assertThat(partner.get("/datasets/" + closed + "/access").body())
                .contains("<code>price</code>: generalised to 2,000", "<code>owner</code>: “someone” in its place");
        JsonNode told = JsonMapper.shared()
                .readTree(partner.ask("/api/datasets/" + closed + "/access").body());
        assertThat(told.get("everything").asBoolean()).isFalse();
        assertThat(told.get("grains").toString())
                .isEqualTo(
                        "{\"commune\":[\"first:3\"],\"geo_point_2d\":[\"grid:1000\"],\"owner\":[\"constant:someone\"],"
                                + "\"price\":[\"step:2000\"],\"street\":[\"initial\"]}");
        assertThat(told.get("rules").get(0).get("grains").get("price").asString())
                .isEqualTo("step:2000");
        assertThat(administrator.get("/datasets/" + closed + "/edit/access").body())
                .contains("in part: generalised to 2,000", "in part: the first letter only");
    }

    @Test
    void nothing_that_does_not_fit_becomes_a_rule() throws Exception {
        Map<String, String> rule = rule("other-" + number);
        for (Map.Entry<String, String> wrong : Map.of(
                        "step", "nothing", "month", "", "first", "2", "grid:100", "", "'; drop", "")
                .entrySet()) {
            rule.put("grain.price", wrong.getKey());
            rule.put("grain-by.price", wrong.getValue());
            HttpResponse<String> answer = add(rule, "price");
            assertThat(answer.statusCode()).as(wrong.getKey()).isEqualTo(422);
            assertThat(answer.body()).contains("cannot be seen like this");
        }
        rule.putAll(Map.of("grain.price", "step", "grain-by.price", "0.5"));
        assertThat(add(rule, "price").statusCode()).isEqualTo(422);
        rule.put("grain-by.price", "10");
        assertThat(add(rule, "ref").body()).contains("the rule is not about it");
        rule.put("effect", "deny");
        assertThat(add(rule, "price").body()).contains("hides “Price” entirely".replace("Price", "price"));
        assertThat(other.get(API + closed + "/records").statusCode()).isEqualTo(403);
    }
}
