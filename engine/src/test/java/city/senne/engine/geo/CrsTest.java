package city.senne.engine.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;

class CrsTest {
    private static final double METRE = 0.00001;

    private static void is(int srid, double x, double y, double longitude, double latitude) throws Exception {
        Coordinate place = Crs.of(srid).toWgs84(x, y);
        assertThat(place.x).as("longitude in %d", srid).isCloseTo(longitude, within(METRE));
        assertThat(place.y).as("latitude in %d", srid).isCloseTo(latitude, within(METRE));
        Coordinate back = Crs.of(srid).fromWgs84(Shapes.point(place.x, place.y)).getCoordinate();
        double tolerance = Math.abs(x) <= 180 ? METRE : 0.5;
        assertThat(back.x).isCloseTo(x, within(tolerance));
        assertThat(back.y).isCloseTo(y, within(tolerance));
    }

    @Test
    void every_system_in_use_leads_to_the_right_place() throws Exception {
        is(4326, 4.35, 50.85, 4.35, 50.85);
        is(4258, 4.35, 50.85, 4.35, 50.85);
        is(3857, 484239.78, 6594803.23, 4.35, 50.85);
        // A bicycle rack of Schaerbeek, published in both systems by the municipality.
        is(3812, 650600.51628043, 674040.26450478, 4.3772964127, 50.8767267565);
        // The false origin of Lambert 93, and the tower in Amersfoort.
        is(2154, 700000, 6600000, 3.0, 46.5);
        is(28992, 155000, 463000, 5.3872035, 52.1551729);
        is(25831, 500000, 4649776.22, 3.0, 42.0);
    }

    @Test
    void positions_outside_of_a_systems_area_are_refused() {
        assertThatThrownBy(() -> Crs.of(31370).toWgs84(4.35, 50.85)).isInstanceOf(GeometryProblem.class);
        assertThatThrownBy(() -> Crs.of(31370).toWgs84(650600, 674040)).isInstanceOf(GeometryProblem.class);
        assertThatThrownBy(() -> Crs.of(4326).toWgs84(148000, 170000)).isInstanceOf(GeometryProblem.class);
        assertThatThrownBy(() -> Crs.of(31370).toWgs84(Double.NaN, 1)).isInstanceOf(GeometryProblem.class);
        assertThatThrownBy(() -> Crs.of(999_999)).isInstanceOf(GeometryProblem.class);
    }

    @Test
    void names_and_well_known_text_lead_to_codes() {
        for (String name : new String[] {
            "EPSG:31370",
            "urn:ogc:def:crs:EPSG::31370",
            "urn:ogc:def:crs:EPSG:9.9:31370",
            "http://www.opengis.net/def/crs/EPSG/0/31370",
            "PROJCS[\"Belge_Lambert_1972\",GEOGCS[\"GCS_Belge_1972\"]]",
            "PROJCS[\"custom\",PROJECTION[\"Lambert_Conformal_Conic\"],PARAMETER[\"False_Easting\",150000.01256],"
                    + "PARAMETER[\"False_Northing\",5400088.4378]]",
            "PROJCS[\"x\",GEOGCS[\"y\",AUTHORITY[\"EPSG\",\"4313\"]],AUTHORITY[\"EPSG\",\"31370\"]]"
        }) {
            assertThat(CrsNames.find(name)).as(name).contains(31370);
        }
        assertThat(CrsNames.find("urn:ogc:def:crs:OGC:1.3:CRS84")).contains(4326);
        assertThat(CrsNames.find("OGC:CRS84")).contains(4326);
        assertThat(CrsNames.find("PROJCS[\"ETRS_1989_Lambert_2008\",GEOGCS[\"GCS_ETRS_1989\"]]"))
                .contains(3812);
        assertThat(CrsNames.find("PROJCS[\"RD_New\"]")).contains(28992);
        assertThat(CrsNames.find("somewhere")).isEmpty();
    }
}
