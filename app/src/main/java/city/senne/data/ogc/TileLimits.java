package city.senne.data.ogc;

import city.senne.engine.tiles.Draftsman;
import city.senne.engine.tiles.TileAddress;
import city.senne.engine.tiles.TileAddress.Window;
import city.senne.engine.tiles.TileGrid;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.locationtech.jts.geom.Envelope;

/// The tiles of a grid in which features may be seen; beyond them there are none.
///
/// @param box shares of the grid's sides, y from the north; empty when nothing lies in the grid
/// @param margin how far features may reach into the next tile, as a share of it
record TileLimits(TileGrid grid, Optional<Envelope> box, double margin) {
    static TileLimits of(TileGrid grid, Optional<Window> extent, boolean shapes) {
        return new TileLimits(
                grid, extent.flatMap(grid::shares), shapes ? (double) Draftsman.MARGIN / TileAddress.EXTENT : 0);
    }

    boolean hold(TileAddress tile) {
        return box.filter(all -> first(all.getMinX(), tile.z()) <= tile.x()
                        && tile.x() <= last(all.getMaxX(), tile.z())
                        && first(all.getMinY(), tile.z()) <= tile.y()
                        && tile.y() <= last(all.getMaxY(), tile.z()))
                .isPresent();
    }

    /// One for each zoom, as the standard writes them.
    List<Map<String, Object>> documents() {
        List<Map<String, Object>> documents = new ArrayList<>();
        box.ifPresent(all -> {
            for (int z = 0; z <= grid.deepest(); z++) {
                Map<String, Object> limits = new LinkedHashMap<>();
                limits.put("tileMatrix", Integer.toString(z));
                limits.put("minTileRow", first(all.getMinY(), z));
                limits.put("maxTileRow", last(all.getMaxY(), z));
                limits.put("minTileCol", first(all.getMinX(), z));
                limits.put("maxTileCol", last(all.getMaxX(), z));
                documents.add(limits);
            }
        });
        return documents;
    }

    private int first(double share, int z) {
        return tile(share, -margin, z);
    }

    private int last(double share, int z) {
        return tile(share, margin, z);
    }

    private static int tile(double share, double more, int z) {
        int across = 1 << z;
        return Math.clamp((long) Math.floor(share * across + more), 0, across - 1);
    }
}
