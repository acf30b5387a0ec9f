package city.senne.data.tiles;

import city.senne.data.query.AnswerQuestion;
import city.senne.data.query.Timings;
import city.senne.data.query.TooBusy;
import city.senne.data.tiles.Clusters.Cell;
import city.senne.data.tiles.PlaceSight.Sight;
import city.senne.engine.table.FieldType;
import city.senne.engine.tiles.Draftsman;
import city.senne.engine.tiles.TileAddress;
import city.senne.engine.tiles.VectorTile;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/// Draws a tile. In the layer `rows` lie rows one by one; those that would be too many or too small to tell apart are
/// counted in the layer `clusters`. Each row is in one or the other: the features of `rows` with their middle in the
/// tiles of a zoom and the counts of `clusters` together are all rows that have a place.
@Component
class DrawTile {
    static final String ROWS = "rows";
    static final String CLUSTERS = "clusters";
    static final String COUNT = "point_count";

    /// Bytes before compression. Larger ones make phones stutter.
    private static final int ROOM = 500_000;

    private static final int MOST_POINTS = 3000;
    private static final int MOST_SHAPES = 8000;

    /// So many tell more as a fine pattern than as numbers: the network of streets, the blocks of a town.
    private static final int FEW_SHAPES = 2500;

    /// From this depth on a street fills the screen, and what lies close together can still be told apart.
    private static final int STREETS = 15;

    /// In pixels.
    private static final double LARGE_SHAPE = 3;

    private final AnswerQuestion answerQuestion;
    private final Blocks blocks;
    private final TileSettings settings;
    private final Semaphore turns;

    DrawTile(AnswerQuestion answerQuestion, Blocks blocks, TileSettings settings) {
        this.answerQuestion = answerQuestion;
        this.blocks = blocks;
        this.settings = settings;
        this.turns = new Semaphore(settings.concurrent(), true);
    }

    /// The tile as Mapbox writes it, empty where nothing lies. Throws TooBusy, TookTooLong.
    byte[] draw(Sight sight, TileAddress address, Timings timings) {
        try {
            if (!turns.tryAcquire(settings.patience().toMillis(), TimeUnit.MILLISECONDS)) throw new TooBusy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TooBusy();
        }
        try {
            byte[] tile = drawn(rows(sight, address, timings), sight, address);
            timings.step("draw");
            return tile;
        } finally {
            turns.release();
        }
    }

    private TileRows rows(Sight sight, TileAddress address, Timings timings) {
        return blocks.around(sight, address, timings)
                .<TileRows>map(block -> new BlockRows(block, sight, address))
                .orElseGet(() -> new LakeRows(answerQuestion, sight, address, timings));
    }

    /// The same tile wherever its rows come from.
    static byte[] drawn(TileRows rows, Sight sight, TileAddress address) {
        return new Sheet(rows, sight.place().type() == FieldType.GEO_SHAPE, address).drawn();
    }

    /// From which size on a shape is large in a tile.
    static double largeShape(TileAddress address) {
        return LARGE_SHAPE * address.degrees() / 512;
    }

    /// One tile while it is drawn.
    private static final class Sheet {
        private final TileRows source;
        private final boolean shapes;
        private final TileAddress address;
        private final Draftsman draftsman;
        private final double largeShape;

        Sheet(TileRows source, boolean shapes, TileAddress address) {
            this.source = source;
            this.shapes = shapes;
            this.address = address;
            this.draftsman = new Draftsman(address);
            this.largeShape = largeShape(address);
        }

        byte[] drawn() {
            int most = shapes ? MOST_SHAPES : MOST_POINTS;
            // Here rows are drawn one by one unless there are very many: counting them first would take as long again.
            boolean tooLarge = false;
            if (address.depth() >= STREETS) {
                VectorTile tile = new VectorTile();
                Drawn drawn = rows(tile, false, 0, most);
                if (drawn.isWhole) return tile.toBytes();
                tooLarge = drawn.reason == Drawn.Reason.BYTES;
            }
            List<Cell> cells = source.cells(Double.POSITIVE_INFINITY);
            long rows = cells.stream().mapToLong(Cell::count).sum();
            // A large area may be seen in tiles where its middle is not.
            if (rows == 0 && !shapes) return new byte[0];
            long large = cells.stream().mapToLong(Cell::large).sum();
            boolean canBeToldApart = address.depth() >= STREETS
                    || 2 * rows <= 3L * cells.size()
                    || shapes && (2 * large >= rows || rows <= FEW_SHAPES);
            if (rows <= most && canBeToldApart) {
                for (boolean namesOnly : tooLarge ? List.of(true) : List.of(false, true)) {
                    VectorTile tile = new VectorTile();
                    if (rows(tile, namesOnly, 0, MOST_SHAPES).isWhole) return tile.toBytes();
                }
            }
            return shapes ? largestShapes() : counted(new VectorTile(), cells);
        }

        /// The large ones as they are, the others counted; fewer of the large ones when they do not fit.
        private byte[] largestShapes() {
            for (int most = MOST_SHAPES / 2; ; most /= 4) {
                VectorTile tile = new VectorTile();
                double size = largeShape;
                if (most > 0) {
                    Drawn drawn = rows(tile, true, largeShape, most);
                    if (!drawn.isWhole && drawn.reason == Drawn.Reason.BYTES) continue;
                    if (!drawn.isWhole) {
                        size = drawn.smallest;
                        tile = new VectorTile();
                        rows(tile, true, Math.nextUp(size), most);
                        size = Math.nextUp(size);
                    }
                } else {
                    size = Double.POSITIVE_INFINITY;
                }
                return counted(tile, source.cells(size));
            }
        }

        private byte[] counted(VectorTile tile, List<Cell> cells) {
            VectorTile.Layer layer = tile.layer(CLUSTERS, List.of(COUNT));
            for (Cell cluster : Clusters.of(cells)) {
                draftsman
                        .at(within(cluster.x()), within(cluster.y()))
                        .ifPresent(drawing -> layer.add(drawing, cluster.count()));
            }
            return tile.toBytes();
        }

        /// A mean is computed: on an edge it may come out a hair beyond it.
        private static double within(double unit) {
            return Math.clamp(unit, 0, TileAddress.EXTENT - 1);
        }

        private Drawn rows(VectorTile tile, boolean namesOnly, double from, int most) {
            try (RowLayer layer = source.layer(tile, namesOnly, from, most + 1)) {
                double smallest = 0;
                for (int i = 0; layer.next(); i++) {
                    smallest = layer.size();
                    if (i == most) return Drawn.cut(Drawn.Reason.ROWS, smallest);
                    layer.add();
                    if (tile.size() > ROOM) return Drawn.cut(Drawn.Reason.BYTES, smallest);
                }
                return new Drawn(true, Drawn.Reason.NONE, smallest);
            }
        }
    }

    /// @param smallest the size of the last row that was looked at
    private record Drawn(boolean isWhole, Reason reason, double smallest) {
        enum Reason {
            NONE,
            ROWS,
            BYTES
        }

        static Drawn cut(Reason reason, double smallest) {
            return new Drawn(false, reason, smallest);
        }
    }
}
