package city.senne.engine.delivery.formats;

import city.senne.engine.geo.GeometryProblem;
import city.senne.engine.geo.Shapes;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;

/// The geometries of a shapefile, one after another; heights and measures are passed over.
final class ShpFile implements Closeable {
    private static final int HEAD = 100;
    private static final int POINT_BYTES = 16;

    private final InputStream in;
    private final int type;
    private final int mostBytes;
    private long record;

    private ShpFile(InputStream in, int type, int mostBytes) {
        this.in = in;
        this.type = type;
        this.mostBytes = mostBytes;
    }

    static ShpFile open(Path file, Limits limits) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        byte[] head = in.readNBytes(HEAD);
        if (head.length < HEAD) {
            in.close();
            throw Refusal.of("shp-broken", 0);
        }
        int type = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt(32);
        return new ShpFile(in, type, (int) Math.min(1L << 30, limits.coordinates() * 40L));
    }

    boolean holdsPoints() {
        return type % 10 == 1;
    }

    /// Whether there is a third number to every position.
    boolean hasHeightsOrMeasures() {
        return type > 10;
    }

    /// What one record holds.
    sealed interface Content {
        record Shape(@Nullable Geometry geometry) implements Content {}

        record Wrong(GeometryProblem problem) implements Content {}
    }

    /// The next record, null after the last.
    @Nullable
    Content next() throws IOException {
        byte[] head = in.readNBytes(8);
        if (head.length == 0) return null;
        record++;
        if (head.length < 8) throw Refusal.of("shp-broken", record);
        long length = ByteBuffer.wrap(head).getInt(4) * 2L;
        if (length < 4 || length > mostBytes) throw Refusal.of("shp-broken", record);
        byte[] bytes = in.readNBytes((int) length);
        if (bytes.length < length) throw Refusal.of("shp-broken", record);
        try {
            return new Content.Shape(geometry(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN)));
        } catch (GeometryProblem wrong) {
            return new Content.Wrong(wrong);
        } catch (java.nio.BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException broken) {
            throw Refusal.of(broken, "shp-broken", record);
        }
    }

    private static @Nullable Geometry geometry(ByteBuffer bytes) throws GeometryProblem {
        int own = bytes.getInt();
        return switch (own % 10) {
            case 0 -> null;
            case 1 -> point(bytes);
            case 3 -> lines(parts(bytes));
            case 5 -> Shapes.polygons(parts(bytes));
            case 8 -> {
                bytes.position(36);
                yield Shapes.FACTORY.createMultiPointFromCoords(positions(bytes, count(bytes, bytes.getInt())));
            }
            default -> throw new GeometryProblem(city.senne.engine.delivery.Reason.of("formats.geometry-unreadable"));
        };
    }

    private static @Nullable Geometry point(ByteBuffer bytes) {
        double x = bytes.getDouble();
        double y = bytes.getDouble();
        // Numbers below −10^38 stand for nothing in this format.
        return x < -1e38 || y < -1e38 ? null : Shapes.point(x, y);
    }

    private static Geometry lines(List<Coordinate[]> parts) throws GeometryProblem {
        LineString[] lines = new LineString[parts.size()];
        for (int i = 0; i < lines.length; i++) lines[i] = Shapes.line(parts.get(i));
        return lines.length == 1 ? lines[0] : Shapes.FACTORY.createMultiLineString(lines);
    }

    private static List<Coordinate[]> parts(ByteBuffer bytes) {
        bytes.position(36);
        int parts = bytes.getInt();
        int points = count(bytes, bytes.getInt());
        if (parts < 0 || parts > bytes.remaining() / 4) throw new IllegalArgumentException("parts");
        int[] starts = new int[parts + 1];
        for (int i = 0; i < parts; i++) starts[i] = bytes.getInt();
        starts[parts] = points;
        List<Coordinate[]> found = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            int length = starts[i + 1] - starts[i];
            if (length < 0) throw new IllegalArgumentException("parts");
            Coordinate[] positions = positions(bytes, length);
            if (length > 0) found.add(positions);
        }
        return found;
    }

    private static int count(ByteBuffer bytes, int points) {
        if (points < 0 || points > bytes.remaining() / POINT_BYTES) throw new IllegalArgumentException("points");
        return points;
    }

    private static Coordinate[] positions(ByteBuffer bytes, int count) {
        Coordinate[] positions = new Coordinate[count];
        for (int i = 0; i < count; i++) positions[i] = new Coordinate(bytes.getDouble(), bytes.getDouble());
        return positions;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
