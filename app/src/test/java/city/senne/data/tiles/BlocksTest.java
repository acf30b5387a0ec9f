package city.senne.data.tiles;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.data.catalog.Catalog;
import city.senne.data.catalog.Dataset;
import city.senne.data.catalog.DatasetId;
import city.senne.data.catalog.ShareDataset;
import city.senne.data.ingest.PublishFile;
import city.senne.data.query.AnswerQuestion;
import city.senne.data.query.Timings;
import city.senne.data.tiles.PlaceSight.Sight;
import city.senne.engine.tiles.Features;
import city.senne.engine.tiles.TileAddress;
import city.senne.engine.tiles.TileGrid;
import city.senne.trust.access.Audience;
import city.senne.trust.access.Rule;
import city.senne.trust.identity.Viewer;
import io.github.sebasbaumh.mapbox.vectortile.adapt.jts.MvtReader;
import io.github.sebasbaumh.mapbox.vectortile.adapt.jts.TagKeyValueMapConverter;
import io.github.sebasbaumh.mapbox.vectortile.adapt.jts.model.JtsLayer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.util.unit.DataSize;

/// Tiles that are cut out of a block in memory, held against those of which each row is asked of the lake.
@OpenHouse
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BlocksTest {
    private static final int SHAPES = 14_000;
    private static final int POINTS = 16_000;

    /// So many of them stand close together, about here.
    private static final int CROWD = 9000;

    /// Is denied what everybody else may see.
    private static final Viewer PARTNER = new Viewer.Person(UUID.randomUUID(), "Partner", false);

    private static final double X = 4.3507;
    private static final double Y = 50.8467;

    @Autowired
    private PublishFile publishFile;

    @Autowired
    private ShareDataset shareDataset;

    @Autowired
    private Catalog catalog;

    @Autowired
    private PlaceSight placeSight;

    @Autowired
    private AnswerQuestion answerQuestion;

    @TempDir
    private static Path folder;

    @BeforeAll
    void publish() throws Exception {
        Random random = new Random(3);
        StringBuilder points = new StringBuilder("name,seats,shaded,price,latitude,longitude\n");
        for (int i = 0; i < POINTS; i++) {
            double spread = i < CROWD ? 0.004 : 0.05;
            points.append(String.format(
                    Locale.ROOT,
                    "%s,%s,%s,%.2f,%.6f,%.6f%n",
                    i % 50 == 0 ? "bench ".repeat(70) : "bench " + i % 700,
                    i % 7 == 0 ? "" : i % 5 - 1,
                    i % 2 == 0,
                    random.nextDouble() * 9,
                    Y + (random.nextDouble() - 0.5) * spread,
                    X + (random.nextDouble() - 0.5) * spread));
        }
        publish("block-points.csv", points.toString());
        List<String> shapes = new ArrayList<>();
        for (int i = 0; i < SHAPES; i++) {
            shapes.add("""
                    {"type":"Feature","properties":{"floors":%s,"use":"use %d"},"geometry":%s}""".formatted(i % 11 == 0 ? "null" : i % 9, random.nextInt(20), shape(random, i < CROWD)));
        }
        publish(
                "block-shapes.geojson",
                "{\"type\":\"FeatureCollection\",\"features\":[" + String.join(",\n", shapes) + "]}");
        deny("block-points", Set.of("price"), "");
        deny("block-points", null, "seats = 2");
        deny("block-points", Set.of("name"), "seats = 1");
        deny("block-shapes", Set.of("use"), "");
        deny("block-shapes", null, "use = 'use 7'");
        deny("block-shapes", Set.of("floors"), "use = 'use 3'");
    }

    private void deny(String dataset, @Nullable Set<String> fields, String rows) {
        ShareDataset.Wanted wanted = new ShareDataset.Wanted(
                Rule.Effect.DENY, Audience.Kind.SIGNED_IN, "", fields, Map.of(), rows, "maps", "", "not for partners");
        assertThat(shareDataset.add(new Viewer.Operator(), new DatasetId(dataset), wanted))
                .isEmpty();
    }

    private void publish(String name, String content) throws IOException, InterruptedException {
        publishFile.publish(new Viewer.Operator(), Files.writeString(folder.resolve(name), content), "");
    }

    /// From far below a pixel to several blocks wide; in the crowd all are small.
    private static String shape(Random random, boolean crowd) {
        double spread = crowd ? 0.015 : 0.06;
        double x = X + (random.nextDouble() - 0.5) * spread;
        double y = Y + (random.nextDouble() - 0.5) * spread;
        double size = Math.pow(10, crowd ? -4.5 + random.nextDouble() : -6 + random.nextDouble() * 4.5);
        String ring = ring(random, x, y, size);
        return switch (random.nextInt(4)) {
            case 0 -> "{\"type\":\"Polygon\",\"coordinates\":[%s,%s]}".formatted(ring, ring(random, x, y, size / 10));
            case 1 ->
                "{\"type\":\"MultiPolygon\",\"coordinates\":[[%s],[%s]]}"
                        .formatted(ring, ring(random, x + 3 * size, y, size));
            case 2 -> "{\"type\":\"LineString\",\"coordinates\":%s}".formatted(ring);
            default -> "{\"type\":\"Polygon\",\"coordinates\":[%s]}".formatted(ring);
        };
    }

    private static String ring(Random random, double x, double y, double size) {
        List<String> corners = new ArrayList<>();
        int count = 3 + random.nextInt(random.nextInt(10) == 0 ? 60 : 8);
        for (int i = 0; i < count; i++) {
            double angle = 2 * Math.PI * i / count;
            double far = size * random.nextDouble(0.3, 1);
            corners.add("[%s,%s]".formatted(x + far * Math.cos(angle), y + far * Math.sin(angle)));
        }
        corners.add(corners.getFirst());
        return "[" + String.join(",", corners) + "]";
    }

    @ParameterizedTest
    @CsvSource({
        "block-points,14,''", "block-points,15,''", "block-points,16,''", "block-points,18,''",
        "block-shapes,14,''", "block-shapes,15,''", "block-shapes,16,''", "block-shapes,18,''",
        "block-shapes,14,use", "block-shapes,16,'use,floors'"
    })
    void a_tile_is_the_same_wherever_its_rows_come_from(String dataset, int zoom, String fields) throws Exception {
        for (TileGrid grid : TileGrid.values()) {
            int drawn = drawnBothWays(sight(dataset, fields), grid, zoom);
            // Not many points are told apart where they are counted first.
            assertThat(drawn).isGreaterThan(zoom == 14 && dataset.equals("block-points") ? -1 : 50);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "block-points,14,price", "block-points,15,price", "block-points,17,price",
        "block-shapes,14,use", "block-shapes,15,use", "block-shapes,17,use"
    })
    void so_is_that_of_somebody_who_is_denied_rows_and_fields(String dataset, int zoom, String denied)
            throws Exception {
        Sight sight = sight(PARTNER, dataset, "");
        Blocks blocks = blocks(DataSize.ofMegabytes(64));
        Features hers = blocks.around(sight, tile(zoom), new Timings()).orElseThrow();
        Features all =
                blocks.around(sight(dataset, ""), tile(zoom), new Timings()).orElseThrow();

        for (TileGrid grid : TileGrid.values()) {
            assertThat(drawnBothWays(sight, grid, zoom))
                    .isGreaterThan(zoom == 14 && dataset.equals("block-points") ? -1 : 50);
        }
        assertThat(hers.keys()).doesNotContain(denied);
        assertThat(all.keys()).contains(denied);
        assertThat(hers.count()).isLessThan(all.count());
    }

    /// How many rows the tiles hold one by one.
    ///
    /// @param depth a zoom of the map of the web
    private int drawnBothWays(Sight sight, TileGrid grid, int depth) throws IOException {
        Blocks blocks = blocks(DataSize.ofMegabytes(64));
        int drawn = 0;
        for (TileAddress tile : around(grid, depth, depth == 14 ? 2 : 5)) {
            Features block = blocks.around(sight, tile, new Timings()).orElseThrow();
            byte[] cut = DrawTile.drawn(new BlockRows(block, sight, tile), sight, tile);
            byte[] asked = DrawTile.drawn(new LakeRows(answerQuestion, sight, tile, new Timings()), sight, tile);

            assertThat(rows(cut)).as("%s", tile).isEqualTo(rows(asked));
            assertThat(clusters(cut)).as("%s", tile).isEqualTo(clusters(asked));
            assertThat(cut).as("%s", tile).isEqualTo(asked);
            drawn += rows(cut).size();
        }
        return drawn;
    }

    @Test
    void a_block_is_loaded_once_for_all_who_ask_for_tiles_in_it() throws Exception {
        Sight sight = sight("block-shapes", "");
        Blocks blocks = blocks(DataSize.ofMegabytes(64));
        TileAddress tile = tile(15);
        try (ExecutorService people = Executors.newFixedThreadPool(6)) {
            List<Callable<Features>> asked = IntStream.range(0, 12)
                    .mapToObj(i -> new TileAddress(15, tile.x() ^ i % 2, tile.y() ^ i / 2 % 2))
                    .<Callable<Features>>map(each ->
                            () -> blocks.around(sight, each, new Timings()).orElseThrow())
                    .toList();
            List<Features> answered = new ArrayList<>();
            for (Future<Features> each : people.invokeAll(asked)) answered.add(each.get());

            assertThat(answered).hasSize(12).allSatisfy(each -> assertThat(each).isSameAs(answered.getFirst()));
        }
    }

    @Test
    void what_another_may_see_is_another_block() {
        Blocks blocks = blocks(DataSize.ofMegabytes(64));
        TileAddress tile = tile(15);
        Features all =
                blocks.around(sight("block-shapes", ""), tile, new Timings()).orElseThrow();
        Features chosen =
                blocks.around(sight("block-shapes", "use"), tile, new Timings()).orElseThrow();

        assertThat(all.keys()).containsExactlyInAnyOrder("floors", "use", "recordid");
        assertThat(chosen.keys()).containsExactly("use");
    }

    @Test
    void where_there_is_no_room_for_a_block_there_is_none_and_smaller_ones_are_kept() {
        Sight sight = sight("block-points", "");
        Blocks blocks = blocks(DataSize.ofMegabytes(1));

        assertThat(blocks.around(sight, tile(14), new Timings())).isEmpty();
        assertThat(blocks.around(sight, beside(0, 0), new Timings()))
                .hasValueSatisfying(block -> assertThat(block.count()).isBetween(1, 500));
        assertThat(blocks(DataSize.ofBytes(0)).around(sight, beside(0, 0), new Timings()))
                .isEmpty();
    }

    @Test
    void the_block_that_was_asked_for_longest_ago_gives_way() {
        Sight sight = sight("block-points", "");
        Blocks blocks = blocks(DataSize.ofKilobytes(64));
        Features first = blocks.around(sight, beside(0, 0), new Timings()).orElseThrow();
        Features again = blocks.around(sight, beside(0, 0), new Timings()).orElseThrow();
        for (int i = 1; i < 80; i++) blocks.around(sight, beside(i % 4, i / 4), new Timings());
        Features later = blocks.around(sight, beside(0, 0), new Timings()).orElseThrow();

        assertThat(again).isSameAs(first);
        assertThat(later).isNotSameAs(first);
        assertThat(later.count()).isEqualTo(first.count());
    }

    /// Tiles of as many blocks, away from the crowd.
    private static TileAddress beside(int right, int down) {
        TileAddress middle = tile(17);
        return new TileAddress(17, middle.x() + 4 + right, middle.y() - 9 + down);
    }

    @Test
    void a_tile_of_zoom_15_does_not_wait_for_the_rows_of_sixteen() {
        Sight sight = sight("block-points", "");
        Features square = blocks(DataSize.ofMegabytes(64))
                .around(sight, tile(14), new Timings())
                .orElseThrow();
        Blocks blocks = blocks(DataSize.ofMegabytes(64));
        Features block = blocks.around(sight, tile(15), new Timings()).orElseThrow();

        assertThat(block.count()).isLessThan(square.count());
        assertThat(blocks.around(sight, tile(16), new Timings())).containsSame(block);
    }

    private Blocks blocks(DataSize room) {
        return new Blocks(answerQuestion, new TileSettings(4, Duration.ofSeconds(20), DataSize.ofMegabytes(1), room));
    }

    private Sight sight(String id, String fields) {
        return sight(Viewer.ANONYMOUS, id, fields);
    }

    private Sight sight(Viewer viewer, String id, String fields) {
        Dataset dataset = catalog.dataset(viewer, id);
        return placeSight.find(viewer, dataset, dataset.current(), "", fields);
    }

    /// The one in which the crowd is.
    private static TileAddress tile(int zoom) {
        return tile(TileGrid.WEB_MERCATOR, zoom);
    }

    private static TileAddress tile(TileGrid grid, int depth) {
        int zoom = depth - new TileAddress(grid, 0, 0, 0).depth();
        double[] shares = new double[2];
        grid.place(X, Y, shares, 0);
        return new TileAddress(grid, zoom, (int) (shares[0] * (1 << zoom)), (int) (shares[1] * (1 << zoom)));
    }

    private static List<TileAddress> around(TileGrid grid, int depth, int far) {
        TileAddress middle = tile(grid, depth);
        return IntStream.range(0, far * far)
                .mapToObj(i -> new TileAddress(
                        grid, middle.z(), middle.x() + i % far - far / 2, middle.y() + i / far - far / 2))
                .toList();
    }

    /// Geometries and values. Shapes of one size come in any order.
    private static List<String> rows(byte[] tile) throws IOException {
        return features(tile, "rows").stream()
                .map(each -> each.toText() + " " + new TreeMap<>((Map<?, ?>) each.getUserData()))
                .sorted()
                .toList();
    }

    private static List<String> clusters(byte[] tile) throws IOException {
        return features(tile, "clusters").stream()
                .map(each -> each.toText() + " " + each.getUserData())
                .sorted()
                .toList();
    }

    private static List<Geometry> features(byte[] tile, String layer) throws IOException {
        JtsLayer found = MvtReader.loadMvt(
                        new ByteArrayInputStream(tile),
                        new GeometryFactory(),
                        new TagKeyValueMapConverter(),
                        MvtReader.RING_CLASSIFIER_V2_1)
                .getLayersByName()
                .get(layer);
        return found == null ? List.of() : List.copyOf(found.getGeometries());
    }
}
