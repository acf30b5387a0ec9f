package city.senne.engine.geo;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.engine.delivery.Decision;
import city.senne.engine.delivery.ReadingOptions;
import city.senne.engine.delivery.SourceColumn;
import city.senne.engine.delivery.types.ColumnProfile;
import city.senne.engine.delivery.types.GeoColumn;
import city.senne.engine.delivery.types.NumberFormat;
import city.senne.engine.table.FieldType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GeoInferenceTest {
    private static final ReadingOptions LAMBERT_72_CHOSEN =
            new ReadingOptions(null, null, null, null, null, null, null, 31370, Map.of());

    /// A table as text: cells between bars, the header first.
    private static final class Sample {
        private final List<ColumnProfile> profiles = new ArrayList<>();
        private final List<@Nullable Object[]> rows;

        Sample(String text) {
            List<String[]> lines = text.lines()
                    .map(line -> Arrays.stream(line.split("\\|", -1))
                            .map(String::strip)
                            .toArray(String[]::new))
                    .toList();
            rows = new ArrayList<>();
            for (String[] line : lines.subList(1, lines.size())) {
                @Nullable Object[] cells = new @Nullable Object[line.length];
                for (int i = 0; i < cells.length; i++) cells[i] = line[i].isEmpty() ? null : line[i];
                rows.add(cells);
            }
            String[] headers = lines.getFirst();
            for (int c = 0; c < headers.length; c++) {
                int column = c;
                long values = rows.stream().filter(r -> r[column] != null).count();
                profiles.add(new ColumnProfile(
                        c,
                        SourceColumn.of(headers[c]),
                        FieldType.TEXT,
                        values,
                        rows.size() - values,
                        values,
                        Double.NaN,
                        Double.NaN,
                        List.of(),
                        NumberFormat.POINT));
            }
        }

        List<GeoColumn> find(ReadingOptions options) {
            return find(options, Territory.BELGIUM);
        }

        List<GeoColumn> find(ReadingOptions options, Territory territory) {
            return new GeoInference().find(profiles, rows, options, territory);
        }

        GeoColumn only() {
            List<GeoColumn> found = find(ReadingOptions.NONE);
            assertThat(found).hasSize(1);
            return found.getFirst();
        }

        String place(GeoColumn column, int row) {
            return switch (column.read(rows.get(row))) {
                case GeoColumn.Place.At(var geometry) ->
                    "%.4f %.4f".formatted(geometry.getCoordinate().x, geometry.getCoordinate().y);
                case GeoColumn.Place.Nowhere() -> "nowhere";
                case GeoColumn.Place.Wrong(var problem) -> problem.reason().code();
            };
        }
    }

    private static List<String> crs(GeoColumn column) {
        return column.decisions().stream()
                .filter(decision -> decision.aspect() == Decision.Aspect.CRS)
                .map(decision -> decision.value() + " " + decision.reason().code())
                .toList();
    }

    @Test
    void longitude_and_latitude_are_found_by_name() {
        Sample sample = new Sample(
                "Latitude | Longitude\n" + "50.85 | 4.35\n".repeat(60) + "0 | 0\n|\n999 | 4.35\n48.8 | 2.3\n");
        GeoColumn found = sample.only();
        assertThat(found.name()).isEqualTo("geo_point_2d");
        assertThat(found.replacesSources()).isFalse();
        assertThat(sample.place(found, 0)).isEqualTo("4.3500 50.8500");
        assertThat(sample.place(found, 60)).isEqualTo("nowhere");
        assertThat(sample.place(found, 61)).isEqualTo("nowhere");
        assertThat(sample.place(found, 62)).isEqualTo("nowhere");
        assertThat(sample.place(found, 63)).isEqualTo("2.3000 48.8000");
        assertThat(found.findings())
                .extracting(finding -> finding.reason().code())
                .containsExactlyInAnyOrder("geo.found-zero", "geo.found-outside", "geo.found-far");
    }

    @Test
    void lambert_coordinates_are_recognised_by_where_they_fall() {
        Sample old = new Sample("MS_X_COORD | MS_Y_COORD\n" + "147591.509 | 168325.31\n".repeat(5));
        assertThat(crs(old.only())).containsExactly("31370 geo.crs-by-position");
        assertThat(old.place(old.only(), 0)).startsWith("4.33").contains("50.8");
        Sample recent = new Sample("XLambert2008 | YLambert2008\n650600.5 | 674040.26\n");
        assertThat(crs(recent.only())).containsExactly("3812 geo.crs-by-position");
        assertThat(recent.place(recent.only(), 0)).isEqualTo("4.3773 50.8767");
        Sample turned = new Sample("x | y\n" + "168325.31 | 147591.5\n".repeat(3));
        GeoColumn found = turned.find(ReadingOptions.NONE, new Territory(4.2, 50.75, 4.5, 50.95))
                .getFirst();
        assertThat(turned.place(found, 0)).startsWith("4.33");
        assertThat(found.decisions().getFirst().reason().code()).isEqualTo("geo.point-of-columns-swapped");
    }

    @Test
    void decimal_commas_are_understood() {
        Sample sample = new Sample("x_31370 | y_31370\n147591,509 | 168325,313\n");
        assertThat(sample.place(sample.only(), 0)).startsWith("4.33");
    }

    @Test
    void what_is_only_called_x_and_y_is_left_alone() {
        assertThat(new Sample("x | y\n1 | 2\n3 | 4\n").find(ReadingOptions.NONE))
                .isEmpty();
        assertThat(new Sample("lat | name\n1 | 2\n").find(ReadingOptions.NONE)).isEmpty();
        assertThat(new Sample("score\n3 - 1\n2, 1\n").find(ReadingOptions.NONE)).isEmpty();
    }

    @Test
    void a_chosen_system_holds() {
        Sample sample = new Sample("x | y\n147591.5 | 168325.3\n");
        assertThat(crs(sample.find(LAMBERT_72_CHOSEN).getFirst())).containsExactly("31370 delivery.chosen");
        Sample degrees = new Sample("lat | lon\n50.85 | 4.35\n");
        assertThat(degrees.place(degrees.find(LAMBERT_72_CHOSEN).getFirst(), 0)).isEqualTo("4.3500 50.8500");
    }

    @Test
    void two_numbers_in_a_text_are_put_in_order_by_the_territory() {
        Sample latitudeFirst = new Sample("geo_point_2d\n50.85, 4.35\n50.86,4.36\n");
        assertThat(latitudeFirst.place(latitudeFirst.only(), 0)).isEqualTo("4.3500 50.8500");
        assertThat(latitudeFirst.only().label()).isEqualTo("geo_point_2d (point)");
        Sample longitudeFirst = new Sample("coordonnees\n4.35; 50.85\n4,36; 50,86\n");
        assertThat(longitudeFirst.place(longitudeFirst.only(), 1)).isEqualTo("4.3600 50.8600");
        Sample elsewhere = new Sample("location\n45.5, -73.6\n45.6, -73.5\n");
        assertThat(elsewhere.place(elsewhere.only(), 0)).isEqualTo("-73.6000 45.5000");
    }

    @Test
    void geometries_as_text_take_the_place_of_their_column() {
        Sample sample = new Sample("""
                geom
                SRID=31370;POLYGON ((147000 170000, 147100 170000, 147100 170100, 147000 170000))
                SRID=31370;POLYGON ((147000 170000, 147100 170100, 147100 170000, 147000 170100, 147000 170000))
                """);
        GeoColumn column = sample.only();
        assertThat(column.type()).isEqualTo(FieldType.GEO_SHAPE);
        assertThat(column.replacesSources()).isTrue();
        assertThat(crs(column)).containsExactly("31370 geo.crs-in-values");
        assertThat(sample.place(column, 0)).startsWith("4.3");
        assertThat(sample.place(column, 1)).isEqualTo("geo.invalid");
        Sample unnamed = new Sample("wkt\nPOINT (147000 170000)\n");
        assertThat(crs(unnamed.only())).containsExactly("31370 geo.crs-by-position");
        assertThat(unnamed.only().type()).isEqualTo(FieldType.GEO_POINT);
    }

    @Test
    void several_pairs_in_one_table_keep_their_names() {
        Sample sample = new Sample("start_lat|start_lng|end_lat|end_lng\n50.8|4.3|50.9|4.4\n");
        assertThat(sample.find(ReadingOptions.NONE))
                .extracting(GeoColumn::name)
                .containsExactly("start_point", "end_point");
    }
}
