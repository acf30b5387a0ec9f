package city.senne.data.tiles;

import city.senne.data.tiles.Clusters.Cell;
import city.senne.data.tiles.PlaceSight.Sight;
import city.senne.engine.odsql.OutputColumn;
import city.senne.engine.table.FieldType;
import city.senne.engine.tiles.Draftsman;
import city.senne.engine.tiles.Drawing;
import city.senne.engine.tiles.Features;
import city.senne.engine.tiles.TileAddress;
import city.senne.engine.tiles.VectorTile;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// The rows of a tile, picked from those of a block around it.
final class BlockRows implements TileRows {
    private final Features block;
    private final Sight sight;
    private final TileAddress address;
    private final Draftsman draftsman;
    private final boolean shapes;

    /// @param block the largest shapes first
    BlockRows(Features block, Sight sight, TileAddress address) {
        this.block = block;
        this.sight = sight;
        this.address = address;
        this.draftsman = new Draftsman(address);
        this.shapes = sight.place().type() == FieldType.GEO_SHAPE;
    }

    @Override
    public List<Cell> cells(double below) {
        double across = (double) address.across() * Clusters.CELLS;
        double large = DrawTile.largeShape(address);
        int most = Clusters.CELLS * Clusters.CELLS;
        long[] counts = new long[most];
        long[] larges = new long[most];
        double[] x = new double[most];
        double[] y = new double[most];
        for (int i = 0; i < block.count(); i++) {
            double column = Math.floor(block.x(i) * across) - (double) address.x() * Clusters.CELLS;
            double row = Math.floor(block.y(i) * across) - (double) address.y() * Clusters.CELLS;
            boolean here = column >= 0 && row >= 0 && column < Clusters.CELLS && row < Clusters.CELLS;
            if (!here || shapes && block.size(i) >= below) continue;
            int cell = (int) row * Clusters.CELLS + (int) column;
            counts[cell]++;
            if (block.size(i) >= large) larges[cell]++;
            x[cell] += block.x(i);
            y[cell] += block.y(i);
        }
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            if (counts[i] == 0) continue;
            double[] at = draftsman.placed(x[i] / counts[i], y[i] / counts[i]);
            cells.add(new Cell(counts[i], larges[i], at[0], at[1]));
        }
        return cells;
    }

    @Override
    public RowLayer layer(VectorTile tile, boolean namesOnly, double from, int limit) {
        int[] keys = namesOnly
                ? sight.names().query().columns().stream()
                        .map(OutputColumn::name)
                        .mapToInt(block.keys()::lastIndexOf)
                        .toArray()
                : IntStream.range(0, block.keys().size()).toArray();
        List<String> names = IntStream.of(keys).mapToObj(block.keys()::get).toList();
        VectorTile.Layer layer = tile.layer(DrawTile.ROWS, names);
        return new RowLayer() {
            private int row = -1;
            private int seen;

            @Override
            public boolean next() {
                if (seen++ == limit) return false;
                row = block.next(row + 1, address, LakeRows.margin(shapes));
                return row < block.count() && !(size() < from && shapes);
            }

            @Override
            public double size() {
                return block.size(row);
            }

            @Override
            public void add() {
                for (Drawing drawing : block.draw(row, draftsman)) layer.add(drawing, block, row, keys);
            }

            @Override
            public void close() {}
        };
    }
}
