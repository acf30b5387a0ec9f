package city.senne.engine.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeoTextTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POINT (4.35 50.85)                                     | WKT     | POINT (4.35 50.85)
            srid=31370; point(148000 170000)                       | WKT     | POINT (148000 170000)
            SRID=31370;POLYGON ((0 0, 1 0, 1 1, 0 0))              | WKT     | POLYGON ((0 0, 1 0, 1 1, 0 0))
            POLYGON ((0 0, 1 0, 1 1))                              | WKT     | POLYGON ((0 0, 1 0, 1 1, 0 0))
            POINT Z (4 50 10)                                      | WKT     | POINT (4 50)
            MULTIPOINT EMPTY                                       | WKT     | MULTIPOINT EMPTY
            0101000000000000000000F03F0000000000000040             | WKB     | POINT (1 2)
            0101000020E6100000000000000000F03F0000000000000040     | WKB     | POINT (1 2)
            {"type":"Point","coordinates":[4.35,50.85]}            | GEOJSON | POINT (4.35 50.85)
            {"type":"Feature","geometry":{"type":"Point","coordinates":[4,50]}} | GEOJSON | POINT (4 50)
            {"lon": 4.35, "lat": 50.85}                            | OBJECT  | POINT (4.35 50.85)
            """)
    void geometries_are_read_in_every_notation(String text, GeoText.Notation notation, String expected)
            throws Exception {
        assertThat(GeoText.recognise(text)).contains(notation);
        assertThat(GeoText.read(text).geometry()).hasToString(expected);
    }

    @Test
    void a_text_may_name_its_system() throws Exception {
        assertThat(GeoText.read("SRID=31370;POINT (1 2)").srid()).isEqualTo(31370);
        assertThat(GeoText.read("0101000020E6100000000000000000F03F0000000000000040")
                        .srid())
                .isEqualTo(4326);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            50.85, 4.35        | 50.85 | 4.35
            50.85,4.35         | 50.85 | 4.35
            [50.62972,3.133873]| 50.62972 | 3.133873
            (4.35 ; 50.85)     | 4.35  | 50.85
            50,85; 4,35        | 50.85 | 4.35
            50,85 4,35         | 50.85 | 4.35
            -33.9 / 151.2      | -33.9 | 151.2
            148000.5, 170000   | 148000.5 | 170000
            """)
    void pairs_of_numbers_are_read_in_every_way_of_writing_them(String text, double first, double second) {
        assertThat(GeoText.pair(text)).contains(new GeoText.Pair(first, second));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Rue de la Loi 16
            2024-01-02
            12
            Pointe (nord)
            1, 2, 3
            0032 2 123
            {"a": 1}
            """)
    void other_texts_are_left_alone(String text) {
        assertThat(GeoText.recognise(text)).isEmpty();
    }

    @Test
    void broken_geometries_are_problems_not_crashes() {
        for (String text : new String[] {
            "POINT (a b)",
            "POLYGON ((0 0, 1 1",
            "POINT (" + "(".repeat(100_000),
            "0101000000FFFFFFFF00",
            "LINESTRING (1 1)",
            "0102000000FFFFFF7F0000000000000000",
            "{\"type\":\"Point\",\"coordinates\":[[[[",
            "GEOMETRYCOLLECTION(".repeat(5000),
            "{\"type\":\"Point\",\"coordinates\":" + "[".repeat(100_000)
        }) {
            assertThatThrownBy(() -> GeoText.read(text)).isInstanceOf(GeometryProblem.class);
        }
    }
}
