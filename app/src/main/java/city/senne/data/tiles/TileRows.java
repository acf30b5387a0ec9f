package city.senne.data.tiles;

import city.senne.data.tiles.Clusters.Cell;
import city.senne.engine.tiles.VectorTile;
import java.util.List;

/// The rows that may be seen in one tile, wherever they are kept: in the lake, or in a block in memory.
interface TileRows {
    /// Those with their middle in the tile, counted in its cells; points have no size and are always meant.
    ///
    /// @param below sizes of shapes
    List<Cell> cells(double below);

    /// Those of which something may be seen, as features of a new layer of the tile: the largest shapes first. To be
    /// closed.
    ///
    /// @param namesOnly whether they carry no more than it takes to know them
    /// @param from sizes of shapes
    /// @param limit how many at most
    RowLayer layer(VectorTile tile, boolean namesOnly, double from, int limit);
}
