package city.senne.engine.odsql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.PrecisionModel;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.locationtech.jts.io.WKTReader;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// The geometry in `geom'…'`: WKT, WKB in hexadecimal, or GeoJSON (a geometry or a feature). Longitude first.
final class GeometryText {
    private static final GeometryFactory GEOMETRIES = new GeometryFactory(new PrecisionModel(), 4326);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_DEPTH = 20;

    private GeometryText() {}

    static Geometry read(String text) {
        try {
            Geometry geometry = parse(text.strip());
            for (Coordinate coordinate : geometry.getCoordinates()) {
                if (!Double.isFinite(coordinate.x) || !Double.isFinite(coordinate.y)) throw unreadable();
            }
            return geometry.isValid() ? geometry : GeometryFixer.fix(geometry);
        } catch (ParseException | JacksonException | IllegalArgumentException e) {
            throw unreadable();
        }
    }

    private static Geometry parse(String text) throws ParseException {
        if (text.startsWith("{")) return geometry(JSON.readTree(text), 0);
        if (text.matches("(?i)0[01][0-9a-f]+")) return new WKBReader(GEOMETRIES).read(WKBReader.hexToBytes(text));
        refuseDepth(text);
        String wkt = text.toUpperCase(Locale.ROOT).startsWith("SRID=") ? text.substring(text.indexOf(';') + 1) : text;
        return new WKTReader(GEOMETRIES).read(wkt);
    }

    private static void refuseDepth(String wkt) {
        int depth = 0;
        for (int i = 0; i < wkt.length(); i++) {
            depth += wkt.charAt(i) == '(' ? 1 : wkt.charAt(i) == ')' ? -1 : 0;
            if (depth > MAX_DEPTH) throw unreadable();
        }
    }

    private static Geometry geometry(JsonNode json, int depth) {
        if (depth > MAX_DEPTH) throw unreadable();
        JsonNode coordinates = json.path("coordinates");
        return switch (json.path("type").asString("")) {
            case "Feature" -> geometry(json.path("geometry"), depth + 1);
            case "Point" -> GEOMETRIES.createPoint(coordinate(coordinates));
            case "MultiPoint" -> GEOMETRIES.createMultiPointFromCoords(coordinates(coordinates));
            case "LineString" -> GEOMETRIES.createLineString(coordinates(coordinates));
            case "MultiLineString" ->
                GEOMETRIES.createMultiLineString(list(coordinates).stream()
                        .map(line -> GEOMETRIES.createLineString(coordinates(line)))
                        .toArray(org.locationtech.jts.geom.LineString[]::new));
            case "Polygon" -> polygon(coordinates);
            case "MultiPolygon" ->
                GEOMETRIES.createMultiPolygon(
                        list(coordinates).stream().map(GeometryText::polygon).toArray(Polygon[]::new));
            case "GeometryCollection" ->
                GEOMETRIES.createGeometryCollection(list(json.path("geometries")).stream()
                        .map(part -> geometry(part, depth + 1))
                        .toArray(Geometry[]::new));
            default -> throw unreadable();
        };
    }

    private static Polygon polygon(JsonNode rings) {
        List<LinearRing> all = list(rings).stream()
                .map(ring -> GEOMETRIES.createLinearRing(coordinates(ring)))
                .toList();
        if (all.isEmpty()) return GEOMETRIES.createPolygon();
        return GEOMETRIES.createPolygon(
                all.getFirst(), all.subList(1, all.size()).toArray(LinearRing[]::new));
    }

    private static Coordinate[] coordinates(JsonNode array) {
        return list(array).stream().map(GeometryText::coordinate).toArray(Coordinate[]::new);
    }

    private static Coordinate coordinate(JsonNode pair) {
        if (!pair.path(0).isNumber() || !pair.path(1).isNumber()) throw unreadable();
        return new Coordinate(pair.path(0).asDouble(), pair.path(1).asDouble());
    }

    private static List<JsonNode> list(JsonNode array) {
        if (!array.isArray()) throw unreadable();
        return new ArrayList<>(StreamSupport.stream(array.spliterator(), false).toList());
    }

    private static OdsqlException unreadable() {
        return OdsqlException.malformed("Invalid geometry literal");
    }
}
