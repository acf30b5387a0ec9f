package city.senne.data.tiles;

import city.senne.data.query.Answer;
import city.senne.data.query.AnswerQuestion;
import city.senne.data.query.Timings;
import city.senne.data.query.TooBusy;
import city.senne.data.tiles.Clusters.Cell;
import city.senne.data.tiles.PlaceSight.Sight;
import city.senne.engine.odsql.PlaceWindow;
import city.senne.engine.table.Field;
import city.senne.engine.table.FieldType;
import city.senne.engine.tiles.Draftsman;
import city.senne.engine.tiles.TileAddress;
import city.senne.engine.tiles.VectorTile;
import java.util.ArrayList;
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

    /// From here on a street fills the screen, and what lies close together can still be told apart.
    private static final int STREETS = 15;

    /// In pixels.
    private static final double LARGE_SHAPE = 3;

    private final AnswerQuestion answerQuestion;
    private final TileSettings settings;
    private final Semaphore turns;

    DrawTile(AnswerQuestion answerQuestion, TileSettings settings) {
        this.answerQuestion = answerQuestion;
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
            byte[] tile = new Sheet(sight, address, timings).drawn();
            timings.step("draw");
            return tile;
        } finally {
            turns.release();
        }
    }

    /// One tile while it is drawn.
    private final class Sheet {
        private final Sight sight;
        private final Field place;
        private final TileAddress address;
        private final Timings timings;
        private final Draftsman draftsman;
        private final double largeShape;

        Sheet(Sight sight, TileAddress address, Timings timings) {
            this.sight = sight;
            this.place = sight.place();
            this.address = address;
            this.timings = timings;
            this.draftsman = new Draftsman(address);
            this.largeShape = LARGE_SHAPE * 360 / (512.0 * address.across());
        }

        byte[] drawn() {
            boolean shapes = place.type() == FieldType.GEO_SHAPE;
            int most = shapes ? MOST_SHAPES : MOST_POINTS;
            PlaceWindow seen = shapes ? window(Draftsman.MARGIN) : window(1);
            // Here rows are drawn one by one unless there are very many: counting them first would take as long again.
            boolean tooLarge = false;
            if (address.z() >= STREETS) {
                VectorTile tile = new VectorTile();
                Drawn drawn = rows(tile, sight.rows(), seen, most);
                if (drawn.isWhole) return tile.toBytes();
                tooLarge = drawn.reason == Drawn.Reason.BYTES;
            }
            List<Cell> cells = cells(window(1));
            long rows = cells.stream().mapToLong(Cell::count).sum();
            // A large area may be seen in tiles where its middle is not.
            if (rows == 0 && !shapes) return new byte[0];
            long large = cells.stream().mapToLong(Cell::large).sum();
            boolean canBeToldApart = address.z() >= STREETS
                    || 2 * rows <= 3L * cells.size()
                    || shapes && (2 * large >= rows || rows <= FEW_SHAPES);
            if (rows <= most && canBeToldApart) {
                for (AnswerQuestion.Prepared asked :
                        tooLarge ? List.of(sight.names()) : List.of(sight.rows(), sight.names())) {
                    VectorTile tile = new VectorTile();
                    if (rows(tile, asked, seen, MOST_SHAPES).isWhole) {
                        return tile.toBytes();
                    }
                }
            }
            return shapes ? largestShapes() : counted(new VectorTile(), cells);
        }

        /// The large ones as they are, the others counted; fewer of the large ones when they do not fit.
        private byte[] largestShapes() {
            for (int most = MOST_SHAPES / 2; ; most /= 4) {
                VectorTile tile = new VectorTile();
                PlaceWindow window = window(Draftsman.MARGIN).from(largeShape);
                double size = largeShape;
                if (most > 0) {
                    Drawn drawn = rows(tile, sight.names(), window, most);
                    if (!drawn.isWhole && drawn.reason == Drawn.Reason.BYTES) continue;
                    if (!drawn.isWhole) {
                        size = drawn.smallest;
                        tile = new VectorTile();
                        rows(tile, sight.names(), window.from(Math.nextUp(size)), most);
                        size = Math.nextUp(size);
                    }
                } else {
                    size = Double.POSITIVE_INFINITY;
                }
                return counted(tile, cells(window(1).below(size)));
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

        private PlaceWindow window(double margin) {
            TileAddress.Window window = address.window(margin);
            return PlaceWindow.of(window.west(), window.south(), window.east(), window.north());
        }

        /// The cells of this tile in which there is something.
        private List<Cell> cells(PlaceWindow window) {
            long across = (long) address.across() * Clusters.CELLS;
            List<Cell> cells = new ArrayList<>();
            try (Answer answer = answerQuestion.places(
                    sight.names(), place, asked -> asked.cells(window, across, largeShape), timings)) {
                while (answer.next()) {
                    if (!(answer.value(0) instanceof Long column) || !(answer.value(1) instanceof Long row)) continue;
                    if (Math.floorDiv(column, (long) Clusters.CELLS) != address.x()
                            || Math.floorDiv(row, (long) Clusters.CELLS) != address.y()) continue;
                    double[] at = draftsman.inUnits(number(answer, 4), number(answer, 5));
                    cells.add(new Cell((long) number(answer, 2), (long) number(answer, 3), at[0], at[1]));
                }
            }
            return cells;
        }

        private Drawn rows(VectorTile tile, AnswerQuestion.Prepared asked, PlaceWindow window, int most) {
            try (Answer answer = answerQuestion.places(asked, place, query -> query.rows(window, most + 1), timings)) {
                RowLayer layer = new RowLayer(tile, answer, draftsman, place.type() == FieldType.GEO_SHAPE);
                double smallest = 0;
                for (int i = 0; answer.next(); i++) {
                    smallest = layer.size();
                    if (i == most) return Drawn.cut(Drawn.Reason.ROWS, smallest);
                    layer.add();
                    if (tile.size() > ROOM) return Drawn.cut(Drawn.Reason.BYTES, smallest);
                }
                return new Drawn(true, Drawn.Reason.NONE, smallest);
            }
        }
    }

    static double number(Answer answer, int column) {
        return answer.value(column) instanceof Number number ? number.doubleValue() : 0;
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
