package city.senne.engine.delivery.formats;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.engine.delivery.Decision.Aspect;
import city.senne.engine.table.FieldType;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Geometry;

class GeoJsonTest {
    private static String feature(String geometry, String name) {
        return "{\"type\":\"Feature\",\"geometry\":%s,\"properties\":{\"name\":\"%s\"}}".formatted(geometry, name);
    }

    private static String collection(String... features) {
        return "{\"type\":\"FeatureCollection\",\"features\":[" + String.join(",", features) + "]}";
    }

    private static final String POINT = "{\"type\":\"Point\",\"coordinates\":[4.35,50.85]}";

    @Test
    void features_become_rows_and_points_a_point_column() throws Exception {
        Reading reading = Reading.ofText("t.geojson", collection(feature(POINT, "a"), feature("null", "b")));
        assertThat(reading.asTable()).isEqualTo("name | geometry\na | POINT (4.35 50.85)\nb |\n");
        assertThat(reading.columns().getLast().declared()).isEqualTo(FieldType.GEO_POINT);
        assertThat(reading.columns().getLast().srid()).isEqualTo(4326);
        assertThat(reading.decision(Aspect.GEOMETRY)).isEqualTo("geo_point_2d because formats.geometry-types");
    }

    @Test
    void mixed_geometries_become_shapes_of_every_type() throws Exception {
        Reading reading = Reading.ofText(
                "t.json",
                collection(
                        feature(POINT, "a"),
                        feature("{\"type\":\"LineString\",\"coordinates\":[[1,2,9],[3,4,9]]}", "b"),
                        feature("{\"coordinates\":[[[0,0],[1,0],[1,1],[0,0]]],\"type\":\"Polygon\"}", "c"),
                        feature("{\"type\":\"GeometryCollection\",\"geometries\":[" + POINT + "," + POINT + "]}", "d"),
                        feature("{\"type\":\"MultiPolygon\",\"coordinates\":[[[[0,0],[1,0],[1,1],[0,0]]]]}", "e")));
        assertThat(reading.columns().getLast().declared()).isEqualTo(FieldType.GEO_SHAPE);
        assertThat(reading.rows())
                .extracting(
                        row -> Objects.requireNonNull((Geometry) row.cells()[1]).getGeometryType())
                .containsExactly("Point", "LineString", "Polygon", "GeometryCollection", "MultiPolygon");
        assertThat(reading.decision(Aspect.GEOMETRY)).contains("2d because formats.heights-dropped");
    }

    @Test
    void nested_collections_single_features_bare_geometries_and_sequences_are_read() throws Exception {
        String nested =
                collection(collection(feature(POINT, "a")), collection(feature(POINT, "b"), feature(POINT, "c")));
        assertThat(Reading.ofText("t.json", nested).rows()).hasSize(3);
        assertThat(Reading.ofText("t.json", feature(POINT, "a")).rows()).hasSize(1);
        assertThat(Reading.ofText("t.json", POINT).asTable()).isEqualTo("geometry\nPOINT (4.35 50.85)\n");
        assertThat(Reading.ofText("t.geojsonl", feature(POINT, "a") + "\n" + feature(POINT, "b") + "\n")
                        .rows())
                .hasSize(2);
        assertThat(Reading.ofText("t.json", "[" + feature(POINT, "a") + "," + feature(POINT, "b") + "]")
                        .rows())
                .hasSize(2);
        assertThat(Reading.ofText("t.js", "const x = " + nested + ";\n").rows()).hasSize(3);
    }

    @Test
    void the_old_crs_member_counts() throws Exception {
        String text = "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":"
                + "\"urn:ogc:def:crs:EPSG::31370\"}},\"features\":["
                + feature("{\"type\":\"Point\",\"coordinates\":[148000,170000]}", "a") + "]}";
        Reading reading = Reading.ofText("t.geojson", text);
        assertThat(reading.columns().getLast().srid()).isEqualTo(31370);
        assertThat(reading.decision(Aspect.CRS)).isEqualTo("31370 because formats.crs-stated");
    }

    @Test
    void an_id_is_a_column_and_gives_way_to_a_property_of_its_name() throws Exception {
        String text = "{\"type\":\"Feature\",\"id\":7,\"geometry\":null,\"properties\":{\"x\":1}}";
        assertThat(Reading.ofText("t.json", text).asTable()).isEqualTo("id | x\n7 | 1\n");
        assertThat(Reading.ofText("t.json", text.replace("\"x\"", "\"id\"")).headers())
                .containsExactly("feature id", "id");
    }

    @Test
    void a_geometry_that_is_none_rejects_its_row_only() throws Exception {
        Reading reading = Reading.ofText(
                "t.json",
                collection(
                        feature("{\"type\":\"Point\",\"coordinates\":[NaN,50.85]}", "a"),
                        feature("{\"type\":\"Point\",\"coordinates\":[\"a\",\"b\"]}", "b"),
                        feature("{\"type\":\"Point\",\"coordinates\":[\"4.3\",\"50.8\"]}", "c"),
                        feature("{\"type\":\"Polygon\",\"coordinates\":[[4,50]]}", "d"),
                        feature("{\"type\":\"LineString\",\"coordinates\":[[4,50]]}", "e"),
                        feature("{\"type\":\"Circle\",\"coordinates\":[4,50]}", "f"),
                        feature("{\"type\":\"Point\",\"coordinates\":[]}", "g"),
                        feature("{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1]]]}", "h")));
        assertThat(reading.problems())
                .containsExactly(
                        "1 geo.not-a-number",
                        "2 geo.not-a-number",
                        "4 geo.geojson-does-not-fit",
                        "5 geo.line-too-short",
                        "6 geo.geojson-unknown-type");
        assertThat(reading.row(2).get(1)).hasToString("POINT (4.3 50.8)");
        assertThat(reading.row(6).get(1)).isNull();
        assertThat(reading.row(7).get(1)).hasToString("POLYGON ((0 0, 1 0, 1 1, 0 0))");
    }
}
