package city.senne.engine.geo;

import city.senne.engine.delivery.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads one GeoJSON geometry from a stream of tokens, without a tree in between: a coastline has a million positions.
/// Heights are left out; numbers written as text are taken as numbers.
public final class GeoJson {
    public static final Set<String> GEOMETRIES = Set.of(
            "Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection");
    private static final int MOST_POSITIONS = 5_000_000;
    private static final int DEEPEST = 8;

    private final JsonParser parser;
    private int positions;
    private @Nullable Reason wrong;

    private GeoJson(JsonParser parser) {
        this.parser = parser;
    }

    /// Reads the object at the current token; the parser stands on its end afterwards, also when it throws
    /// GeometryProblem. Null for a geometry without positions.
    public static @Nullable Geometry read(JsonParser parser) throws GeometryProblem {
        return readRest(parser, null);
    }

    /// The same, when the parser is inside the object already and has read its type.
    public static @Nullable Geometry readRest(JsonParser parser, @Nullable String type) throws GeometryProblem {
        GeoJson reading = new GeoJson(parser);
        Parts parts = reading.object(type, 0);
        if (reading.wrong != null) throw new GeometryProblem(reading.wrong);
        Geometry built = parts.build();
        return built == null || built.isEmpty() ? null : built;
    }

    /// What stands in a geometry object. Built only when everything was read, for the type may come last.
    private record Parts(
            @Nullable String type,
            @Nullable Object coordinates,
            @Nullable List<Parts> geometries) {

        @Nullable
        Geometry build() throws GeometryProblem {
            if (type == null) throw GeometryProblem.of("geojson-without-type");
            if (type.equals("GeometryCollection")) return collection();
            if (!GEOMETRIES.contains(type)) throw GeometryProblem.of("geojson-unknown-type", type);
            if (coordinates == null) return null;
            if (coordinates instanceof List<?> list && list.isEmpty()) return null;
            return switch (type) {
                case "Point" -> point(coordinates);
                case "MultiPoint" -> {
                    List<Point> points = new ArrayList<>();
                    for (Object one : list(coordinates)) points.add(point(one));
                    yield Shapes.FACTORY.createMultiPoint(points.toArray(Point[]::new));
                }
                case "LineString" -> Shapes.line(line(coordinates));
                case "MultiLineString" -> {
                    List<LineString> lines = new ArrayList<>();
                    for (Object one : list(coordinates)) lines.add(Shapes.line(line(one)));
                    yield Shapes.FACTORY.createMultiLineString(lines.toArray(LineString[]::new));
                }
                case "Polygon" -> polygon(coordinates);
                default -> {
                    List<Polygon> polygons = new ArrayList<>();
                    for (Object one : list(coordinates)) polygons.add(polygon(one));
                    yield Shapes.withRemarks(
                            Shapes.FACTORY.createMultiPolygon(polygons.toArray(Polygon[]::new)), polygons);
                }
            };
        }

        private @Nullable Geometry collection() throws GeometryProblem {
            if (geometries == null) return null;
            List<Geometry> built = new ArrayList<>();
            for (Parts part : geometries) {
                Geometry one = part.build();
                if (one != null) built.add(one);
            }
            // A collection of one thing is that thing: easier to draw and to measure.
            if (built.size() == 1) return built.getFirst();
            return Shapes.withRemarks(Shapes.FACTORY.createGeometryCollection(built.toArray(Geometry[]::new)), built);
        }

        private Point point(Object one) throws GeometryProblem {
            if (!(one instanceof Coordinate position)) throw doesNotFit();
            return Shapes.FACTORY.createPoint(position);
        }

        private Polygon polygon(Object one) throws GeometryProblem {
            List<Coordinate[]> rings = new ArrayList<>();
            for (Object ring : list(one)) rings.add(line(ring));
            return Shapes.polygon(rings);
        }

        private Coordinate[] line(Object one) throws GeometryProblem {
            List<?> list = list(one);
            Coordinate[] line = new Coordinate[list.size()];
            for (int i = 0; i < line.length; i++) {
                if (!(list.get(i) instanceof Coordinate position)) throw doesNotFit();
                line[i] = position;
            }
            return line;
        }

        private List<?> list(Object one) throws GeometryProblem {
            if (one instanceof List<?> list) return list;
            throw doesNotFit();
        }

        private GeometryProblem doesNotFit() {
            return GeometryProblem.of("geojson-does-not-fit", type == null ? "" : type);
        }
    }

    private Parts object(@Nullable String knownType, int depth) {
        String type = knownType;
        Object coordinates = null;
        List<Parts> geometries = null;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("type") && value == JsonToken.VALUE_STRING) {
                type = parser.getString();
            } else if (name.equals("coordinates") && value == JsonToken.START_ARRAY) {
                coordinates = coordinates(0);
            } else if (name.equals("geometries") && value == JsonToken.START_ARRAY && depth < DEEPEST) {
                geometries = new ArrayList<>();
                for (JsonToken token; (token = parser.nextToken()) != JsonToken.END_ARRAY; ) {
                    if (token == JsonToken.START_OBJECT) geometries.add(object(null, depth + 1));
                    else parser.skipChildren();
                }
            } else {
                if (name.equals("coordinates") && value != JsonToken.VALUE_NULL) note("geojson-does-not-fit", "");
                parser.skipChildren();
            }
        }
        return new Parts(type, coordinates, geometries);
    }

    /// A Coordinate, or a list of what lies deeper.
    private Object coordinates(int depth) {
        JsonToken first = parser.nextToken();
        if (first != JsonToken.START_ARRAY) return first == JsonToken.END_ARRAY ? List.of() : position(first);
        List<Object> parts = new ArrayList<>();
        for (JsonToken token = first; token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token == JsonToken.START_ARRAY && depth < DEEPEST) {
                parts.add(coordinates(depth + 1));
            } else {
                note("geojson-does-not-fit", "");
                parser.skipChildren();
            }
        }
        return parts;
    }

    private Object position(JsonToken first) {
        double x = Double.NaN;
        double y = Double.NaN;
        int count = 0;
        for (JsonToken token = first; token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            double number = number(token);
            if (count == 0) x = number;
            if (count == 1) y = number;
            if (count < 2 && !Double.isFinite(number)) note("not-a-number", parser.getString());
            count++;
            parser.skipChildren();
        }
        if (count < 2) note("position-of-one-number");
        if (++positions > MOST_POSITIONS) note("too-many-positions", MOST_POSITIONS);
        return new Coordinate(x, y);
    }

    private double number(JsonToken token) {
        return switch (token) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_STRING -> {
                try {
                    yield Double.parseDouble(parser.getString().strip());
                } catch (NumberFormatException noNumber) {
                    yield Double.NaN;
                }
            }
            default -> Double.NaN;
        };
    }

    private void note(String what, Object... arguments) {
        if (wrong == null) wrong = Reason.of("geo." + what, arguments);
    }
}
