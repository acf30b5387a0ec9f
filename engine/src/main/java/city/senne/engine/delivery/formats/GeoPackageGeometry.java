package city.senne.engine.delivery.formats;

import city.senne.engine.delivery.Reason;
import city.senne.engine.geo.GeoText;
import city.senne.engine.geo.GeometryProblem;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/// A geometry as GeoPackage keeps it: a head of its own, then well-known binary.
final class GeoPackageGeometry {
    private static final int[] ENVELOPES = {0, 32, 48, 48, 64};

    private GeoPackageGeometry() {}

    static @Nullable Geometry of(@Nullable Object value) throws GeometryProblem {
        if (value == null) return null;
        Reason unreadable = Reason.of("formats.geometry-unreadable");
        if (!(value instanceof byte[] bytes) || bytes.length < 8 || bytes[0] != 'G' || bytes[1] != 'P') {
            throw new GeometryProblem(unreadable);
        }
        int flags = bytes[3] & 0xFF;
        int envelope = flags >> 1 & 7;
        if ((flags & 0x20) != 0 || envelope >= ENVELOPES.length) throw new GeometryProblem(unreadable);
        int start = 8 + ENVELOPES[envelope];
        if (start >= bytes.length) throw new GeometryProblem(unreadable);
        Geometry geometry = GeoText.wellKnownBinary(Arrays.copyOfRange(bytes, start, bytes.length))
                .geometry();
        return geometry.isEmpty() ? null : geometry;
    }
}
