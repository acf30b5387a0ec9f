package city.senne.data.explore.export;

import city.senne.engine.odsql.OutputColumn;
import city.senne.engine.odsql.ValueType;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/// Places for navigation devices: GPX 1.1. A row of points is waypoints, any other row is a track along its lines or
/// around its areas. Rows without a place are left out: the format has nothing to hold them.
///
/// @param mainField the column of the geometry; null for the first shape, or else the first point
/// @param nameField the column that names a place; null for the first text
/// @param described the columns of the description; empty for all of them
/// @param extended whether the columns stand one by one beside the description too
public record GpxExport(
        TextValues values,
        @Nullable String mainField,
        @Nullable String nameField,
        List<String> described,
        boolean extended)
        implements RowWriter {
    private static final String NAMESPACE = "http://www.topografix.com/GPX/1/1";
    /// Of the elements that are the columns.
    private static final String FIELDS = "urn:senne:fields";

    @Override
    public void write(Rows rows, OutputStream out) throws IOException {
        List<OutputColumn> columns = rows.columns();
        MainPlace main = MainPlace.of(columns, mainField);
        XmlStream.write(out, "gpx", NAMESPACE, gpx -> {
            gpx.attribute("version", "1.1").attribute("creator", "Senne").prefix("f", FIELDS);
            boolean onTracks = false;
            while (rows.next()) {
                Geometry geometry = main.geometry(rows);
                if (geometry == null || geometry.isEmpty()) continue;
                boolean isPoints = geometry.getDimension() == 0;
                // Waypoints must not follow tracks: points among lines are tracks of one point.
                onTracks |= !isPoints;
                if (onTracks) track(gpx, geometry, rows, main);
                else waypoints(gpx, geometry, rows, main);
            }
        });
    }

    private void waypoints(XmlStream gpx, Geometry points, Rows rows, MainPlace main) throws XMLStreamException {
        for (Coordinate position : points.getCoordinates()) {
            gpx.element("wpt", point -> {
                position(point, position);
                said(point, rows, main);
            });
        }
    }

    private void track(XmlStream gpx, Geometry geometry, Rows rows, MainPlace main) throws XMLStreamException {
        gpx.element("trk", track -> {
            said(track, rows, main);
            for (Geometry line : lines(geometry)) {
                track.element("trkseg", segment -> {
                    for (Coordinate position : line.getCoordinates()) {
                        segment.element("trkpt", point -> position(point, position));
                    }
                });
            }
        });
    }

    private static void position(XmlStream xml, Coordinate position) throws XMLStreamException {
        xml.attribute("lat", Double.toString(position.y)).attribute("lon", Double.toString(position.x));
    }

    private static List<Geometry> lines(Geometry geometry) {
        return switch (geometry) {
            case Point point -> List.of(point);
            case LineString line -> List.of(line);
            case Polygon polygon -> {
                List<Geometry> rings = new ArrayList<>(List.of(polygon.getExteriorRing()));
                IntStream.range(0, polygon.getNumInteriorRing())
                        .mapToObj(polygon::getInteriorRingN)
                        .forEach(rings::add);
                yield rings;
            }
            default ->
                IntStream.range(0, geometry.getNumGeometries())
                        .mapToObj(geometry::getGeometryN)
                        .flatMap(part -> lines(part).stream())
                        .toList();
        };
    }

    private void said(XmlStream xml, Rows rows, MainPlace main) throws XMLStreamException {
        List<OutputColumn> columns = rows.columns();
        List<@Nullable String> texts = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            texts.add(i == main.column() ? null : values.text(columns.get(i), rows.value(i)));
        }
        String name = IntStream.range(0, columns.size())
                .filter(i -> nameField == null
                        ? columns.get(i).type() == ValueType.TEXT
                        : columns.get(i).name().equals(nameField))
                .mapToObj(texts::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        if (name != null) xml.element("name", name);
        String description = IntStream.range(0, columns.size())
                .filter(i -> texts.get(i) != null
                        && (described.isEmpty()
                                || described.contains(columns.get(i).name())))
                .mapToObj(i -> columns.get(i).name() + ": " + texts.get(i))
                .collect(Collectors.joining(", "));
        if (!description.isEmpty()) xml.element("desc", description);
        if (!extended) return;
        xml.element("extensions", inner -> {
            for (int i = 0; i < columns.size(); i++) {
                String text = texts.get(i);
                if (text != null) inner.element("f", FIELDS, elementName(columns.get(i)), text);
            }
        });
    }

    /// Computed columns are called as they were asked: `count(*)`.
    private static String elementName(OutputColumn column) {
        String name = column.name().replaceAll("[^\\p{L}\\p{N}_.-]", "_");
        return name.matches("[\\p{L}_].*") ? name : "_" + name;
    }
}
