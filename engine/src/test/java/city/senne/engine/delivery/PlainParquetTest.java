package city.senne.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What DuckDB hands over of a Parquet file is what is read of it row after row, or nothing.
class PlainParquetTest {
    @TempDir
    Path folder;

    /// Columns of a Parquet file: SQL of a row's number `i`.
    private static final List<String> KINDS = List.of(
            "i",
            "(i % 100)::utinyint",
            "(i * 1000000007)::hugeint",
            "i / 7.0::double",
            "case i % 5 when 0 then 'nan'::double when 1 then '-inf' else i * 1.5 end",
            "(i / 8)::float",
            "(i / 4.0)::decimal(9,2)",
            "(i * 3)::decimal(12,0)",
            "(i / 3.0)::decimal(24,6)",
            "i % 2 = 0",
            "date '1899-12-25' + i::integer * 300",
            "timestamp '2024-10-27 01:30:00' + to_minutes(i)",
            "timestamp '1994-03-27 00:00:00' + to_hours(i * 24)",
            "timestamptz '2024-03-31 00:30:00+00' + to_seconds(i)",
            "'rue ' || (i % 30)",
            "case when i % 4 = 0 then '' else 'é' || i end",
            "printf('%05d', i)",
            "case when i % 3 = 0 then 'n/a' else 'x' end",
            "uuid()",
            "time '10:00:00'",
            "null::varchar",
            "null::bigint",
            "[i, i + 1]",
            "{'a': i}");

    private static final List<String> ODDITIES =
            List.of("' blank'", "'blank '", "'   '", "'\u00a0x'", "'n/a'", "'-'", "'#REF!'");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void duckdb_hands_over_what_we_read(int seed) throws Exception {
        Random random = new Random(seed);
        BothWays bothWays = new BothWays(folder);
        int readPlainly = 0;
        for (int round = 0; round < 25; round++) {
            Path file = folder.resolve("t" + seed + "-" + round + ".parquet");
            write(random, file);
            var plain = bothWays.plainly(file);
            if (plain.isEmpty()) continue;
            readPlainly++;
            BothWays.Table careful = bothWays.carefully(file);
            assertThat(plain.get().schema()).hasToString(careful.schema().toString());
            assertThat(plain.get().rows()).as("file %d of seed %d", round, seed).isEqualTo(careful.rows());
        }
        assertThat(readPlainly).as("files read plainly").isGreaterThan(5);
    }

    @Test
    void a_late_text_that_may_mean_nothing_is_not_read_plainly() throws Exception {
        for (String late : ODDITIES) {
            Path file = folder.resolve("late" + ODDITIES.indexOf(late) + ".parquet");
            copy(
                    "select i as nombre, case when i = 400 then %s else 'rue ' || i end as nom from range(500) t(i)"
                            .formatted(late),
                    file);
            assertThat(new BothWays(folder).plainly(file).isPresent()).as(late).isFalse();
        }
    }

    private static void write(Random random, Path file) throws SQLException {
        List<String> columns = new ArrayList<>();
        for (int c = 0; c < 1 + random.nextInt(4); c++) {
            String kind = KINDS.get(random.nextInt(KINDS.size()));
            String gaps = random.nextBoolean() ? "case when i %% 11 <> 3 then %s end".formatted(kind) : kind;
            columns.add(gaps + " as c" + c);
        }
        copy("select " + String.join(", ", columns) + " from range(%d) t(i)".formatted(BothWays.DECIDING + 200), file);
    }

    private static void copy(String select, Path file) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("copy (" + select + ") to '" + file + "' (format parquet)");
        }
    }
}
