package city.senne.data.stewardship;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A steward shares three fields of one commune's rows with a partner. In every door the partner gets what everybody
/// gets
/// of a dataset that holds nothing else.
@OpenHouse
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SharedDoorsTest extends Houses {
    @BeforeAll
    void three_fields_of_one_commune_are_shared(@TempDir Path folder) throws Exception {
        two_organisations_and_a_closed_dataset(folder);
        shared();
        List<String> lines = PART.lines().toList();
        open_one_has_her_order(folder, lines.getFirst() + "\n", lines.subList(1, lines.size()), "\n", "\n");
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
                "/records?where=within_distance(geo_point_2d, geom'POINT(4.33 50.80)', 1km)",
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
        assertThat(plain(partner.get(path.formatted(closed)), closed))
                .isEqualTo(plain(stranger.get(path.formatted(open)), open))
                .doesNotContain("Anna", "9000", "Puits");
    }

    /// None of its places are shared.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/items",
                "/items?filter=price%%3D9000",
                "/queryables",
                "/styles",
                "/styles/places",
                "/tiles",
                "/tiles/WebMercatorQuad",
                "/tiles/WebMercatorQuad/0/0/0"
            })
    void nor_do_maps_for_professionals(String path) throws Exception {
        String address = "/ogc/collections/%s" + path;
        HttpResponse<String> seen = partner.ask(address.formatted(closed));
        assertThat(seen.statusCode()).isEqualTo(404);
        assertThat(plain(seen, closed)).isEqualTo(plain(stranger.ask(address.formatted(open)), open));
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
        HttpResponse<String> seen = partner.get("/datasets/" + closed + page);
        assertThat(seen.statusCode()).isEqualTo(200);
        assertThat(seen.body()).doesNotContain("<td>Anna", "9000", "Puits", "50.8", "4 rows", ">owner<", "Owner");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/table", "/map", "/chart", "/export", "/versions", "/table/embed"})
    void who_is_not_let_in_is_told_so(String page) throws Exception {
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
        HttpResponse<String> refused = other.get(API + closed + door);
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(403);
        assertThat(refused.body()).contains("ForbiddenAccess");
        assertThat(stranger.get(API + closed + door).statusCode()).isEqualTo(401);
    }
}
