package city.senne.data.tiles;

import city.senne.data.query.AnswerQuestion;
import city.senne.data.query.Timings;
import city.senne.data.tiles.PlaceSight.Sight;
import city.senne.engine.table.FieldType;
import city.senne.engine.tiles.Features;
import city.senne.engine.tiles.TileAddress;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Rows of squares of the map that were looked at last, kept in memory for the deep tiles in them: whoever moves a map
/// asks for neighbours. Keys are those of tiles, which say what a viewer may see. For several threads.
@Component
class Blocks {
    /// Tiles of lower zooms hold whole blocks, and are mostly counted. Zooms are here those of the map of the web.
    private static final int FIRST_TILES = 14;

    /// The largest blocks are loaded for the 4 tiles below them only: deeper tiles need not wait for so many rows.
    private static final int FIRST_BLOCKS = FIRST_TILES - 1;

    /// Other blocks are loaded for the tiles of so many zooms below them: 4 and 16.
    private static final int BELOW = 2;

    private static final int MOST_ROWS = 50_000;

    /// How many blocks there is room for, at least.
    private static final int SHARES = 8;

    /// What an entry takes beside its rows, about.
    private static final int OVERHEAD = 500;

    private final AnswerQuestion answerQuestion;
    private final long room;
    private final Map<TileCache.Key, Entry> entries = new LinkedHashMap<>(64, 0.75f, true);
    private long taken;

    Blocks(AnswerQuestion answerQuestion, TileSettings settings) {
        this.answerQuestion = answerQuestion;
        this.room = settings.blocks().toBytes();
    }

    /// @param features empty when there are too many to be kept
    private record Entry(CompletableFuture<Optional<Features>> features) {
        long bytes() {
            return OVERHEAD + features.join().map(Features::bytes).orElse(0L);
        }
    }

    /// All rows of a square around a tile and of its margin, the largest shapes first; none when they are too many to
    /// be kept, or the tile is not deep enough. A block is loaded once for all who ask at the same time. Throws
    /// TooBusy, TookTooLong.
    Optional<Features> around(Sight sight, TileAddress tile, Timings timings) {
        if (tile.depth() < FIRST_TILES || room == 0) return Optional.empty();
        for (int zoom = FIRST_BLOCKS; zoom < tile.depth(); zoom++) {
            int above = tile.depth() - zoom;
            TileAddress square = tile.within(tile.z() - above);
            boolean worthLoading = above <= (zoom == FIRST_BLOCKS ? 1 : BELOW);
            Optional<Features> found = block(sight, square, worthLoading, timings);
            if (found.isPresent()) return found;
        }
        return Optional.empty();
    }

    private Optional<Features> block(Sight sight, TileAddress square, boolean load, Timings timings) {
        TileCache.Key key = new TileCache.Key(sight.fingerprint(), sight.place().name(), square);
        Entry mine = new Entry(new CompletableFuture<>());
        Entry there = entry(key, load ? mine : null);
        if (there == null) return Optional.empty();
        if (there == mine) fill(key, mine, sight, timings);
        try {
            return there.features.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /// The one that is there; else the one that is wanted, which then is.
    private synchronized @Nullable Entry entry(TileCache.Key key, @Nullable Entry wanted) {
        Entry there = entries.get(key);
        if (there != null || wanted == null) return there;
        entries.put(key, wanted);
        return wanted;
    }

    private void fill(TileCache.Key key, Entry entry, Sight sight, Timings timings) {
        try {
            keep(entry, load(new LakeRows(answerQuestion, sight, key.address(), timings), key.address(), sight));
            timings.step("block");
        } catch (RuntimeException | Error e) {
            // Whoever asks next tries again.
            forget(key);
            entry.features.completeExceptionally(e);
        }
    }

    private Optional<Features> load(LakeRows lake, TileAddress square, Sight sight) {
        boolean shapes = sight.place().type() == FieldType.GEO_SHAPE;
        try (PlaceAnswer rows = lake.rows(false, 0, MOST_ROWS + 1)) {
            Features features = new Features(square.grid(), rows.keys(), shapes);
            while (rows.next()) {
                if (features.count() == MOST_ROWS || features.bytes() > room / SHARES) return Optional.empty();
                features.add(rows.longitude(), rows.latitude(), rows.size(), rows.shape(), rows.values());
            }
            features.trim();
            return Optional.of(features);
        }
    }

    private synchronized void forget(TileCache.Key key) {
        entries.remove(key);
    }

    /// Takes the place of those that were asked for longest ago.
    private synchronized void keep(Entry entry, Optional<Features> features) {
        entry.features.complete(features);
        taken += entry.bytes();
        Iterator<Entry> oldest = entries.values().iterator();
        while (taken > room && oldest.hasNext()) {
            Entry next = oldest.next();
            if (next == entry || !next.features.isDone()) continue;
            taken -= next.bytes();
            oldest.remove();
        }
    }
}
