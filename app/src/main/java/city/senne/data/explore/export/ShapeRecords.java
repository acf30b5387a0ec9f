package city.senne.data.explore.export;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateArrays;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;

/// The geometries of a shapefile: its `.shp`, kept in a file of its own until its length is known, and its `.shx`.
final class ShapeRecords implements AutoCloseable {
    private static final int HEADER = 100;
    private static final int MAGIC = 9994;
    private static final int VERSION = 1000;
    /// Lengths are counted in words of 16 bits, and readers take them for signed numbers of bytes.
    private static final long MOST_BYTES = Integer.MAX_VALUE;

    private final Path file;
    private final OutputStream records;
    private final ByteArrayOutputStream index = new ByteArrayOutputStream();
    private final Envelope box = new Envelope();
    private ShapeType type = ShapeType.NONE;
    private long length = HEADER;
    private int count;

    ShapeRecords(Path file) throws IOException {
        this.file = file;
        this.records = new BufferedOutputStream(Files.newOutputStream(file));
    }

    int count() {
        return count;
    }

    ShapeType type() {
        return type;
    }

    /// The first geometry decides of which type the file is.
    ///
    /// @param geometry null for a record without a place
    /// @return false, and nothing is written, when the geometry is of another type
    boolean add(@Nullable Geometry geometry) throws IOException {
        Geometry place = geometry == null || geometry.isEmpty() ? null : geometry;
        if (place != null) {
            ShapeType found = ShapeType.of(place);
            if (type == ShapeType.NONE && found != null) type = found;
            if (!type.holds(place)) return false;
            box.expandToInclude(place.getEnvelopeInternal());
        }
        byte[] content = place == null ? little(4).putInt(0).array() : content(place);
        if (length + 8 + content.length > MOST_BYTES) {
            throw new UnwritableRows(
                    "A shapefile holds at most 2 GB of places. Use fgb or geojson instead, or narrow" + " the query.");
        }
        count++;
        index.writeBytes(
                big(8).putInt((int) (length / 2)).putInt(content.length / 2).array());
        records.write(big(8).putInt(count).putInt(content.length / 2).array());
        records.write(content);
        length += 8 + content.length;
        return true;
    }

    /// When all are added.
    void writeShapes(OutputStream out) throws IOException {
        records.flush();
        out.write(header(length));
        Files.copy(file, out);
    }

    void writeIndex(OutputStream out) throws IOException {
        out.write(header(HEADER + index.size()));
        index.writeTo(out);
    }

    @Override
    public void close() throws IOException {
        records.close();
        Files.deleteIfExists(file);
    }

    private byte[] header(long bytes) {
        ByteBuffer header = big(HEADER).putInt(MAGIC).position(24).putInt((int) (bytes / 2));
        header.order(ByteOrder.LITTLE_ENDIAN).putInt(VERSION).putInt(type.code());
        if (!box.isNull()) putBox(header, box);
        return header.array();
    }

    private byte[] content(Geometry geometry) {
        return switch (type) {
            case NONE -> throw new IllegalStateException("No geometry met yet");
            case POINT -> {
                Coordinate position = geometry.getCoordinate();
                yield little(20)
                        .putInt(type.code())
                        .putDouble(position.x)
                        .putDouble(position.y)
                        .array();
            }
            case POINTS -> {
                Coordinate[] positions = geometry.getCoordinates();
                ByteBuffer bytes = little(40 + 16 * positions.length).putInt(type.code());
                putBox(bytes, geometry.getEnvelopeInternal());
                bytes.putInt(positions.length);
                putPositions(bytes, positions);
                yield bytes.array();
            }
            case LINE, POLYGON -> parts(geometry);
        };
    }

    private byte[] parts(Geometry geometry) {
        List<Coordinate[]> parts = new ArrayList<>();
        for (int i = 0; i < geometry.getNumGeometries(); i++) {
            switch (geometry.getGeometryN(i)) {
                case LineString line -> parts.add(line.getCoordinates());
                case Polygon polygon -> {
                    parts.add(ring(polygon.getExteriorRing(), false));
                    for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
                        parts.add(ring(polygon.getInteriorRingN(hole), true));
                    }
                }
                default -> throw new IllegalArgumentException("No part of lines or areas");
            }
        }
        parts.removeIf(part -> part.length == 0);
        int positions = parts.stream().mapToInt(part -> part.length).sum();
        ByteBuffer bytes = little(44 + 4 * parts.size() + 16 * positions).putInt(type.code());
        putBox(bytes, geometry.getEnvelopeInternal());
        bytes.putInt(parts.size()).putInt(positions);
        int start = 0;
        for (Coordinate[] part : parts) {
            bytes.putInt(start);
            start += part.length;
        }
        parts.forEach(part -> putPositions(bytes, part));
        return bytes.array();
    }

    /// Outlines run clockwise, holes the other way: that alone tells them apart.
    private static Coordinate[] ring(LineString ring, boolean counterClockwise) {
        Coordinate[] positions = ring.getCoordinates();
        if (positions.length > 3 && Orientation.isCCW(positions) != counterClockwise) {
            positions = positions.clone();
            CoordinateArrays.reverse(positions);
        }
        return positions;
    }

    private static void putBox(ByteBuffer bytes, Envelope box) {
        bytes.putDouble(box.getMinX())
                .putDouble(box.getMinY())
                .putDouble(box.getMaxX())
                .putDouble(box.getMaxY());
    }

    private static void putPositions(ByteBuffer bytes, Coordinate[] positions) {
        for (Coordinate position : positions) bytes.putDouble(position.x).putDouble(position.y);
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ByteBuffer big(int size) {
        return ByteBuffer.allocate(size);
    }
}
