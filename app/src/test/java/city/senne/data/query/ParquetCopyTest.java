package city.senne.data.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.senne.engine.odsql.Additions;
import city.senne.engine.odsql.OutputColumn;
import city.senne.engine.odsql.SqlQuery;
import city.senne.engine.odsql.ValueType;
import city.senne.platform.store.SenneHome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

@Timeout(60)
class ParquetCopyTest {
    private static final Duration LONG = Duration.ofHours(1);

    @TempDir
    private Path folder;

    private QueryEngine engine;

    @BeforeEach
    void start() throws SQLException {
        engine = new QueryEngine(
                new QuerySettings(
                        "500MB", 1, 1, 1, 0, 1, Duration.ZERO, LONG, LONG, DataSize.ofBytes(0), Additions.Extent.ALL),
                new SenneHome(folder));
    }

    @AfterEach
    void stop() throws SQLException {
        engine.destroy();
    }

    @Test
    void writing_stops_when_it_is_unwanted() {
        CompletableFuture<Void> unwanted = new CompletableFuture<>();
        unwanted.completeOnTimeout(null, 300, TimeUnit.MILLISECONDS);

        assertThatThrownBy(() -> write("select sum(hash(i)) as c1 from range(1000000000000000) t(i)", unwanted))
                .isInstanceOf(TookTooLong.class);

        Path next = write("select 1 as c1", new CompletableFuture<>());
        assertThat(Files.exists(next)).isTrue();
    }

    @Test
    void what_is_unwanted_afterwards_disturbs_nobody() throws SQLException {
        CompletableFuture<Void> unwanted = new CompletableFuture<>();
        write("select 1 as c1", unwanted);

        try (Lane.Turn turn = engine.exportTurn();
                var statement = turn.connection().createStatement()) {
            unwanted.completeOnTimeout(null, 20, TimeUnit.MILLISECONDS);
            assertThat(statement.execute("select sum(hash(i)) from range(50000000) t(i)"))
                    .isTrue();
        }
    }

    private Path write(String sql, CompletableFuture<?> unwanted) {
        Path file = folder.resolve("copy.parquet");
        SqlQuery query = new SqlQuery(sql, List.of(), List.of(new OutputColumn("n", ValueType.INTEGER, null)));
        ParquetCopy.write(engine.exportTurn(), query, file, "snappy", LONG, unwanted);
        return file;
    }
}
