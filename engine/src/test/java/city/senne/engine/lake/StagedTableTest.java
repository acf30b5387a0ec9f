package city.senne.engine.lake;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.engine.table.Annotations;
import city.senne.engine.table.Field;
import city.senne.engine.table.FieldType;
import city.senne.engine.table.TableSchema;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.WKTReader;

class StagedTableTest {
    private static final GeometryFactory GEOMETRY = new GeometryFactory();

    @TempDir
    Path folder;

    @Test
    void every_type_arrives_as_it_was_added() throws Exception {
        TableSchema schema = new TableSchema(List.of(
                Field.of("t", FieldType.TEXT),
                new Field("many", FieldType.TEXT, "Many", "", Annotations.NONE.separatedBy(",")),
                Field.of("i", FieldType.INT),
                Field.of("d", FieldType.DOUBLE),
                Field.of("m", FieldType.DECIMAL),
                Field.of("b", FieldType.BOOLEAN),
                Field.of("day", FieldType.DATE),
                Field.of("at", FieldType.DATETIME),
                Field.of("j", FieldType.JSON),
                Field.of("p", FieldType.GEO_POINT),
                Field.of("s", FieldType.GEO_SHAPE)));
        Geometry point = GEOMETRY.createPoint(new Coordinate(4.35, 50.85));
        Geometry shape = new WKTReader().read("POLYGON((4 50, 5 50, 5 51, 4 50))");
        try (StagedTable staged = new StagedTable(folder.resolve("t.duckdb"), schema, "256MB")) {
            staged.add(new @Nullable Object[] {
                "é\u0000'\"",
                new String[] {"a", "b"},
                Long.MIN_VALUE,
                -0.1,
                new BigDecimal("1234.5"),
                true,
                LocalDate.of(1900, 2, 28),
                Instant.parse("2026-03-29T01:30:00.123456Z"),
                "{}",
                point,
                shape
            });
            staged.add(new @Nullable Object[11]);
            Connection duck = staged.connection();

            assertThat(rows(duck, staged.select()))
                    .containsExactly(
                            "é\u0000'\"|[a, b]|-9223372036854775808|-0.1|1234.5000|true|1900-02-28"
                                    + "|2026-03-29T01:30:00.123456Z|{}|blob|4.35|50.85|blob|4.0|50.0|5.0|51.0",
                            "null|null|null|null|null|null|null|null|null|null|null|null|null|null|null|null|null");
            assertThat(staged.extent().getMinX()).isEqualTo(4.0);
            assertThat(staged.rows()).isEqualTo(2);
        }
    }

    @Test
    void an_upsert_takes_the_last_row_of_a_key_and_keeps_the_others() throws Exception {
        TableSchema schema = new TableSchema(List.of(Field.of("k", FieldType.INT), Field.of("v", FieldType.TEXT)));
        List<Field> key = List.of(schema.fields().getFirst());
        try (StagedTable staged = new StagedTable(folder.resolve("t.duckdb"), schema, "256MB")) {
            staged.add(new Object[] {2L, "two"});
            staged.add(new Object[] {9L, "nine"});
            staged.add(new Object[] {2L, "zwei"});
            Connection duck = staged.connection();
            String earlier = "(select * from (values (1, 'one'), (2, 'deux'), (null, 'nothing')) t(k, v))";

            String select = StagedTable.upserted(earlier, "(" + staged.select() + ")", schema, key);

            assertThat(rows(duck, select)).containsExactly("1|one", "null|nothing", "9|nine", "2|zwei");
        }
    }

    @Test
    void a_difference_with_a_key_tells_changed_rows_from_new_ones() throws Exception {
        TableSchema schema = new TableSchema(List.of(Field.of("k", FieldType.INT), Field.of("v", FieldType.TEXT)));
        String before = "(select * from (values (1, 'one'), (2, 'two'), (3, 'three')) t(k, v))";
        String after = "(select * from (values (1, 'one'), (2, null), (4, 'four'), (5, 'five')) t(k, v))";
        try (StagedTable staged = new StagedTable(folder.resolve("t.duckdb"), schema, "256MB")) {
            Connection duck = staged.connection();

            assertThat(Difference.between(
                            duck,
                            before,
                            after,
                            schema.fields(),
                            List.of(schema.fields().getFirst())))
                    .isEqualTo(new Difference(2, 1, 1));
            assertThat(Difference.between(duck, before, after, schema.fields(), List.of()))
                    .isEqualTo(new Difference(3, 0, 2));
            assertThat(Difference.between(duck, before, before, schema.fields(), List.of()))
                    .isEqualTo(new Difference(0, 0, 0));
        }
    }

    private static List<String> rows(Connection duck, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = duck.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    String value = String.valueOf(result.getObject(i));
                    cells.add(value.contains("Blob") ? "blob" : value);
                }
                rows.add(String.join("|", cells));
            }
        }
        return rows;
    }
}
