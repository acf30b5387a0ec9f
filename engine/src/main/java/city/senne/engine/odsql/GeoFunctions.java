package city.senne.engine.odsql;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBReadableVector;
import org.duckdb.DuckDBScalarFunction;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.algorithm.ConvexHull;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.locationtech.jts.io.WKBWriter;

/// Geometry in DuckDB, for what its SQL cannot do. Shapes travel as WKB in base 64. Whatever cannot be read or
/// computed is null, never an error.
final class GeoFunctions {
    static final String POINT_IN = "senne_point_in";
    static final String SHAPE_MEETS = "senne_shape_meets";
    static final String DISTANCE = "senne_distance";
    static final String GEOMETRY_TYPE = "senne_geometry_type";
    static final String HULL = "senne_hull";
    static final String BOX = "senne_box";

    private static final GeometryFactory GEOMETRIES = new GeometryFactory();
    private static final double RADIUS = 6_371_008.7714;
    private static final int REMEMBERED = 64;

    /// The geometries of queries, read and indexed once, not once per row.
    private static final Map<String, PreparedGeometry> PREPARED =
            Collections.synchronizedMap(new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, PreparedGeometry> eldest) {
                    return size() > REMEMBERED;
                }
            });

    private GeoFunctions() {}

    static void register(DuckDBConnection connection) throws SQLException {
        var text = DuckDBColumnType.VARCHAR;
        var number = DuckDBColumnType.DOUBLE;
        var truth = DuckDBColumnType.BOOLEAN;
        register(connection, POINT_IN, truth, GeoFunctions::pointIn, text, number, number);
        register(connection, SHAPE_MEETS, truth, GeoFunctions::shapeMeets, text, text, text);
        register(connection, DISTANCE, number, GeoFunctions::distance, text, number, number);
        register(connection, GEOMETRY_TYPE, text, GeoFunctions::geometryType, text);
        register(connection, HULL, text, GeoFunctions::hull, text);
        register(connection, BOX, text, GeoFunctions::box, number, number, number, number);
    }

    private interface OfRow {
        @Nullable
        Object value(DuckDBReadableVector[] arguments, long row) throws ParseException;
    }

    private interface OfChunk {
        /// Prepares for the rows of one chunk what is the same in all of them.
        OfRow prepare(DuckDBReadableVector[] arguments) throws ParseException;
    }

    private static void register(
            DuckDBConnection connection,
            String name,
            DuckDBColumnType result,
            OfChunk function,
            DuckDBColumnType... parameters)
            throws SQLException {
        try (var builder = DuckDBFunctions.scalarFunction()) {
            builder.withName(name)
                    .withParameters(parameters)
                    .withReturnType(result)
                    .withVectorizedFunction(vectorized(function, parameters.length))
                    .register(connection);
        }
    }

    private static DuckDBScalarFunction vectorized(OfChunk function, int parameterCount) {
        return (DuckDBDataChunkReader input, org.duckdb.DuckDBWritableVector output) -> {
            var arguments = new DuckDBReadableVector[parameterCount];
            for (int i = 0; i < parameterCount; i++) arguments[i] = input.vector(i);
            long rows = input.rowCount();
            if (rows == 0) return;
            OfRow ofRow = prepared(function, arguments);
            for (long row = 0; row < rows; row++) {
                switch (value(ofRow, arguments, row)) {
                    case null -> output.setNull(row);
                    case Boolean truth -> output.setBoolean(row, truth);
                    case Double number -> output.setDouble(row, number);
                    case Object text -> output.setString(row, text.toString());
                }
            }
        };
    }

    private static OfRow prepared(OfChunk function, DuckDBReadableVector[] arguments) {
        try {
            return function.prepare(arguments);
        } catch (ParseException | RuntimeException e) {
            return (_, _) -> null;
        }
    }

    private static @Nullable Object value(OfRow function, DuckDBReadableVector[] arguments, long row) {
        for (DuckDBReadableVector argument : arguments) {
            if (argument.isNull(row)) return null;
        }
        try {
            return function.value(arguments, row);
        } catch (ParseException | RuntimeException e) {
            return null;
        }
    }

    private static OfRow pointIn(DuckDBReadableVector[] first) throws ParseException {
        PreparedGeometry geometry = asked(first[0].getString(0));
        return (arguments, row) -> geometry.intersects(
                GEOMETRIES.createPoint(new Coordinate(arguments[1].getDouble(row), arguments[2].getDouble(row))));
    }

    private static OfRow shapeMeets(DuckDBReadableVector[] first) throws ParseException {
        Bound.Spatial.Relation relation = Bound.Spatial.Relation.valueOf(first[0].getString(0));
        PreparedGeometry geometry = asked(first[1].getString(0));
        return (arguments, row) -> relates(shape(arguments[2].getString(row)), relation, geometry);
    }

    private static boolean relates(Geometry shape, Bound.Spatial.Relation relation, PreparedGeometry geometry) {
        return switch (relation) {
            case INTERSECTS -> geometry.intersects(shape);
            case DISJOINT -> geometry.disjoint(shape);
            case WITHIN -> geometry.covers(shape);
            case CONTAINS -> geometry.within(shape);
            case TOUCHES -> geometry.touches(shape);
            case CROSSES -> geometry.crosses(shape);
            case OVERLAPS -> geometry.overlaps(shape);
            case EQUALS -> geometry.getGeometry().equalsTopo(shape);
        };
    }

    private static OfRow distance(DuckDBReadableVector[] first) {
        return (arguments, row) ->
                metres(shape(arguments[0].getString(row)), arguments[1].getDouble(row), arguments[2].getDouble(row));
    }

    /// On a plane that touches the Earth at the place asked for.
    private static double metres(Geometry shape, double longitude, double latitude) {
        double metresPerDegree = Math.toRadians(1) * RADIUS;
        var plane = new AffineTransformation()
                .translate(-longitude, -latitude)
                .scale(metresPerDegree * Math.cos(Math.toRadians(latitude)), metresPerDegree);
        return plane.transform(shape).distance(GEOMETRIES.createPoint(new Coordinate(0, 0)));
    }

    private static OfRow geometryType(DuckDBReadableVector[] first) {
        return (arguments, row) -> shape(arguments[0].getString(row)).getGeometryType();
    }

    private static OfRow hull(DuckDBReadableVector[] first) {
        return (arguments, row) -> {
            Coordinate[] points = Arrays.stream(arguments[0].getString(row).split(","))
                    .map(point -> point.split(" "))
                    .map(pair -> new Coordinate(Double.parseDouble(pair[0]), Double.parseDouble(pair[1])))
                    .toArray(Coordinate[]::new);
            return base64(new ConvexHull(points, GEOMETRIES).getConvexHull());
        };
    }

    private static OfRow box(DuckDBReadableVector[] first) {
        return (arguments, row) -> base64(GEOMETRIES.toGeometry(new Envelope(
                arguments[0].getDouble(row),
                arguments[2].getDouble(row),
                arguments[1].getDouble(row),
                arguments[3].getDouble(row))));
    }

    private static PreparedGeometry asked(String base64) throws ParseException {
        PreparedGeometry known = PREPARED.get(base64);
        if (known != null) return known;
        PreparedGeometry prepared = PreparedGeometryFactory.prepare(shape(base64));
        PREPARED.put(base64, prepared);
        return prepared;
    }

    private static Geometry shape(String base64) throws ParseException {
        return new WKBReader(GEOMETRIES).read(Base64.getDecoder().decode(base64));
    }

    private static String base64(Geometry geometry) {
        return Base64.getEncoder().encodeToString(new WKBWriter().write(geometry));
    }
}
