package city.senne.data.sources;

import city.senne.engine.delivery.Reason;
import city.senne.engine.delivery.UnreadableDelivery;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Writes pages of GeoJSON, one behind the other, as one file of GeoJSON.
final class GatherFeatures {
    private static final int MOST_PAGES = 20_000;

    private final Path file;
    private final long mostBytes;

    /// @param mostBytes of all pages together
    GatherFeatures(Path file, long mostBytes) {
        this.file = file;
        this.mostBytes = mostBytes;
    }

    /// Where a walk goes on.
    @FunctionalInterface
    interface Walk {
        /// The address behind a page, or nothing.
        ///
        /// @param read how many features came until now
        String next(JsonNode page, long read);
    }

    /// Throws UnreadableDelivery, and PortalFailure where a page is none, or the walk has no end, or ends before it
    /// should.
    void gather(PortalWeb web, String first, Walk walk) throws IOException, InterruptedException {
        Set<String> asked = new HashSet<>();
        String lastFirst = "";
        long read = 0;
        long bytes = 0;
        long total = -1;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (String address = first; !address.isEmpty(); ) {
                if (!asked.add(address) || asked.size() > MOST_PAGES) throw endless(address);
                JsonNode page = web.json(address);
                JsonNode features = page.path("features");
                if (!features.isArray()) throw new PortalFailure(Note.of("not-geojson", address));
                if (read == 0) out.write(head(page));
                String begin = features.isEmpty() ? "" : features.path(0).toString();
                if (!begin.isEmpty() && begin.equals(lastFirst)) throw endless(address);
                lastFirst = begin;
                for (JsonNode feature : features) {
                    byte[] text = (read++ == 0 ? feature.toString() : "," + feature).getBytes(StandardCharsets.UTF_8);
                    bytes += text.length;
                    if (bytes > mostBytes) throw new UnreadableDelivery(Reason.of("delivery.too_large", mostBytes));
                    out.write(text);
                }
                if (page.path("numberMatched").isIntegralNumber()) {
                    total = page.path("numberMatched").asLong();
                }
                String next = walk.next(page, read);
                if (!next.isEmpty() && features.isEmpty()) break;
                address = next;
            }
            out.write("]}".getBytes(StandardCharsets.UTF_8));
        }
        if (read < total) throw new PortalFailure(Note.of("rows-end-early", read, total));
    }

    private static PortalFailure endless(String address) {
        return new PortalFailure(Note.of("pages-endless", address));
    }

    private static byte[] head(JsonNode page) {
        String crs = page.path("crs").isObject() ? "\"crs\":" + page.path("crs") + "," : "";
        return ("{\"type\":\"FeatureCollection\"," + crs + "\"features\":[").getBytes(StandardCharsets.UTF_8);
    }
}
