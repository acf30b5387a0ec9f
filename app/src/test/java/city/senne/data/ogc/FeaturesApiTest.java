package city.senne.data.ogc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import city.senne.OpenHouse;
import city.senne.data.ingest.Delivery;
import city.senne.data.ingest.PublishFile;
import city.senne.data.stewardship.Steward;
import city.senne.trust.identity.Viewer;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The assertions of OGC API – Features, and what clients stumble over elsewhere: links that lose a parameter, counts
/// that
/// are not those of the rows, axes the wrong way round.
@OpenHouse
class FeaturesApiTest {
    private static final String EPSG = "http://www.opengis.net/def/crs/EPSG/0/";
    private static final String CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";
    private static final int ROWS = 2_500;
    private static boolean published;

    @LocalServerPort
    private int port;

    @Autowired
    private PublishFile publishFile;

    private Steward anybody = Steward.stranger(0);

    @BeforeEach
    void a_grid_of_lamps(@TempDir Path folder) throws Exception {
        anybody = Steward.stranger(port);
        if (published) return;
        StringBuilder csv = new StringBuilder("ref;street;watts;placed;latitude;longitude\n");
        for (int i = 0; i < ROWS; i++) {
            csv.append("L%04d;%s;%d;%d-%02d-15;%s;%s%n"
                    .formatted(
                            i,
                            i % 2 == 0 ? "Rue Haute" : "Rue Basse",
                            i % 100,
                            2_000 + i % 20,
                            1 + i % 12,
                            50.80 + i / 50 * 0.002,
                            4.30 + i % 50 * 0.002));
        }
        Path file = Files.writeString(folder.resolve("ogc-lamps.csv"), csv);
        assertThat(publishFile.publish(new Viewer.Operator(), file, "").state()).isEqualTo(Delivery.State.LANDED);
        Path plain = Files.writeString(folder.resolve("ogc-no-places.csv"), "a;b\n1;2\n");
        publishFile.publish(new Viewer.Operator(), plain, "");
        published = true;
    }

    private JsonNode json(String path) throws Exception {
        HttpResponse<String> answer = anybody.ask(path);
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    private JsonNode items(String query) throws Exception {
        return json("/ogc/collections/ogc-lamps/items?" + query);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String link(JsonNode document, String rel) {
        return document.get("links")
                .valueStream()
                .filter(link -> link.get("rel").asString().equals(rel))
                .map(link -> link.get("href").asString())
                .findFirst()
                .orElse("");
    }

    /// Every feature, by following the links.
    private List<JsonNode> walk(String query) throws Exception {
        List<JsonNode> features = new ArrayList<>();
        JsonNode page = items(query);
        long matched = page.get("numberMatched").asLong();
        while (true) {
            page.get("features").forEach(features::add);
            assertThat(page.get("numberMatched").asLong()).isEqualTo(matched);
            assertThat(page.get("numberReturned").asInt())
                    .isEqualTo(page.get("features").size());
            String next = link(page, "next");
            if (next.isEmpty()) break;
            page = json(next.replaceFirst("^http://[^/]+", ""));
        }
        assertThat(features.size()).isEqualTo((int) matched);
        return features;
    }

    @Test
    void the_landing_page_leads_to_everything() throws Exception {
        JsonNode landing = json("/ogc");
        for (String rel : List.of("self", "service-desc", "service-doc", "conformance", "data")) {
            String address = link(landing, rel).replaceFirst("^http://[^/]+", "");
            assertThat(anybody.ask(address).statusCode()).as(rel).isEqualTo(200);
        }
        assertThat(json("/ogc/conformance").get("conformsTo").toString())
                .contains("ogcapi-features-1/1.0/conf/core", "ogcapi-features-2/1.0/conf/crs", "cql2-text");
        JsonNode description = json("/ogc/api");
        assertThat(description.at("/servers/0/url").asString()).isEqualTo("http://localhost:" + port + "/ogc");
        assertThat(description.toString().replace("\"$ref\":\"#/", "")).doesNotContain("$ref");
        assertThat(anybody.get("/ogc").body()).contains("QGIS", "ogc-lamps");
        assertThat(anybody.ask("/ogc?f=html").body()).contains("<!doctype html>");
    }

    @Test
    void a_collection_tells_where_its_features_are_and_what_they_hold() throws Exception {
        JsonNode all = json("/ogc/collections");
        List<String> ids = all.get("collections")
                .valueStream()
                .map(each -> each.get("id").asString())
                .toList();
        assertThat(ids).contains("ogc-lamps").doesNotContain("ogc-no-places");
        JsonNode lamps = json("/ogc/collections/ogc-lamps");
        assertThat(lamps.at("/extent/spatial/bbox/0").toString()).startsWith("[4.3,50.8,4.398,50.89");
        assertThat(lamps.get("crs").toString()).contains(CRS84, EPSG + "31370", EPSG + "3812", EPSG + "3857");
        JsonNode queryables = json("/ogc/collections/ogc-lamps/queryables");
        assertThat(queryables.at("/properties/watts/type").asString()).isEqualTo("integer");
        assertThat(queryables.at("/properties/placed/format").asString()).isEqualTo("date");
        assertThat(queryables.at("/properties/geo_point_2d/format").asString()).isEqualTo("geometry-point");
        assertThat(anybody.ask("/ogc/collections/ogc-no-places").statusCode()).isEqualTo(404);
    }

    @Test
    void a_feature_has_an_address_of_its_own() throws Exception {
        JsonNode first = items("limit=1").at("/features/0");
        JsonNode alone =
                json("/ogc/collections/ogc-lamps/items/" + first.get("id").asString());
        assertThat(alone.get("properties")).isEqualTo(first.get("properties"));
        assertThat(alone.get("geometry")).isEqualTo(first.get("geometry"));
        assertThat(link(alone, "collection")).endsWith("/ogc/collections/ogc-lamps");
        assertThat(anybody.ask("/ogc/collections/ogc-lamps/items/none").statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limit=700|2500",
                "limit=10000|2500",
                "limit=99999999999|2500",
                "limit=97&bbox=4.2999,50.7999,4.3101,50.8501|156",
                "limit=97&bbox=4.2999,50.7999,0,4.3101,50.8501,100|156",
                "limit=50&street=Rue%20Haute|1250",
                "limit=10&watts=7|25",
                "limit=10&placed=2003-04-15|42",
                "limit=70&datetime=2003-04-15|42",
                "limit=70&datetime=2003-04-15T12:00:00Z|42",
                "limit=70&datetime=2003-01-01/2003-12-31|125",
                "limit=70&datetime=2003-01-01T00:00:00Z/2003-12-31T23:59:59Z|125",
                "limit=70&datetime=../2000-12-31|125",
                "limit=70&datetime=2019-01-01/|125",
                "limit=70&bbox=4.2999,50.7999,4.3101,50.8501&street=Rue%20Haute&datetime=2000-01-01/2009-12-31|39",
                "limit=70&filter=watts%20%3E%2097%20AND%20street%3D'Rue%20Haute'|25",
                "limit=70&filter-lang=cql2-json&filter=%7B%22op%22%3A%22%3E%22%2C%22args%22%3A%5B%7B%22property%22%3A%22watts%22%7D%2C97%5D%7D|50",
                "limit=70&bbox=170,50,-170,51|0",
                "limit=70&bbox=4.35,50,-170,51|1250",
                "limit=70&bbox=-180,-90,180,90|2500",
            })
    void following_the_links_finds_each_feature_once(String query, int count) throws Exception {
        List<JsonNode> features = walk(query);
        Set<String> ids = new HashSet<>();
        features.forEach(feature -> ids.add(feature.get("id").asString()));
        assertThat(ids.size()).isEqualTo(features.size()).isEqualTo(count);
    }

    @Test
    void boxes_and_answers_come_in_the_systems_and_orders_of_the_register() throws Exception {
        JsonNode degrees = items("limit=1").at("/features/0/geometry/coordinates");
        JsonNode turned = items("limit=1&crs=" + EPSG + "4326").at("/features/0/geometry/coordinates");
        assertThat(turned.get(0)).isEqualTo(degrees.get(1));
        assertThat(turned.get(1)).isEqualTo(degrees.get(0));
        HttpResponse<String> lambert = anybody.ask("/ogc/collections/ogc-lamps/items?limit=1&crs=" + EPSG + "31370");
        assertThat(lambert.headers().firstValue("Content-Crs")).hasValue("<" + EPSG + "31370>");
        JsonNode metres = JsonMapper.shared().readTree(lambert.body()).at("/features/0/geometry/coordinates");
        assertThat(metres.get(0).asDouble()).isBetween(140_000.0, 160_000.0);
        assertThat(metres.get(1).asDouble()).isBetween(160_000.0, 180_000.0);
        int east = walk("limit=900&bbox=4.2999,50.7999,4.3501,50.8501").size();
        assertThat(walk("limit=900&bbox=50.7999,4.2999,50.8501,4.3501&bbox-crs=" + EPSG + "4326")
                        .size())
                .isEqualTo(east);
        assertThat(walk("limit=900&bbox=0,0,900000,900000&bbox-crs=" + EPSG + "31370")
                        .size())
                .isEqualTo(ROWS);
        assertThat(walk("limit=900&bbox=-20037508,-20037508,20037508,20037508&bbox-crs=" + EPSG + "3857")
                        .size())
                .isEqualTo(ROWS);
        assertThat(walk("limit=900&bbox=0,0,10,10&bbox-crs=" + EPSG + "31370")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nothing=1",
                "limit=0",
                "limit=-1",
                "limit=ten",
                "limit=1&limit=2",
                "bbox=1,2,3",
                "bbox=a,b,c,d",
                "bbox=1,2,3,NaN",
                "bbox=1,50,2,40",
                "bbox=9,0,1,2&bbox-crs=" + EPSG + "31370",
                "crs=EPSG:1",
                "bbox=1,2,3,4&bbox-crs=x",
                "datetime=yesterday",
                "datetime=2020-01-01/2019-01-01",
                "datetime=../../..",
                "filter=street%20%3D",
                "filter=owner%3D1",
                "filter=watts%3D1&filter-lang=sql",
                "cursor=abc",
                "watts=many",
                "geo_point_2d=1"
            })
    void what_cannot_be_understood_is_refused(String query) throws Exception {
        HttpResponse<String> answer = anybody.ask("/ogc/collections/ogc-lamps/items?" + query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        JsonNode problem = JsonMapper.shared().readTree(answer.body());
        assertThat(problem.get("code").asString()).startsWith("ogc-");
        assertThat(problem.get("detail").asString()).isNotBlank();
    }

    @Test
    void a_page_of_large_shapes_ends_early_and_leads_on(@TempDir Path folder) throws Exception {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            StringBuilder ring = new StringBuilder();
            for (int j = 0; j <= 30_000; j++) {
                double angle = 2 * Math.PI * (j % 30_000) / 30_000;
                ring.append(j == 0 ? "" : ",")
                        .append("[%.9f,%.9f]"
                                .formatted(4.3 + i * 0.01 + 0.004 * Math.cos(angle), 50.8 + 0.004 * Math.sin(angle)));
            }
            rows.append(i == 0 ? "" : ",")
                    .append(
                            "{\"type\":\"Feature\",\"properties\":{\"n\":%d},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[%s]]}}"
                                    .formatted(i, ring));
        }
        Path file = Files.writeString(
                folder.resolve("ogc-large.geojson"), "{\"type\":\"FeatureCollection\",\"features\":[" + rows + "]}");
        assertThat(publishFile.publish(new Viewer.Operator(), file, "").state()).isEqualTo(Delivery.State.LANDED);
        List<Integer> sizes = new ArrayList<>();
        Set<Integer> found = new HashSet<>();
        String next = "/ogc/collections/ogc-large/items";
        while (!next.isEmpty()) {
            JsonNode page = json(next);
            sizes.add(page.get("numberReturned").asInt());
            page.get("features")
                    .forEach(feature -> found.add(feature.at("/properties/n").asInt()));
            next = link(page, "next").replaceFirst("^http://[^/]+", "");
        }
        assertThat(sizes).hasSizeGreaterThan(1).allMatch(size -> size > 0);
        assertThat(found).hasSize(20);
    }

    @Test
    void a_link_of_another_question_is_refused() throws Exception {
        String next = link(items("limit=10&street=Rue%20Haute"), "next").replaceFirst("^http://[^/]+", "");
        assertThat(anybody.ask(next).statusCode()).isEqualTo(200);
        assertThat(anybody.ask(next.replace("Haute", "Basse")).statusCode()).isEqualTo(400);
    }

    /// What GDAL reads is what there is, with and without a box or a condition.
    @Test
    void gdal_counts_the_same() throws Exception {
        assertThat(ogrinfo()).isEqualTo(ROWS);
        int inBox = walk("limit=10000&bbox=4.3201,50.8201,4.3801,50.8601").size();
        assertThat(ogrinfo("-spat", "4.3201", "50.8201", "4.3801", "50.8601")).isEqualTo(inBox);
        assertThat(ogrinfo("-where", "watts = 7")).isEqualTo(25);
    }

    @ParameterizedTest
    @ValueSource(ints = {31370, 3812, 3857})
    void gdal_finds_the_same_coordinates_in_each_system(int system) throws Exception {
        JsonNode degrees = items("limit=1").at("/features/0/geometry/coordinates");
        JsonNode metres = items("limit=1&crs=" + EPSG + system).at("/features/0/geometry/coordinates");
        String[] found = gdal(
                        degrees.get(0) + " " + degrees.get(1) + "\n",
                        "gdaltransform",
                        "-s_srs",
                        "OGC:CRS84",
                        "-t_srs",
                        "EPSG:" + system)
                .split(" ");
        assertThat(metres.get(0).asDouble()).isCloseTo(Double.parseDouble(found[0]), within(1.0));
        assertThat(metres.get(1).asDouble()).isCloseTo(Double.parseDouble(found[1]), within(1.0));
    }

    /// What QGIS reads is what there is, a page of a hundred at a time.
    @Test
    void qgis_counts_the_same(@TempDir Path folder) throws Exception {
        int inBox = walk("limit=10000&bbox=4.3201,50.8201,4.3801,50.8601").size();
        assertThat(inBox).isBetween(101, ROWS - 1);
        assertThat(qgis("0,10,45,55", folder.resolve("all.geojson"))).isEqualTo(ROWS);
        assertThat(qgis("4.3201,4.3801,50.8201,50.8601", folder.resolve("box.geojson")))
                .isEqualTo(inBox);
    }

    private int qgis(String extent, Path file) throws Exception {
        // Debian's wrapper hands on an option that the program does not know.
        Path program = Path.of("/usr/bin/qgis_process.bin");
        assumeTrue(Files.isExecutable(program), "Needs qgis_process, as Debian's package qgis installs it");
        String layer = "OAPIF://typename='ogc-lamps' url='http://localhost:%d/ogc' pageSize='100' pagingEnabled='true'"
                .formatted(port);
        ProcessBuilder command = new ProcessBuilder(
                program.toString(),
                "run",
                "native:extractbyextent",
                "--",
                "INPUT=" + layer,
                "EXTENT=" + extent + " [EPSG:4326]",
                "OUTPUT=" + file);
        command.environment().putAll(Map.of("QT_QPA_PLATFORM", "offscreen", "XDG_RUNTIME_DIR", "" + file.getParent()));
        Process process = command.redirectErrorStream(true).start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(file).as(told).exists();
        return JsonMapper.shared().readTree(file.toFile()).path("features").size();
    }

    /// How many features it reads.
    private int ogrinfo(String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of("ogrinfo", "-ro", "-q", "-geom=NO"));
        command.addAll(List.of(options));
        command.addAll(List.of("OAPIF:http://localhost:" + port + "/ogc", "ogc-lamps"));
        String told = gdal("", command.toArray(String[]::new));
        return (int) told.lines().filter(line -> line.startsWith("OGRFeature")).count();
    }

    private static String gdal(String input, String... command) throws Exception {
        Path program = Path.of("/usr/bin", command[0]);
        assumeTrue(Files.isExecutable(program), "Needs " + program + ", as Debian's package gdal-bin installs it");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.outputWriter().append(input).close();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(told).isZero();
        return told;
    }
}
