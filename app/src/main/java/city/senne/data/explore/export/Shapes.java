package city.senne.data.explore.export;

import java.io.StringWriter;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.MultiLineString;
import org.locationtech.jts.geom.MultiPoint;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/// Geometries as GeoJSON.
public final class Shapes {
    private static final GeometryFactory FACTORY = new GeometryFactory();
    private static final JsonMapper JSON = JsonMapper.shared();

    private Shapes() {}

    /// @param wkb as the lake holds it
    public static Geometry read(byte[] wkb) {
        try {
            return new WKBReader(FACTORY).read(wkb);
        } catch (ParseException e) {
            throw new IllegalStateException("A geometry in the lake is no WKB", e);
        }
    }

    public static Geometry point(Rows.Place place) {
        return FACTORY.createPoint(new Coordinate(place.longitude(), place.latitude()));
    }

    static String text(Geometry geometry) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            write(json, geometry);
        }
        return text.toString();
    }

    public static void write(JsonGenerator json, Geometry geometry) {
        json.writeStartObject();
        json.writeStringProperty("type", geometry.getGeometryType());
        if (geometry.getClass() == GeometryCollection.class) {
            json.writeArrayPropertyStart("geometries");
            for (int i = 0; i < geometry.getNumGeometries(); i++) write(json, geometry.getGeometryN(i));
            json.writeEndArray();
        } else {
            json.writeName("coordinates");
            coordinates(json, geometry);
        }
        json.writeEndObject();
    }

    private static void coordinates(JsonGenerator json, Geometry geometry) {
        switch (geometry) {
            case Point point -> {
                if (point.isEmpty()) {
                    json.writeStartArray();
                    json.writeEndArray();
                } else {
                    position(json, point.getX(), point.getY());
                }
            }
            case LineString line -> positions(json, line.getCoordinateSequence());
            case Polygon polygon -> {
                json.writeStartArray();
                if (!polygon.isEmpty()) {
                    coordinates(json, polygon.getExteriorRing());
                    for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
                        coordinates(json, polygon.getInteriorRingN(i));
                    }
                }
                json.writeEndArray();
            }
            case MultiPoint _, MultiLineString _, MultiPolygon _ -> {
                json.writeStartArray();
                for (int i = 0; i < geometry.getNumGeometries(); i++) coordinates(json, geometry.getGeometryN(i));
                json.writeEndArray();
            }
            default -> throw new IllegalArgumentException("GeoJSON has no " + geometry.getGeometryType());
        }
    }

    private static void positions(JsonGenerator json, CoordinateSequence positions) {
        json.writeStartArray();
        for (int i = 0; i < positions.size(); i++) position(json, positions.getX(i), positions.getY(i));
        json.writeEndArray();
    }

    private static void position(JsonGenerator json, double x, double y) {
        json.writeStartArray();
        json.writeNumber(x);
        json.writeNumber(y);
        json.writeEndArray();
    }
}
