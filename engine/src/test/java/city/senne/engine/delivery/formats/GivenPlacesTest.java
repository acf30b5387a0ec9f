package city.senne.engine.delivery.formats;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.engine.geo.Crs;
import city.senne.engine.geo.GeoText;
import city.senne.engine.geo.Shapes;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/// Positions that two publishers gave in two systems must fall together on the ground.
class GivenPlacesTest {
    private static final double METRES_PER_DEGREE = 111_320;

    @Test
    void lambert_2008_falls_where_its_publisher_says() throws Exception {
        Reading racks = Reading.of(
                Given.file("brussels/schaerbeek-geojson/cycloparking/cycloparking_mobility_20260611124740.geojson"));
        int x = racks.headers().indexOf("XLambert2008");
        int y = racks.headers().indexOf("YLambert2008");
        double farthest = 0;
        int compared = 0;
        for (int i = 0; i < racks.rows().size(); i++) {
            if (!(racks.row(i).get(x) instanceof Number east) || !(racks.row(i).get(y) instanceof Number north))
                continue;
            if (!(racks.row(i).getLast() instanceof Geometry geometry)) continue;
            Coordinate place = Crs.of(Crs.LAMBERT_2008).toWgs84(east.doubleValue(), north.doubleValue());
            farthest = Math.max(farthest, metres(place, geometry.getCoordinate()));
            compared++;
        }
        assertThat(compared).isGreaterThan(500);
        assertThat(farthest).as("metres").isLessThan(1);
    }

    /// The border of Schaerbeek, once in Lambert 72 and once in longitude and latitude, drawn by two offices.
    @Test
    void lambert_72_falls_within_a_metre() throws Exception {
        Geometry border = (Geometry) Objects.requireNonNull(
                Reading.of(Given.file("brussels/schaerbeek-geojson/population/LimitesScaherbeek.geojson"))
                        .row(0)
                        .getLast());
        Reading communes = Reading.of(Given.file("brussels/fixmystreet-config/organisationentitysurface.json"));
        int column = communes.headers().indexOf("fields.geom");
        Geometry line = flat(border).getBoundary();
        long together = 0;
        for (int i = 0; i < communes.rows().size(); i++) {
            GeoText.Placed placed = GeoText.read(String.valueOf(communes.row(i).get(column)));
            Geometry commune = Crs.of(Crs.LAMBERT_72).toWgs84(placed.geometry());
            together += Arrays.stream(flat(commune).getCoordinates())
                    .filter(corner -> line.distance(Shapes.FACTORY.createPoint(corner)) < 0.3)
                    .count();
        }
        // The two offices share some corners only; but those could not fall together by accident.
        assertThat(together).as("corners within 30 centimetres").isGreaterThan(50);
    }

    /// In metres, around Brussels.
    private static Geometry flat(Geometry geometry) {
        Geometry flat = geometry.copy();
        flat.apply((Coordinate c) -> {
            c.x *= METRES_PER_DEGREE * Math.cos(Math.toRadians(50.87));
            c.y *= METRES_PER_DEGREE;
        });
        flat.geometryChanged();
        return flat;
    }

    private static double metres(Coordinate a, Coordinate b) {
        double east = (a.x - b.x) * METRES_PER_DEGREE * Math.cos(Math.toRadians(a.y));
        return Math.hypot(east, (a.y - b.y) * METRES_PER_DEGREE);
    }
}
