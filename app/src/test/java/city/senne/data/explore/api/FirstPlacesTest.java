package city.senne.data.explore.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import city.senne.OpenHouse;
import city.senne.data.ingest.PublishFile;
import city.senne.trust.identity.Viewer;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/// The maps of the first version of the API, on the twelve trees: eleven have a point, four of these a shape too.
@OpenHouse
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FirstPlacesTest {
    @LocalServerPort
    private int port;

    @BeforeAll
    void publish(@Autowired PublishFile publishFile, @TempDir Path folder) throws Exception {
        ApiVisitor.publishTrees(publishFile);
        Path stops = folder.resolve("twin-stops.csv");
        Files.writeString(stops, """
                name,passengers,place
                North,10,"50.85, 4.36"
                South,32,"50.85, 4.36"
                Alone,5,"50.81, 4.31"
                """);
        publishFile.publish(new Viewer.Operator(), stops, "id: twin-stops\n");
        Path bare = folder.resolve("nowhere-counts.csv");
        Files.writeString(bare, "name,passengers\nNorth,10\nSouth,32\n");
        publishFile.publish(new Viewer.Operator(), bare, "id: nowhere-counts\n");
    }

    private JsonNode trees(String call, String query) throws Exception {
        return new FirstVisitor(port).trees(call, query);
    }

    private static List<String> ids(JsonNode search) {
        return search.path("records")
                .valueStream()
                .map(record -> record.at("/fields/id").asString())
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "q= ; 11 ; {\"Point\":7,\"Polygon\":4} ; 4.31 50.809 4.3935 50.8954",
                "refine.commune=Ixelles ; 3 ; {\"Point\":3} ; 4.36 50.8275 4.3745 50.831",
                "q=id:T09 ; 0 ; {} ; ''",
                "geofilter.bbox=50.84,4.34,50.85,4.40 ; 3 ; {\"Polygon\":3} ; 4.352 50.8398 4.3935 50.8472",
            })
    void the_extent_tells_how_far_records_reach_and_what_they_are(
            String query, int count, String geometries, String box) throws Exception {
        JsonNode extent = trees("boundingbox", query);
        assertThat(extent.path("count").asInt()).isEqualTo(count);
        assertThat(extent.path("geometries").toString()).isEqualTo(geometries);
        String[] sides = box.equals("''") ? new String[0] : box.split(" ");
        assertThat(extent.path("bbox")).hasSize(sides.length);
        for (int i = 0; i < sides.length; i++) {
            assertThat(extent.path("bbox").path(i).asDouble()).isCloseTo(Double.parseDouble(sides[i]), within(1e-9));
        }
    }

    @Test
    void from_afar_all_trees_are_one_cluster() throws Exception {
        JsonNode far = trees(
                "geocluster",
                "clusterprecision=0&clusterdistance=50&return_polygons=true&y.serie1.func=SUM&y.serie1.expr=hauteur");
        assertThat(far.path("clusters")).hasSize(1);
        JsonNode all = far.at("/clusters/0");
        assertThat(all.path("count").asInt()).isEqualTo(11);
        assertThat(all.at("/cluster_center/0").asDouble()).isCloseTo(50.835882, within(0.00001));
        assertThat(all.at("/cluster_center/1").asDouble()).isCloseTo(4.356155, within(0.00001));
        assertThat(all.at("/cluster/type").asString()).isEqualTo("Polygon");
        assertThat(all.at("/series/serie1").asInt()).isEqualTo(189);
        assertThat(far.path("count").toString()).isEqualTo("{\"max\":11,\"min\":11}");
        assertThat(far.at("/series/serie1/max").asInt()).isEqualTo(189);
    }

    @Test
    void from_near_each_tree_is_its_own_and_can_be_asked_for() throws Exception {
        JsonNode near = trees("geocluster", "clusterprecision=20&clusterdistance=1&refine.essence=Platane");
        assertThat(near.path("clusters")).hasSize(2);
        assertThat(near.at("/count/max").asInt()).isEqualTo(1);
        JsonNode one = trees("geocluster", "clusterprecision=20&q=id:T02").at("/clusters/0");
        assertThat(one.path("cluster").toString()).isEqualTo("{\"type\":\"Point\",\"coordinates\":[4.364,50.8443]}");
        JsonNode centre = one.path("cluster_center");
        assertThat(ids(trees("search", "geofilter.distance=" + centre.path(0) + "," + centre.path(1))))
                .containsExactly("T02");
    }

    @Test
    void shapes_come_with_figures_about_their_records() throws Exception {
        JsonNode answer = trees("geopolygon", "y.serie1.func=MAX&y.serie1.expr=hauteur");
        assertThat(answer.path("clusters")).hasSize(4);
        assertThat(answer.at("/clusters/0/cluster/type").asString()).isEqualTo("Polygon");
        assertThat(answer.at("/series/serie1").toString()).isEqualTo("{\"max\":31.0,\"min\":19.0}");
        JsonNode first = trees("geopolygon", "maxpoints=1&y.serie1.func=MAX&y.serie1.expr=hauteur");
        assertThat(first.path("clusters")).hasSize(1);
        assertThat(first.at("/series/serie1").toString())
                .as("of all shapes, shown or not")
                .isEqualTo("{\"max\":31.0,\"min\":19.0}");
    }

    @Test
    void records_at_the_same_place_are_one() throws Exception {
        JsonNode answer = new FirstVisitor(port)
                .answer(
                        "/api/records/1.0/geopolygon/",
                        "dataset=twin-stops&y.serie1.func=SUM&y.serie1.expr=passengers");
        assertThat(answer.path("clusters")).hasSize(2);
        assertThat(answer.at("/clusters/0/count").asInt()).isEqualTo(2);
        assertThat(answer.at("/clusters/0/series/serie1").asInt()).isEqualTo(42);
        assertThat(answer.at("/clusters/0/cluster").toString())
                .isEqualTo("{\"type\":\"Point\",\"coordinates\":[4.36,50.85]}");
        assertThat(answer.path("count").toString()).isEqualTo("{\"max\":2,\"min\":1}");
        String digest = answer.at("/clusters/0/geo_digest").asString();
        assertThat(new FirstVisitor(port)
                        .answer("/api/records/1.0/search/", "dataset=twin-stops&geo_digest=" + digest)
                        .path("nhits")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void a_shape_that_was_drawn_leads_to_its_record() throws Exception {
        JsonNode shapes = trees("geopreview", "rows=1000&clusterprecision=12&q=id:T06");
        assertThat(shapes).hasSize(1);
        assertThat(shapes.at("/0/geometry/type").asString()).isEqualTo("Polygon");
        String digest = shapes.at("/0/geo_digest").asString();
        assertThat(ids(trees("search", "geo_digest=" + digest))).containsExactly("T06");
        assertThat(ids(trees("search", "geo_digest.emprise=" + digest))).containsExactly("T06");
        String id = trees("search", "q=id:T06").at("/records/0/recordid").asString();
        assertThat(ids(trees("search", "q.refineonclick=recordid:" + id))).containsExactly("T06");
    }

    @ParameterizedTest
    @CsvSource({"rows=1000, 4", "rows=2, 2", "geo_field=localisation, 11", "'geofilter.bbox=50.84,4.34,50.85,4.40', 3"})
    void a_preview_draws_what_is_asked_for(String query, int shapes) throws Exception {
        assertThat(trees("geopreview", query)).hasSize(shapes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "geocluster?clusterprecision=26",
                "geocluster?clusterprecision=near",
                "geocluster?clusterdistance=0",
                "geocluster?y.serie1.func=SUM&y.serie1.expr=nom",
                "geopolygon?geo_field=nom",
                "geopolygon?maxpoints=-1",
                "geopreview?rows=-1",
                "boundingbox?geofilter.bbox=1,2,3",
            })
    void what_cannot_be_drawn_is_refused(String asked) throws Exception {
        String[] parts = asked.split("\\?");
        HttpResponse<String> response =
                new FirstVisitor(port).get("/api/records/1.0/" + parts[0], "dataset=arbres&" + parts[1]);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"geocluster", "geopolygon", "geopreview", "boundingbox"})
    void a_dataset_without_places_is_told_so(String call) throws Exception {
        HttpResponse<String> response =
                new FirstVisitor(port).get("/api/records/1.0/" + call, "dataset=nowhere-counts");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("no places");
    }
}
