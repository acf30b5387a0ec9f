package city.senne.data.ogc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import city.senne.OpenHouse;
import city.senne.data.explore.export.OtherReaders;
import city.senne.data.ingest.Delivery;
import city.senne.data.ingest.PublishFile;
import city.senne.data.stewardship.Steward;
import city.senne.engine.tiles.TileGrid;
import city.senne.trust.identity.Viewer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The assertions of OGC's suite for API – Tiles, named by its abstract tests, and that tiles of each grid show what
/// the features of the same box are.
@OpenHouse
class TilesOgcTest {
    private static final String REL = "http://www.opengis.net/def/rel/ogc/1.0/";
    private static final String MVT = "application/vnd.mapbox-vector-tile";
    private static final String POINTS = "/ogc/collections/tiled-benches";
    private static final String SHAPES = "/ogc/collections/tiled-plots";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static boolean published;

    @LocalServerPort
    private int port;

    @Autowired
    private PublishFile publishFile;

    private Steward anybody = Steward.stranger(0);

    @BeforeEach
    void benches_and_plots(@TempDir Path folder) throws Exception {
        anybody = Steward.stranger(port);
        if (published) return;
        Random random = new Random(4);
        StringBuilder benches = new StringBuilder("ref,seats,latitude,longitude\n");
        for (int i = 0; i < 3_000; i++) {
            benches.append("b%04d,%d,%.6f,%.6f%n"
                    .formatted(i, i % 5, random.nextDouble(50.80, 50.90), random.nextDouble(4.30, 4.45)));
        }
        publish(folder.resolve("tiled-benches.csv"), benches.toString());
        StringBuilder plots = new StringBuilder();
        for (int i = 0; i < 400; i++) {
            double x = 4.30 + i % 20 * 0.005;
            double y = 50.80 + i / 20 * 0.004;
            plots.append(i == 0 ? "" : ",")
                    .append("""
                    {"type":"Feature","properties":{"plot":"p%d","floors":%d},"geometry":{"type":"Polygon","coordinates":
                    [[[%f,%f],[%f,%f],[%f,%f],[%f,%f]]]}}""".formatted(i, i % 9, x, y, x + 0.002, y, x + 0.002, y + 0.001, x, y));
        }
        publish(folder.resolve("tiled-plots.geojson"), "{\"type\":\"FeatureCollection\",\"features\":[" + plots + "]}");
        published = true;
    }

    private void publish(Path file, String content) throws Exception {
        Files.writeString(file, content);
        assertThat(publishFile.publish(new Viewer.Operator(), file, "").state()).isEqualTo(Delivery.State.LANDED);
    }

    private JsonNode json(String address) throws Exception {
        HttpResponse<String> answer = anybody.ask(path(address));
        assertThat(answer.statusCode()).as(address + " " + answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        return JsonMapper.shared().readTree(answer.body());
    }

    private static String path(String address) {
        return address.replaceFirst("^http://[^/]+", "");
    }

    private static Stream<JsonNode> links(JsonNode document, String rel) {
        return document.get("links")
                .valueStream()
                .filter(link -> link.get("rel").asString().equals(rel));
    }

    private static String link(JsonNode document, String rel) {
        return links(document, rel).findFirst().orElseThrow().get("href").asString();
    }

    private JsonNode collection(String id) throws Exception {
        return json("/ogc/collections")
                .get("collections")
                .valueStream()
                .filter(each -> each.get("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private HttpResponse<byte[]> tile(String address, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path(address)));
        if (headers.length > 0) request.headers(headers);
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String filled(String template, Object z, Object row, Object column) {
        return template.replace("{tileMatrix}", z.toString())
                .replace("{tileRow}", row.toString())
                .replace("{tileCol}", column.toString());
    }

    @Test
    void a1_conformance_names_what_holds() throws Exception {
        List<String> classes = json("/ogc/conformance")
                .get("conformsTo")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
        for (String each : List.of("core", "tileset", "tilesets-list", "geodata-tilesets", "mvt", "oas30")) {
            assertThat(classes).contains("http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/" + each);
        }
        // There is no set of tiles of all datasets together.
        assertThat(classes).doesNotContain("http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/dataset-tilesets");
        assertThat(links(json("/ogc/"), REL + "tilesets-vector")).isEmpty();
    }

    /// A.2 to A.5, A.9, A.12 and A.13: from a collection to the template of its tiles.
    @ParameterizedTest
    @ValueSource(strings = {"tiled-benches", "tiled-plots"})
    void links_lead_from_a_collection_to_its_tiles(String id) throws Exception {
        String list = link(collection(id), REL + "tilesets-vector");
        assertThat(list).endsWith("/ogc/collections/" + id + "/tiles");
        JsonNode sets = json(list).get("tilesets");
        assertThat(sets.size()).isEqualTo(TileGrid.values().length);
        for (JsonNode set : sets) {
            assertThat(set.get("dataType").asString()).isEqualTo("vector");
            assertThat(set.get("crs").asString()).startsWith("http://www.opengis.net/def/crs/EPSG/0/");
            assertThat(set.get("tileMatrixSetURI").asString()).startsWith("http");
            assertThat(set.get("tileMatrixSetId").asString()).isNotBlank();
            assertThat(set.get("tileMatrixSetLimits").isEmpty()).isFalse();
            JsonNode whole = json(link(set, "self"));
            assertThat(whole).isEqualTo(set);
            JsonNode item = links(whole, "item").findFirst().orElseThrow();
            assertThat(item.get("templated").asBoolean()).isTrue();
            assertThat(item.get("type").asString()).isEqualTo(MVT);
            assertThat(item.get("href").asString()).contains("{tileMatrix}", "{tileRow}", "{tileCol}");
            JsonNode grid = json(link(whole, REL + "tiling-scheme"));
            assertThat(grid.get("id")).isEqualTo(set.get("tileMatrixSetId"));
            assertThat(grid.get("crs")).isEqualTo(set.get("crs"));
            assertThat(grid.get("tileMatrices").size())
                    .isEqualTo(set.get("tileMatrixSetLimits").size());
        }
        JsonNode tileJson = json(link(sets.get(0), "alternate"));
        assertThat(tileJson.get("tilejson").asString()).isEqualTo("3.0.0");
    }

    /// A.6 and A.7: every tile within the limits is there, none beyond them.
    @ParameterizedTest
    @CsvSource({"tiled-benches,0", "tiled-benches,1", "tiled-plots,0", "tiled-plots,1"})
    void tiles_are_there_within_the_limits_and_nowhere_else(String id, int which) throws Exception {
        JsonNode set = json("/ogc/collections/" + id + "/tiles").get("tilesets").get(which);
        String template = link(set, "item");
        int empty = 0;
        for (JsonNode limits : set.get("tileMatrixSetLimits")) {
            int z = Integer.parseInt(limits.get("tileMatrix").asString());
            int top = limits.get("minTileRow").asInt();
            int bottom = limits.get("maxTileRow").asInt();
            int left = limits.get("minTileCol").asInt();
            int right = limits.get("maxTileCol").asInt();
            int step = Math.max(1, (bottom - top) / 4);
            for (int row = top; row <= bottom; row += step) {
                for (int column = left; column <= right; column += Math.max(1, (right - left) / 4)) {
                    HttpResponse<byte[]> there = tile(filled(template, z, row, column));
                    assertThat(there.statusCode()).isEqualTo(200);
                    assertThat(there.headers().firstValue("Content-Type")).hasValue(MVT);
                    if (there.body().length == 0) empty++;
                }
            }
            for (String beyond : List.of(
                    filled(template, z, bottom + 1, left),
                    filled(template, z, top - 1, left),
                    filled(template, z, top, right + 1),
                    filled(template, z, top, left - 1),
                    filled(template, z, Integer.MAX_VALUE, Integer.MAX_VALUE))) {
                assertThat(tile(beyond).statusCode()).as(beyond).isEqualTo(404);
            }
        }
        assertThat(empty).isPositive();
    }

    /// A.23 and A.24.
    @Test
    void the_description_names_the_operations_of_tiles() throws Exception {
        JsonNode paths =
                JsonMapper.shared().readTree(anybody.ask("/ogc/api").body()).get("paths");
        List<String> operations = paths.valueStream()
                .map(path -> path.at("/get/operationId").asString())
                .toList();
        assertThat(operations)
                .contains(
                        ".collection.vector.getTile",
                        ".collection.vector.getTileSet",
                        ".collection.vector.getTileSetsList",
                        "getTileMatrixSet",
                        "getTileMatrixSetsList");
    }

    @Test
    void grids_are_told_as_the_standard_writes_them() throws Exception {
        JsonNode all = json(link(json("/ogc"), REL + "tiling-schemes")).get("tileMatrixSets");
        assertThat(all.valueStream().map(each -> each.get("id").asString()))
                .containsExactly("WebMercatorQuad", "BelgianLambert2008Quad");
        JsonNode web = json(link(all.get(0), "self"));
        assertThat(web.get("uri").asString())
                .isEqualTo("http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad");
        JsonNode whole = web.at("/tileMatrices/0");
        // As the register has them.
        assertThat(whole.get("scaleDenominator").asDouble()).isCloseTo(559082264.028717, within(1e-5));
        assertThat(whole.get("cellSize").asDouble()).isCloseTo(156543.033928041, within(1e-8));
        assertThat(whole.get("pointOfOrigin").get(0).asDouble()).isCloseTo(-20037508.3427892, within(1e-6));
        assertThat(web.at("/tileMatrices/18/matrixWidth").asInt()).isEqualTo(262144);
        JsonNode lambert = json(link(all.get(1), "self"));
        assertThat(lambert.get("crs").asString()).endsWith("/EPSG/0/3812");
        assertThat(lambert.at("/tileMatrices/0/cellSize").asDouble()).isEqualTo(2048);
        assertThat(lambert.at("/tileMatrices/12/cellSize").asDouble()).isEqualTo(0.5);
        assertThat(lambert.at("/tileMatrices/0/pointOfOrigin").toString()).isEqualTo("[396000.0,895000.0]");
        assertThat(anybody.ask("/ogc/tileMatrixSets/None").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "/tiles/None,404",
        "/tiles/None/0/0/0,404",
        "/tiles/WebMercatorQuad/a/0/0,404",
        "/tiles/WebMercatorQuad/-1/0/0,404",
        "/tiles/WebMercatorQuad/19/0/0,404",
        "/tiles/BelgianLambert2008Quad/13/0/0,404",
        "/tiles/WebMercatorQuad/0/0/0?f=png,400",
        "/tiles/WebMercatorQuad/0/0/0?f=json,400",
        "/tiles/WebMercatorQuad/0/0/0?datetime=2020-01-01,400",
        "/tiles/WebMercatorQuad/0/0/0?f=mvt&f=mvt,400",
        "/tiles?f=html,400",
        "/tiles?limit=3,400",
        "/tiles/WebMercatorQuad?crs=x,400",
        "/tiles/WebMercatorQuad/0/0/0,200",
        "/tiles/WebMercatorQuad/0/0/0?f=mvt,200"
    })
    void what_there_is_not_is_not_found_and_what_means_nothing_is_refused(String rest, int status) throws Exception {
        assertThat(anybody.ask(POINTS + rest).statusCode()).isEqualTo(status);
    }

    @Test
    void the_header_accept_counts_where_no_format_is_named() throws Exception {
        String tile = POINTS + "/tiles/WebMercatorQuad/0/0/0";
        assertThat(tile(tile, "Accept", MVT).statusCode()).isEqualTo(200);
        assertThat(tile(tile, "Accept", "text/html, image/gif, *; q=.2, */*; q=.2")
                        .statusCode())
                .isEqualTo(200);
        assertThat(tile(tile, "Accept", "image/png").statusCode()).isEqualTo(406);
        assertThat(tile(tile, "Accept", "image/png, " + MVT + ";q=0").statusCode())
                .isEqualTo(406);
        assertThat(tile(tile + "?f=mvt", "Accept", "image/png").statusCode()).isEqualTo(200);
        assertThat(anybody.ask("/ogc/collections/no-such/tiles/WebMercatorQuad/0/0/0")
                        .statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @EnumSource
    void a_tile_is_known_by_its_tag(TileGrid grid) throws Exception {
        String address = POINTS + "/tiles/" + grid.id() + "/0/0/0";
        HttpResponse<byte[]> first = tile(address, "Accept-Encoding", "gzip");
        String tag = first.headers().firstValue("ETag").orElseThrow();
        HttpResponse<byte[]> again = tile(address, "If-None-Match", tag);
        assertThat(first.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(first.headers().firstValue("Cache-Control")).hasValue("no-cache");
        assertThat(again.statusCode()).isEqualTo(304);
        String other = POINTS + "/tiles/" + TileGrid.values()[1 - grid.ordinal()].id() + "/0/0/0";
        assertThat(tile(other, "If-None-Match", tag).statusCode()).isEqualTo(200);
    }

    @Test
    void a_tile_of_the_web_is_that_of_other_maps() throws Exception {
        byte[] here = tile(SHAPES + "/tiles/WebMercatorQuad/14/5493/8387").body();
        assertThat(here)
                .isNotEmpty()
                .isEqualTo(tile("/tiles/tiled-plots/1/14/8387/5493.mvt").body());
    }

    /// Rows of a tile are the features whose places lie in its square, and lie where those say.
    @ParameterizedTest
    @CsvSource({
        "tiled-benches,WEB_MERCATOR,16",
        "tiled-benches,BELGIAN_LAMBERT,10",
        "tiled-plots,WEB_MERCATOR,14",
        "tiled-plots,BELGIAN_LAMBERT,8"
    })
    void a_foreign_library_finds_the_features_of_the_same_box(String id, TileGrid grid, int z, @TempDir Path folder)
            throws Exception {
        String here = "/ogc/collections/" + id;
        boolean points = id.equals("tiled-benches");
        double side = grid.extent().getWidth() / (1 << z);
        double[] shares = new double[2];
        grid.place(4.3507, 50.8467, shares, 0);
        int compared = 0;
        for (int i = 0; i < 9; i++) {
            int column = (int) (shares[0] * (1 << z)) + i % 3 - 1;
            int row = (int) (shares[1] * (1 << z)) + i / 3 - 1;
            double west = grid.extent().getMinX() + column * side;
            double north = grid.extent().getMaxY() - row * side;
            String crs = "http://www.opengis.net/def/crs/EPSG/0/" + grid.srid();
            JsonNode items = json2("%s/items?limit=10000&bbox-crs=%s&crs=%s&bbox=%s,%s,%s,%s"
                    .formatted(here, crs, crs, west, north - side, west + side, north));
            Map<String, double[]> expected = new TreeMap<>();
            String key = points ? "ref" : "plot";
            items.get("features")
                    .forEach(feature -> expected.put(
                            feature.at("/properties/" + key).asString(), corner(feature.at("/geometry/coordinates"))));
            HttpResponse<byte[]> tile = tile("%s/tiles/%s/%d/%d/%d".formatted(here, grid.id(), z, row, column));
            assertThat(tile.statusCode()).isEqualTo(200);
            JsonNode layers = OtherReaders.script(
                    "read-tile.mjs",
                    Files.write(folder.resolve("t%d.mvt".formatted(i)), tile.body())
                            .toString());
            JsonNode rows = layers.path("rows");
            for (JsonNode feature : rows) {
                double extent = feature.get("extent").asDouble();
                double[] x = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
                feature.get("geometry")
                        .forEach(ring -> ring.forEach(at -> {
                            x[0] = Math.min(x[0], at.get(0).asDouble());
                            x[1] = Math.min(x[1], -at.get(1).asDouble());
                        }));
                double[] there =
                        expected.remove(feature.at("/properties/" + key).asString());
                if (there == null) {
                    // Reaches from the next tile into the margin of this one.
                    assertThat(points).isFalse();
                    continue;
                }
                boolean whole = x[0] > 0 && -x[1] < extent;
                if (!whole) continue;
                compared++;
                double unit = side / extent;
                assertThat(west + x[0] * unit).isCloseTo(there[0], within((points ? 1 : 2.5) * unit));
                assertThat(north + x[1] * unit).isCloseTo(there[1], within((points ? 1 : 2.5) * unit));
            }
            assertThat(expected).as(tile.uri().toString()).isEmpty();
        }
        assertThat(compared).isGreaterThan(20);
    }

    private JsonNode json2(String path) throws Exception {
        HttpResponse<String> answer = anybody.ask(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    /// The place, or the corner in the south-west of the box around a shape.
    private static double[] corner(JsonNode coordinates) {
        if (coordinates.get(0).isNumber()) {
            return new double[] {
                coordinates.get(0).asDouble(), coordinates.get(1).asDouble()
            };
        }
        double[] corner = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        for (JsonNode part : coordinates) {
            double[] other = corner(part);
            corner[0] = Math.min(corner[0], other[0]);
            corner[1] = Math.min(corner[1], other[1]);
        }
        return corner;
    }
}
