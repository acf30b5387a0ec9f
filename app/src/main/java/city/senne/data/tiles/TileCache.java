package city.senne.data.tiles;

import city.senne.engine.tiles.TileAddress;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.springframework.stereotype.Component;

/// The tiles drawn last. Their keys name an unchanging version and what a viewer may see of it, so that nothing has to
/// be taken out when data or rights change. For several threads.
@Component
class TileCache {
    /// What an entry takes beside its bytes, about.
    private static final int OVERHEAD = 400;

    private final long room;
    private final Map<Key, Tile> tiles = new LinkedHashMap<>(256, 0.75f, true);
    private long taken;

    TileCache(TileSettings settings) {
        this.room = settings.cache().toBytes();
    }

    /// @param sight fingerprint of dataset, snapshot and what the viewer may see of it
    record Key(String sight, String place, TileAddress address) {}

    synchronized Optional<Tile> find(Key key) {
        return Optional.ofNullable(tiles.get(key));
    }

    synchronized void keep(Key key, Tile tile) {
        if (tile.bytes.length + OVERHEAD > room) return;
        Tile before = tiles.put(key, tile);
        taken += tile.bytes.length - (before == null ? -OVERHEAD : before.bytes.length);
        Iterator<Tile> oldest = tiles.values().iterator();
        while (taken > room) {
            taken -= oldest.next().bytes.length + OVERHEAD;
            oldest.remove();
        }
    }

    /// @param isZipped whether the bytes are in gzip's format; an empty tile never is
    record Tile(byte[] bytes, boolean isZipped) {
        /// Level 4 takes half the time of the usual level and leaves a few per cent more.
        private static final int COMPRESSION = 4;

        static Tile plain(byte[] bytes) {
            return new Tile(bytes, false);
        }

        Tile zipped() throws IOException {
            if (isZipped || bytes.length == 0) return this;
            ByteArrayOutputStream zipped = new ByteArrayOutputStream(bytes.length / 2 + 64);
            try (QuickGzip zip = new QuickGzip(zipped)) {
                zip.write(bytes);
            }
            return new Tile(zipped.toByteArray(), true);
        }

        byte[] unzipped() throws IOException {
            return isZipped ? new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes() : bytes;
        }

        private static final class QuickGzip extends GZIPOutputStream {
            QuickGzip(OutputStream out) throws IOException {
                super(out, 1 << 13);
                def.setLevel(COMPRESSION);
            }
        }
    }
}
