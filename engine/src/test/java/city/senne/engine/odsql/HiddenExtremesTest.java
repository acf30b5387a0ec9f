package city.senne.engine.odsql;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.engine.table.Field;
import city.senne.engine.table.FieldType;
import city.senne.engine.table.TableSchema;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A file says the least and the greatest value of each column. Who does not see all rows of it does not learn them by
/// how much of it is read.
class HiddenExtremesTest {
    private static final int ROWS = 100_000;
    private static final int ROWS_OF_A_PART = 10_000;
    private static final long ALL_PARTS = ROWS / ROWS_OF_A_PART;
    private static final TableSchema SCHEMA = new TableSchema(List.of(
            Field.of("commune", FieldType.TEXT),
            Field.of("price", FieldType.DOUBLE),
            Field.of("floors", FieldType.INT),
            Field.of("owner", FieldType.TEXT),
            Field.of("sold", FieldType.DATE),
            Field.of("asked", FieldType.DATETIME)));
    private static final View WHOLE = View.of(SCHEMA);
    private static final View PARTIAL = WHOLE.onlyRows("commune = \"Ixelles\"");
    private static final View OF_TWO_RULES = WHOLE.onlyRows("commune = \"Ixelles\" or commune = \"Jette\"");

    private static Relation file;

    /// The part that is seen has prices up to 100, floors up to 10, owners up to J and so on; the hidden one goes on.
    @BeforeAll
    static void write(@TempDir Path folder) throws SQLException {
        Path parquet = folder.resolve("homes.parquet");
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement()) {
            statement.execute("""
                    copy (
                        select case when seen then 'Ixelles' else 'Uccle' end as commune,
                               place * case when seen then 100.0 else 1000.0 end as price,
                               (place * case when seen then 10 else 100 end)::bigint as floors,
                               chr(65 + (place * case when seen then 9 else 25 end)::int) as owner,
                               date '2020-01-01' + (place * case when seen then 100 else 2000 end)::int as sold,
                               timestamptz '2020-01-01 00:00:00+00'
                                   + to_hours((place * case when seen then 100 else 20000 end)::int) as asked
                        from (select i %% 10 = 0 as seen, (i %% 997) / 997.0 as place from range(%d) r(i)))
                    to '%s' (format parquet, row_group_size %d)
                    """.formatted(ROWS, parquet, ROWS_OF_A_PART));
        }
        file = Relation.of("read_parquet('%s')".formatted(parquet)).orderedBy("file_row_number");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "price > 500           | price > 5000",
                "price = 500.5         | price = 5000.5",
                "floors >= 50          | floors >= 5000",
                "floors in (50, 60)    | floors in (5000, 6000)",
                "owner > \"M\"         | owner > \"ZZ\"",
                "owner like \"M%\"     | owner like \"ZZ%\"",
                "sold > date'2023-01-01'  | sold > date'2033-01-01'",
                "asked > date'2021-06-01' | asked > date'2031-06-01'",
            })
    void as_much_is_read_for_what_hidden_rows_have_as_for_what_none_has(String within, String beyond)
            throws SQLException {
        for (View view : List.of(PARTIAL, OF_TWO_RULES)) {
            for (String order : List.of("", "price desc", "owner")) {
                assertThat(partsRead(within, order, view)).as(within).isEqualTo(ALL_PARTS);
                assertThat(partsRead(beyond, order, view)).as(beyond).isEqualTo(ALL_PARTS);
            }
        }
    }

    /// What stands behind a value that is seen less exactly has extremes as well.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sold  | month   | sold >= date'2025-05-01' | sold >= date'2033-01-01'",
                "owner | first:1 | owner = \"M\"            | owner = \"Ä\"",
                "price | step:10 | price > 500              | price > 5000",
            })
    void nor_by_how_much_is_read_for_what_is_seen_less_exactly(String field, String grain, String within, String beyond)
            throws SQLException {
        Mask everywhere = new Mask.Graded(List.of(new Mask.Grade(null, Grain.of(grain))));
        Mask elsewhere = new Mask.Graded(
                List.of(new Mask.Grade("commune = \"Ixelles\"", Grain.EXACT), new Mask.Grade(null, Grain.of(grain))));
        for (View view : List.of(WHOLE, PARTIAL)) {
            for (Mask mask : List.of(everywhere, elsewhere)) {
                View masked = view.mask(Map.of(field, mask));
                assertThat(partsRead(within, "", masked)).as(within).isEqualTo(ALL_PARTS);
                assertThat(partsRead(beyond, "", masked)).as(beyond).isEqualTo(ALL_PARTS);
            }
        }
    }

    /// Whatever the engine tries first, in hidden rows it finds nothing.
    @Test
    void no_condition_of_the_asker_meets_a_value_of_a_hidden_row() throws SQLException {
        for (View view : List.of(PARTIAL, OF_TWO_RULES)) {
            assertThat(profile("owner = \"M\" and price > 7", "", view))
                    .containsPattern("union_value\\(\\(?CASE")
                    .doesNotContainPattern("union_value\\((?!\\(?(v := )?CASE)");
        }
    }

    /// Else the test above would not know a file that is passed over.
    @Test
    void who_sees_all_rows_has_files_passed_over() throws SQLException {
        assertThat(partsRead("price > 5000", "", WHOLE)).isZero();
    }

    private static long partsRead(String condition, String order, View view) throws SQLException {
        String profile = profile(condition, order, view);
        Matcher scanned =
                Pattern.compile("\"total_row_groups_scanned\": *(\\d+)").matcher(profile);
        assertThat(scanned.find()).as("a profile: %s", profile).isTrue();
        return Long.parseLong(scanned.group(1));
    }

    private static String profile(String condition, String order, View view) throws SQLException {
        Question question = Question.EVERYTHING.where(condition).orderBy(order.isEmpty() ? null : order);
        SqlQuery query = new DuckDbRenderer(file).page(Odsql.bind(question, view, Trees.NOW));
        StringBuilder profile = new StringBuilder();
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                PreparedStatement statement =
                        duckdb.prepareStatement("explain (analyze, format json) " + query.sql())) {
            for (int i = 0; i < query.parameters().size(); i++) {
                statement.setObject(i + 1, query.parameters().get(i));
            }
            try (ResultSet plan = statement.executeQuery()) {
                while (plan.next()) profile.append(plan.getString(2));
            }
        }
        return profile.toString();
    }
}
