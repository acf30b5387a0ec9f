package city.senne.data.tiles;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.data.ingest.PublishFile;
import city.senne.trust.identity.Viewer;
import io.github.sebasbaumh.mapbox.vectortile.adapt.jts.MvtReader;
import io.github.sebasbaumh.mapbox.vectortile.adapt.jts.TagKeyValueMapConverter;
import io.github.sebasbaumh.mapbox.vectortile.adapt.jts.model.JtsLayer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Tiles as any client of maps gets them.
@OpenHouse
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TileApiTest {
    private static final int BENCHES = 6000;
    private static final int BLOCKS = 10_000;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Autowired
    private PublishFile publishFile;

    @TempDir
    private static Path folder;

    @BeforeAll
    void publish() throws Exception {
        Random random = new Random(7);
        StringBuilder benches = new StringBuilder("name,seats,latitude,longitude\n");
        for (int i = 0; i < BENCHES; i++) {
            benches.append(String.format(
                    Locale.ROOT,
                    "bench %d,%d,%.6f,%.6f%n",
                    i,
                    1 + i % 5,
                    50.80 + random.nextDouble() * 0.1,
                    4.30 + random.nextDouble() * 0.15));
        }
        publish("tile-benches.csv", benches.toString());
        StringBuilder blocks = new StringBuilder("{\"type\":\"FeatureCollection\",\"features\":[");
        for (int i = 0; i < BLOCKS; i++) {
            double x = 4.30 + i % 100 * 0.001;
            double y = 50.80 + i / 100 * 0.001;
            blocks.append(i == 0 ? "" : ",")
                    .append(String.format(
                            Locale.ROOT,
                            "{\"type\":\"Feature\",\"properties\":{\"floors\":%d},\"geometry\":{\"type\":\"Polygon\","
                                    + "\"coordinates\":[[[%2$.6f,%3$.6f],[%4$.6f,%3$.6f],[%4$.6f,%5$.6f],[%2$.6f,%3$.6f]]]}}",
                            i % 9,
                            x,
                            y,
                            x + 0.0001 + random.nextDouble() * 0.0005,
                            y + 0.0005));
        }
        publish("tile-blocks.geojson", blocks.append("]}").toString());
    }

    private void publish(String name, String content) throws IOException, InterruptedException {
        publishFile.publish(new Viewer.Operator(), Files.writeString(folder.resolve(name), content), "");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 6, 10, 12, 14})
    void every_point_is_drawn_or_counted_once_at_every_zoom(int zoom) throws Exception {
        long found = 0;
        for (byte[] tile : tiles("tile-benches", zoom)) {
            found += features(tile, "rows").size() + counted(tile);
        }

        assertThat(found).isEqualTo(BENCHES);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 9, 11, 13, 14})
    void every_area_is_drawn_where_its_middle_is_or_counted_once(int zoom) throws Exception {
        long found = 0;
        for (byte[] tile : tiles("tile-blocks", zoom)) {
            found += counted(tile)
                    + features(tile, "rows").stream()
                            .filter(shape -> isHere(shape.getEnvelopeInternal().centre().x)
                                    && isHere(shape.getEnvelopeInternal().centre().y))
                            .count();
        }

        // A middle on the edge of two tiles may be rounded into either or both.
        assertThat(found).isBetween((long) (BLOCKS * 0.99), (long) (BLOCKS * 1.01));
    }

    private static boolean isHere(double unit) {
        return unit >= 0 && unit < 4096;
    }

    @Test
    void a_feature_has_the_fields_of_its_row_and_its_id() throws Exception {
        Geometry bench = tiles("tile-benches", 16).stream()
                .flatMap(tile -> features(tile, "rows").stream())
                .findFirst()
                .orElseThrow();

        assertThat(bench.getUserData()).isInstanceOfSatisfying(Map.class, values -> {
            assertThat(values.get("name")).asString().startsWith("bench ");
            assertThat(values.get("seats")).isInstanceOf(Long.class);
            assertThat(values.get("recordid")).asString().matches("[0-9a-f]{40}");
        });
    }

    @Test
    void features_carry_the_fields_that_were_asked_for_however_many_there_are() throws Exception {
        for (int zoom : new int[] {13, 14, 16}) {
            int size = 1 << zoom;
            String address = "/tiles/tile-blocks/1/%d/%d/%d.mvt?fields=floors,nothing"
                    .formatted(zoom, (int) (size * (4.35 + 180) / 360), row(50.85, size));
            assertThat(features(get(address).body(), "rows"))
                    .isNotEmpty()
                    .allSatisfy(block -> assertThat(block.getUserData())
                            .isInstanceOfSatisfying(
                                    Map.class, values -> assertThat(values).containsOnlyKeys("floors")));
        }
        JsonNode json = JsonMapper.shared()
                .readTree(get("/tiles/tile-blocks/tilejson.json?fields=floors,nothing")
                        .body());
        assertThat(json.get("tiles").get(0).asString()).contains("&fields=floors&sight=");
        assertThat(json.get("vector_layers").get(0).get("fields").propertyNames())
                .containsExactly("floors");
    }

    @Test
    void no_tile_is_large() throws Exception {
        for (String dataset : List.of("tile-benches", "tile-blocks")) {
            for (int zoom : new int[] {0, 8, 10, 12, 14}) {
                assertThat(tiles(dataset, zoom))
                        .allSatisfy(tile -> assertThat(tile.length).isLessThan(520_000));
            }
        }
    }

    @Test
    void the_description_names_tiles_layers_and_bounds() throws Exception {
        JsonNode json = JsonMapper.shared()
                .readTree(get("/tiles/tile-blocks/tilejson.json").body());

        assertThat(json.get("tilejson").asString()).isEqualTo("3.0.0");
        assertThat(json.get("tiles").get(0).asString())
                .startsWith("http://localhost:" + port + "/tiles/tile-blocks/1/{z}/{x}/{y}.mvt?");
        assertThat(json.get("bounds").get(0).asDouble()).isEqualTo(4.30);
        assertThat(json.get("senne_places").asInt()).isEqualTo(BLOCKS);
        assertThat(json.get("vector_layers").get(0).get("fields").get("floors").asString())
                .isEqualTo("Number");
    }

    @Test
    void a_tile_under_the_address_of_the_description_is_kept_for_ever_and_known_by_its_tag() throws Exception {
        HttpResponse<byte[]> first = get(address("tile-benches", 10, 524, 343), "Accept-Encoding", "gzip");
        String tag = first.headers().firstValue("ETag").orElseThrow();
        HttpResponse<byte[]> again = get(address("tile-benches", 10, 524, 343), "If-None-Match", tag);
        HttpResponse<byte[]> plain = get("/tiles/tile-benches/1/10/524/343.mvt");

        assertThat(first.headers().firstValue("Cache-Control")).hasValue("public, max-age=31536000, immutable");
        assertThat(first.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(first.headers().firstValue("Content-Type")).hasValue("application/vnd.mapbox-vector-tile");
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(plain.headers().firstValue("Cache-Control")).hasValue("no-cache");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(first.body())).readAllBytes())
                .isEqualTo(plain.body());
    }

    @Test
    void where_nothing_lies_there_is_nothing() throws Exception {
        HttpResponse<byte[]> empty = get("/tiles/tile-benches/1/10/0/0.mvt");

        assertThat(empty.statusCode()).isEqualTo(204);
        assertThat(empty.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tile-benches/1/3/8/0.mvt",
                "tile-benches/1/-1/0/0.mvt",
                "tile-benches/1/99/0/0.mvt",
                "tile-benches/1/a/0/0.mvt",
                "tile-benches/1/1/0/99999999999.mvt",
                "tile-benches/7/0/0/0.mvt",
                "no-such-dataset/1/0/0/0.mvt",
                "no-such-dataset/tilejson.json",
                "tile-benches/1/0/0/0.mvt?field=name",
                "tile-benches/1/0/0/0.mvt?field=nothing"
            })
    void what_does_not_exist_is_not_found(String address) throws Exception {
        assertThat(get("/tiles/" + address).statusCode()).isEqualTo(404);
    }

    /// All tiles of a zoom in which something can lie.
    private List<byte[]> tiles(String dataset, int zoom) throws Exception {
        List<byte[]> tiles = new java.util.ArrayList<>();
        int size = 1 << zoom;
        int west = (int) (size * (4.30 + 180) / 360);
        int east = (int) (size * (4.4501 + 180) / 360);
        for (int x = west; x <= Math.min(east, west + 7); x++) {
            for (int y = row(50.9101, size); y <= Math.min(row(50.7999, size), row(50.9101, size) + 40); y++) {
                HttpResponse<byte[]> tile = get("/tiles/%s/1/%d/%d/%d.mvt".formatted(dataset, zoom, x, y));
                assertThat(tile.statusCode()).isIn(200, 204);
                tiles.add(tile.body());
            }
        }
        return tiles;
    }

    private static int row(double latitude, int size) {
        double radians = Math.toRadians(latitude);
        return (int) (size * (1 - Math.log(Math.tan(radians) + 1 / Math.cos(radians)) / Math.PI) / 2);
    }

    private String address(String dataset, int z, int x, int y) throws Exception {
        JsonNode json = JsonMapper.shared()
                .readTree(get("/tiles/" + dataset + "/tilejson.json").body());
        return URI.create(json.get("tiles")
                        .get(0)
                        .asString()
                        .replace("{z}", "" + z)
                        .replace("{x}", "" + x)
                        .replace("{y}", "" + y))
                .toString()
                .replace("http://localhost:" + port, "");
    }

    private HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        if (headers.length > 0) request.headers(headers);
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static long counted(byte[] tile) {
        return features(tile, "clusters").stream()
                .mapToLong(cluster -> (Long) ((Map<?, ?>) cluster.getUserData()).get("point_count"))
                .sum();
    }

    private static Collection<Geometry> features(byte[] tile, String layer) {
        try {
            JtsLayer found = MvtReader.loadMvt(
                            new ByteArrayInputStream(tile),
                            new GeometryFactory(),
                            new TagKeyValueMapConverter(),
                            MvtReader.RING_CLASSIFIER_V2_1)
                    .getLayersByName()
                    .get(layer);
            return found == null ? List.of() : found.getGeometries();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
