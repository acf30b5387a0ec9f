package city.senne.data.lake;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.platform.store.SenneHome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// What a killed landing leaves in the lake goes away, but never while somebody may rely on it.
@OpenHouse
class SweepLakeTest {
    @Autowired
    private SweepLake sweepLake;

    @Autowired
    private SenneHome home;

    @Autowired
    private DataSource database;

    @Test
    void a_file_that_an_earlier_process_left_is_removed_and_one_of_this_process_stays() throws Exception {
        Path old = stray("old.parquet", Instant.now().minus(Duration.ofHours(3)));
        Path fresh = stray("fresh.parquet", Instant.now());
        sweepLake.sweep();
        assertThat(old).doesNotExist();
        assertThat(fresh).exists();
        Files.delete(fresh);
    }

    @Test
    void while_a_backup_or_a_commit_relies_on_the_files_nothing_is_removed() throws Exception {
        Path old = stray("held.parquet", Instant.now().minus(Duration.ofHours(3)));
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_advisory_lock_shared(%d)".formatted(SenneHome.SWEEPING));
            sweepLake.sweep();
            assertThat(old).exists();
            statement.execute("select pg_advisory_unlock_shared(%d)".formatted(SenneHome.SWEEPING));
        }
        sweepLake.sweep();
        assertThat(old).doesNotExist();
    }

    private Path stray(String name, Instant changed) throws Exception {
        Path file = home.lake().resolve("datasets/stray/data").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "half a file");
        return Files.setLastModifiedTime(file, FileTime.from(changed));
    }
}
