package city.senne.data.tiles;

import city.senne.engine.tiles.TileAddress;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// The tiles drawn last. Their keys name an unchanging version and what a viewer may see of it, so that nothing has to
/// be taken out when data or rights change. For several threads.
@Component
class TileCache {
    /// What an entry takes beside its bytes, about.
    private static final int OVERHEAD = 400;

    private final long room;
    private final Map<Key, byte[]> tiles = new LinkedHashMap<>(256, 0.75f, true);
    private long taken;

    TileCache(TileSettings settings) {
        this.room = settings.cache().toBytes();
    }

    /// @param sight fingerprint of dataset, snapshot and what the viewer may see of it
    record Key(String sight, String place, TileAddress address) {}

    synchronized Optional<byte[]> find(Key key) {
        return Optional.ofNullable(tiles.get(key));
    }

    synchronized void keep(Key key, byte[] tile) {
        if (tile.length + OVERHEAD > room) return;
        byte[] before = tiles.put(key, tile);
        taken += tile.length - (before == null ? -OVERHEAD : before.length);
        Iterator<byte[]> oldest = tiles.values().iterator();
        while (taken > room) {
            taken -= oldest.next().length + OVERHEAD;
            oldest.remove();
        }
    }
}
