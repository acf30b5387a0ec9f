package city.senne.data.explore.export;

import com.google.flatbuffers.FlatBufferBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.MultiLineString;
import org.locationtech.jts.geom.MultiPoint;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.wololo.flatgeobuf.generated.GeometryType;

/// Geometries as FlatGeobuf holds them: all positions in one row, and where each part ends.
final class FlatGeobufShapes {
    private FlatGeobufShapes() {}

    /// Returns where in the buffer the geometry stands.
    static int write(FlatBufferBuilder builder, Geometry geometry) {
        return switch (geometry) {
            case Point point -> paths(builder, GeometryType.Point, List.of(point));
            case LineString line -> paths(builder, GeometryType.LineString, List.of(line));
            case MultiPoint points -> paths(builder, GeometryType.MultiPoint, List.of(points));
            case MultiLineString lines -> paths(builder, GeometryType.MultiLineString, parts(lines));
            case Polygon polygon -> paths(builder, GeometryType.Polygon, rings(polygon));
            case MultiPolygon polygons -> collection(builder, GeometryType.MultiPolygon, polygons);
            default -> collection(builder, GeometryType.GeometryCollection, geometry);
        };
    }

    private static int collection(FlatBufferBuilder builder, int type, Geometry geometry) {
        int[] parts =
                parts(geometry).stream().mapToInt(part -> write(builder, part)).toArray();
        return of(builder, 0, 0, type, org.wololo.flatgeobuf.generated.Geometry.createPartsVector(builder, parts));
    }

    private static int paths(FlatBufferBuilder builder, int type, List<? extends Geometry> paths) {
        double[] positions =
                new double[2 * paths.stream().mapToInt(Geometry::getNumPoints).sum()];
        long[] ends = new long[paths.size()];
        int at = 0;
        for (int i = 0; i < ends.length; i++) {
            for (Coordinate position : paths.get(i).getCoordinates()) {
                positions[at++] = position.x;
                positions[at++] = position.y;
            }
            ends[i] = at / 2;
        }
        int xy = org.wololo.flatgeobuf.generated.Geometry.createXyVector(builder, positions);
        return of(
                builder,
                ends.length > 1 ? org.wololo.flatgeobuf.generated.Geometry.createEndsVector(builder, ends) : 0,
                xy,
                type,
                0);
    }

    private static int of(FlatBufferBuilder builder, int ends, int xy, int type, int parts) {
        return org.wololo.flatgeobuf.generated.Geometry.createGeometry(builder, ends, xy, 0, 0, 0, 0, type, parts);
    }

    private static List<Geometry> parts(Geometry geometry) {
        return IntStream.range(0, geometry.getNumGeometries())
                .mapToObj(geometry::getGeometryN)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static List<Geometry> rings(Polygon polygon) {
        List<Geometry> rings = new ArrayList<>(List.of(polygon.getExteriorRing()));
        for (int i = 0; i < polygon.getNumInteriorRing(); i++) rings.add(polygon.getInteriorRingN(i));
        return rings;
    }
}
