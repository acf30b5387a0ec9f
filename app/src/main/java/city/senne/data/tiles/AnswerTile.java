package city.senne.data.tiles;

import city.senne.data.catalog.Dataset;
import city.senne.data.catalog.Version;
import city.senne.data.query.Timings;
import city.senne.data.tiles.PlaceSight.Sight;
import city.senne.engine.tiles.TileAddress;
import city.senne.engine.tiles.TileGrid;
import city.senne.trust.access.Stage;
import city.senne.trust.identity.CurrentViewer;
import city.senne.trust.identity.Viewer;
import city.senne.trust.journal.Reads;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Answers with a tile, at whatever address it was asked for: with the same rights, tags and caches.
@Component
public class AnswerTile {
    public static final String MEDIA_TYPE = "application/vnd.mapbox-vector-tile";

    /// The layers of tiles: rows one by one, and where they are too many or too small, how many of them there are.
    public static final String ROWS = DrawTile.ROWS;

    public static final String CLUSTERS = DrawTile.CLUSTERS;
    public static final String COUNT = DrawTile.COUNT;

    private static final String ZIPPED = "-gzip";

    private final PlaceSight placeSight;
    private final DrawTile drawTile;
    private final TileCache cache;

    AnswerTile(PlaceSight placeSight, DrawTile drawTile, TileCache cache) {
        this.placeSight = placeSight;
        this.drawTile = drawTile;
        this.cache = cache;
    }

    /// What tiles show.
    ///
    /// @param field the name of a field of places; blank for the usual one
    /// @param only the names of the fields that features carry, with commas between; blank for all
    /// @param sight under which the tile was asked for, by an address that TileJSON gave; blank without one
    public record Picture(Dataset dataset, Version version, String field, String only, String sight) {
        /// All of the newest version.
        public static Picture newest(Dataset dataset) {
            return new Picture(dataset, dataset.current(), "", "", "");
        }
    }

    /// The tile under these numbers, if there is one.
    public static Optional<TileAddress> find(TileGrid grid, String z, String x, String y) {
        return TileAddress.find(grid, number(z), number(x), number(y));
    }

    /// -1 for what is no number of a tile.
    private static int number(String text) {
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
    }

    /// Throws AccessRefused, TooBusy, TookTooLong, and a problem where the viewer sees no such field of places.
    ///
    /// @param nothing the status of a tile in which nothing lies; may throw
    public void answer(
            Viewer viewer,
            Picture picture,
            TileAddress address,
            Supplier<HttpStatus> nothing,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Reads.areOfOnePicture();
        Timings timings = new Timings();
        Dataset dataset = picture.dataset();
        Sight sight = placeSight.find(viewer, dataset, picture.version(), picture.field(), picture.only());
        timings.step("access");
        boolean lasting = picture.sight().equals(sight.fingerprint());
        String tag = "%s-%s-%s"
                .formatted(
                        sight.fingerprint(),
                        sight.place().name(),
                        address.toString().replace('/', '.'));
        if (isKnown(request, tag)) {
            head(dataset, lasting, tag, response);
            response.setStatus(HttpStatus.NOT_MODIFIED.value());
            return;
        }
        TileCache.Key key = new TileCache.Key(sight.fingerprint(), sight.place().name(), address);
        boolean zips = readsGzip(request.getHeader(HttpHeaders.ACCEPT_ENCODING));
        TileCache.Tile found = cache.find(key).orElse(null);
        TileCache.Tile tile = found == null ? TileCache.Tile.plain(drawTile.draw(sight, address, timings)) : found;
        // Kept as it was asked for last: nearly all read gzip.
        if (zips) tile = tile.zipped();
        if (tile != found) cache.keep(key, tile);
        timings.step("zip");
        HttpStatus status = tile.bytes().length == 0 ? nothing.get() : HttpStatus.OK;
        head(dataset, lasting, tag, response);
        response.setHeader("Server-Timing", timings.toString());
        response.setStatus(status.value());
        if (status == HttpStatus.OK) send(tile, zips, tag, request, response);
    }

    private static boolean isKnown(HttpServletRequest request, String tag) {
        String known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
        return known != null && (known.contains(quoted(tag)) || known.contains(quoted(tag + ZIPPED)));
    }

    private static String quoted(String tag) {
        return '"' + tag + '"';
    }

    /// What not everybody may see is asked for each time, so that it ends with the right to it, and is kept by no
    /// browser for the next who sits there.
    private static void head(Dataset dataset, boolean lasting, String tag, HttpServletResponse response) {
        boolean open = dataset.stage() == Stage.PUBLISHED && dataset.subject().isOpen();
        String kept = lasting ? "public, max-age=31536000, immutable" : "no-cache";
        boolean forAll = CurrentViewer.viewer() instanceof Viewer.Anonymous;
        String hers = forAll ? "private, no-cache" : "private, no-store";
        response.setHeader(HttpHeaders.CACHE_CONTROL, open ? kept : hers);
        response.setHeader(HttpHeaders.ETAG, quoted(tag));
        response.setHeader(HttpHeaders.VARY, "Accept-Encoding, Authorization, Cookie");
    }

    private static void send(
            TileCache.Tile tile, boolean zips, String tag, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setContentType(MEDIA_TYPE);
        boolean zipped = zips && tile.isZipped();
        if (zipped) {
            response.setHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
            response.setHeader(HttpHeaders.ETAG, quoted(tag + ZIPPED));
        }
        byte[] body = zipped ? tile.bytes() : tile.unzipped();
        response.setContentLength(body.length);
        if (!request.getMethod().equals("HEAD")) response.getOutputStream().write(body);
    }

    private static boolean readsGzip(@Nullable String accepted) {
        return accepted != null && accepted.matches("(?i).*\\bgzip\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$)).*");
    }
}
