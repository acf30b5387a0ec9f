package city.senne.data.explore.export;

import city.senne.engine.odsql.OutputColumn;
import city.senne.engine.odsql.ValueType;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/// One placemark a row, for globes and maps: OGC KML 2.2, whose coordinates are always in WGS 84.
///
/// @param title of the document
/// @param mainField the column of the geometry; null for the first shape, or else the first point
public record KmlExport(
        TextValues values, String title, @Nullable String mainField) implements RowWriter {
    private static final String NAMESPACE = "http://www.opengis.net/kml/2.2";

    @Override
    public void write(Rows rows, OutputStream out) throws IOException {
        List<OutputColumn> columns = rows.columns();
        MainPlace main = MainPlace.of(columns, mainField);
        XmlStream.write(
                out,
                "kml",
                NAMESPACE,
                kml -> kml.element("Document", document -> {
                    document.element("name", title);
                    while (rows.next()) document.element("Placemark", mark -> placemark(mark, rows, columns, main));
                }));
    }

    private void placemark(XmlStream mark, Rows rows, List<OutputColumn> columns, MainPlace main)
            throws XMLStreamException {
        String name = name(rows, columns);
        if (name != null) mark.element("name", name);
        mark.element("ExtendedData", data -> {
            for (int i = 0; i < columns.size(); i++) {
                String text = i == main.column() ? null : values.text(columns.get(i), rows.value(i));
                if (text == null) continue;
                String field = columns.get(i).name();
                data.element("Data", each -> each.attribute("name", field).element("value", text));
            }
        });
        Geometry geometry = main.geometry(rows);
        if (geometry != null && !geometry.isEmpty()) geometry(mark, geometry);
    }

    /// What its first text says.
    private @Nullable String name(Rows rows, List<OutputColumn> columns) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).type() != ValueType.TEXT) continue;
            String text = values.text(columns.get(i), rows.value(i));
            if (text != null) return text;
        }
        return null;
    }

    private static void geometry(XmlStream xml, Geometry geometry) throws XMLStreamException {
        switch (geometry) {
            case Point point -> xml.element("Point", inner -> coordinates(inner, point));
            case LineString line -> xml.element("LineString", inner -> coordinates(inner, line));
            case Polygon polygon ->
                xml.element("Polygon", inner -> {
                    ring(inner, "outerBoundaryIs", polygon.getExteriorRing());
                    for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
                        ring(inner, "innerBoundaryIs", polygon.getInteriorRingN(i));
                    }
                });
            case GeometryCollection many ->
                xml.element("MultiGeometry", inner -> {
                    for (int i = 0; i < many.getNumGeometries(); i++) geometry(inner, many.getGeometryN(i));
                });
            default -> throw new IllegalArgumentException("KML has no " + geometry.getGeometryType());
        }
    }

    private static void ring(XmlStream xml, String boundary, LineString ring) throws XMLStreamException {
        xml.element(boundary, outer -> outer.element("LinearRing", inner -> coordinates(inner, ring)));
    }

    private static void coordinates(XmlStream xml, Geometry path) throws XMLStreamException {
        var text = new StringBuilder();
        for (Coordinate position : path.getCoordinates()) {
            if (!text.isEmpty()) text.append(' ');
            text.append(position.x).append(',').append(position.y);
        }
        xml.element("coordinates", text.toString());
    }
}
