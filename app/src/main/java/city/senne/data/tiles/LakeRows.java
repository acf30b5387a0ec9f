package city.senne.data.tiles;

import static city.senne.data.tiles.PlaceAnswer.number;

import city.senne.data.query.Answer;
import city.senne.data.query.AnswerQuestion;
import city.senne.data.query.Timings;
import city.senne.data.tiles.Clusters.Cell;
import city.senne.data.tiles.PlaceSight.Sight;
import city.senne.engine.odsql.PlaceWindow;
import city.senne.engine.table.FieldType;
import city.senne.engine.tiles.Draftsman;
import city.senne.engine.tiles.Drawing;
import city.senne.engine.tiles.TileAddress;
import city.senne.engine.tiles.VectorTile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/// The rows of a tile as they are found in the lake, asked for anew each time.
final class LakeRows implements TileRows {
    private final AnswerQuestion answerQuestion;
    private final Sight sight;
    private final TileAddress address;
    private final Draftsman draftsman;
    private final Timings timings;
    private final boolean shapes;

    LakeRows(AnswerQuestion answerQuestion, Sight sight, TileAddress address, Timings timings) {
        this.answerQuestion = answerQuestion;
        this.sight = sight;
        this.address = address;
        this.draftsman = new Draftsman(address);
        this.timings = timings;
        this.shapes = sight.place().type() == FieldType.GEO_SHAPE;
    }

    /// How far around a tile places may be seen in it, in its units.
    static double margin(boolean shapes) {
        return shapes ? Draftsman.MARGIN : 1;
    }

    @Override
    public List<Cell> cells(double below) {
        long across = (long) address.across() * Clusters.CELLS;
        PlaceWindow window = window(1).below(below);
        double large = DrawTile.largeShape(address);
        List<Cell> cells = new ArrayList<>();
        try (Answer answer = answerQuestion.places(
                sight.names(), sight.place(), asked -> asked.cells(window, address.grid(), across, large), timings)) {
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

    @Override
    public RowLayer layer(VectorTile tile, boolean namesOnly, double from, int limit) {
        PlaceAnswer rows = rows(namesOnly, from, limit);
        VectorTile.Layer layer = tile.layer(DrawTile.ROWS, rows.keys());
        return new RowLayer() {
            @Override
            public boolean next() {
                return rows.next();
            }

            @Override
            public double size() {
                return rows.size();
            }

            @Override
            public void add() {
                List<Drawing> drawings = drawn();
                if (drawings.isEmpty()) return;
                @Nullable Object[] values = rows.values();
                for (Drawing drawing : drawings) layer.add(drawing, values);
            }

            private List<Drawing> drawn() {
                Geometry shape = rows.shape();
                if (shape != null) return draftsman.draw(shape);
                return shapes
                        ? List.of()
                        : draftsman.point(rows.longitude(), rows.latitude()).stream()
                                .toList();
            }

            @Override
            public void close() {
                rows.close();
            }
        };
    }

    /// The rows themselves, the largest shapes first. To be closed.
    PlaceAnswer rows(boolean namesOnly, double from, int limit) {
        PlaceWindow window = window(margin(shapes)).from(from);
        AnswerQuestion.Prepared asked = namesOnly ? sight.names() : sight.rows();
        return new PlaceAnswer(
                answerQuestion.places(asked, sight.place(), query -> query.rows(window, limit), timings), shapes);
    }

    private PlaceWindow window(double margin) {
        TileAddress.Window window = address.window(margin);
        return PlaceWindow.of(window.west(), window.south(), window.east(), window.north());
    }
}
