package city.senne.platform.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipFile;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {
    @TempDir
    private Path folder;

    private SenneHome home;
    private Path archive;

    @BeforeEach
    void fill_a_home() throws Exception {
        home = new SenneHome(folder.resolve("home"));
        archive = folder.resolve("backup.zip");
        home.make();
        Files.createDirectories(home.lake().resolve("trees/data"));
        Files.writeString(home.lake().resolve("trees/data/1.parquet"), "PAR1 hêtre PAR1");
        Files.createDirectories(home.deliveries().resolve("7"));
        Files.writeString(home.deliveries().resolve("7/content"), "species;girth\nhêtre;210\n");
        Files.createDirectories(home.attachments().resolve("5e"));
        Files.writeString(home.attachments().resolve("5e/5e0c"), "%PDF légende");
        try (HomeDatabase database = HomeDatabase.start(home);
                Connection connection = database.connect()) {
            Flyway.configure()
                    .dataSource(
                            database.address().url(),
                            database.address().user(),
                            database.address().password())
                    .locations("classpath:city/senne")
                    .outOfOrder(true)
                    .load()
                    .migrate();
            execute(connection, """
                    insert into person (login, name, password_hash, is_administrator)
                    values ('amina', E'Amina\\t"El Idrissi"\\n\\\\', null, true), ('bram', '', 'hash', false)
                    """, """
                    insert into session (token_hash, person_id, expires_at)
                    select '\\x00ff'::bytea, id, now() + interval '1 day' from person where login = 'amina'
                    """);
        }
    }

    @Test
    void a_restored_home_holds_the_same_rows_and_files() throws Exception {
        BackupManifest made = backUp();
        assertThat(made.rows())
                .as("three, the one with the size of the journal, and the key of fingerprints")
                .isEqualTo(5);
        assertThat(made.files())
                .extracting(BackupManifest.KeptFile::path)
                .containsExactly("attachments/5e/5e0c", "deliveries/7/content", "lake/trees/data/1.parquet");

        SenneHome restored = new SenneHome(folder.resolve("restored"));
        new RestoreHome(new HomeOptions(restored.root())).restore(archive, BackupManifest.Layout.BACKUP);

        assertThat(contents(restored)).isEqualTo(contents(home));
        assertThat(Files.readString(restored.lake().resolve("trees/data/1.parquet")))
                .isEqualTo("PAR1 hêtre PAR1");
        assertThat(Files.readString(restored.deliveries().resolve("7/content"))).endsWith("hêtre;210\n");
        assertThat(Files.readString(restored.attachments().resolve("5e/5e0c"))).isEqualTo("%PDF légende");
        assertThat(restored.unfinishedRestore().root()).doesNotExist();
        restored.make();
    }

    @Test
    void the_restored_database_checks_its_keys_again_and_knows_its_migrations() throws Exception {
        backUp();
        SenneHome restored = new SenneHome(folder.resolve("restored"));
        new RestoreHome(new HomeOptions(restored.root())).restore(archive, BackupManifest.Layout.BACKUP);
        try (HomeDatabase database = HomeDatabase.start(restored);
                Connection connection = database.connect()) {
            assertThatThrownBy(() -> execute(
                            connection,
                            "insert into session (token_hash, person_id, expires_at)"
                                    + " values ('a', gen_random_uuid(), now())"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("foreign key");
            assertThat(Flyway.configure()
                            .dataSource(
                                    database.address().url(),
                                    database.address().user(),
                                    database.address().password())
                            .locations("classpath:city/senne")
                            .load()
                            .migrate()
                            .migrationsExecuted)
                    .isZero();
        }
    }

    @Test
    void what_is_committed_while_the_backup_reads_is_in_the_next_one() throws Exception {
        try (HomeDatabase database = HomeDatabase.start(home);
                Connection reading = database.connect();
                Connection writing = database.connect()) {
            reading.setAutoCommit(false);
            execute(reading, "set transaction isolation level repeatable read", "select 1 from person");
            execute(writing, "insert into person (login, name) values ('chloe', 'Chloé')");
            DatabaseRows rows = new DatabaseRows(reading);
            DatabaseRows.Table people = rows.listTables().stream()
                    .filter(table -> table.name().equals("public.person"))
                    .findFirst()
                    .orElseThrow();
            assertThat(rows.copyOut(people, OutputStream.nullOutputStream())).isEqualTo(2);
        }
    }

    @Test
    void a_home_that_is_not_empty_is_refused_and_left_as_it_is() throws Exception {
        backUp();
        assertThatThrownBy(() ->
                        new RestoreHome(new HomeOptions(home.root())).restore(archive, BackupManifest.Layout.BACKUP))
                .isInstanceOf(CannotContinue.class)
                .hasMessageContaining("is not empty");
        assertThat(contents(home)).contains("public.person: 2");
    }

    @Test
    void a_damaged_backup_is_refused_and_leaves_the_home_empty() throws Exception {
        backUp();
        long place;
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            place = zip.getEntry("lake/trees/data/1.parquet").getCompressedSize();
        }
        byte[] bytes = Files.readAllBytes(archive);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int start = text.indexOf("lake/trees/data/1.parquet") + "lake/trees/data/1.parquet".length();
        try (RandomAccessFile file = new RandomAccessFile(archive.toFile(), "rw")) {
            file.seek(start + place / 2);
            file.write(bytes[(int) (start + place / 2)] ^ 0x55);
        }
        SenneHome restored = new SenneHome(folder.resolve("restored"));
        assertThatThrownBy(() -> new RestoreHome(new HomeOptions(restored.root()))
                        .restore(archive, BackupManifest.Layout.BACKUP))
                .isInstanceOf(CannotContinue.class)
                .hasMessageContaining("The copy is damaged: lake/trees/data/1.parquet");
        assertThat(restored.isEmpty()).isTrue();
        restored.make();
    }

    @Test
    void a_backup_that_somebody_forged_changes_nothing() throws Exception {
        backUp();
        Path forged = folder.resolve("forged.zip");
        forge(forged, "\"name\" : \"", "\"name\" : \"pg_authid; create table owned (a int); --");
        HomeOptions target = new HomeOptions(folder.resolve("restored"));
        assertThatThrownBy(() -> new RestoreHome(target).restore(forged, BackupManifest.Layout.BACKUP))
                .isInstanceOf(CannotContinue.class)
                .hasMessageContaining("a table that Senne does not have");
        forge(forged, "\"path\" : \"lake/", "\"path\" : \"lake/../../");
        assertThatThrownBy(() -> new RestoreHome(target).restore(forged, BackupManifest.Layout.BACKUP))
                .isInstanceOf(CannotContinue.class)
                .hasMessageContaining("a file outside the home");
        assertThat(target.home().isEmpty()).isTrue();
    }

    /// Copies the archive with another manifest.
    private void forge(Path forged, String text, String replacement) throws IOException {
        Files.copy(archive, forged, StandardCopyOption.REPLACE_EXISTING);
        try (FileSystem zip = FileSystems.newFileSystem(forged)) {
            Path manifest = zip.getPath("manifest.json");
            String before = Files.readString(manifest);
            assertThat(before).contains(text);
            Files.writeString(manifest, before.replace(text, replacement));
        }
    }

    @Test
    void half_a_backup_and_what_is_none_are_refused_in_a_sentence() throws Exception {
        backUp();
        byte[] whole = Files.readAllBytes(archive);
        Files.write(archive, Arrays.copyOf(whole, whole.length / 2));
        HomeOptions target = new HomeOptions(folder.resolve("restored"));
        assertThatThrownBy(() -> new RestoreHome(target).restore(archive, BackupManifest.Layout.BACKUP))
                .isInstanceOf(CannotContinue.class)
                .hasMessageContaining("not a backup, or not a whole one");
        Files.writeString(archive, "species;girth\n");
        assertThatThrownBy(() -> new RestoreHome(target).restore(archive, BackupManifest.Layout.BACKUP))
                .isInstanceOf(CannotContinue.class)
                .hasMessageContaining("not a backup");
    }

    @Test
    void a_restore_that_was_cut_off_keeps_the_home_closed_until_it_is_done_again() throws Exception {
        backUp();
        SenneHome restored = new SenneHome(folder.resolve("restored"));
        Files.createDirectories(restored.unfinishedRestore().root().resolve("lake"));
        assertThatThrownBy(restored::make).isInstanceOf(CannotContinue.class).hasMessageContaining("was cut off");
        new RestoreHome(new HomeOptions(restored.root())).restore(archive, BackupManifest.Layout.BACKUP);
        assertThat(contents(restored)).isEqualTo(contents(home));
    }

    private BackupManifest backUp() throws Exception {
        try (HomeDatabase database = HomeDatabase.open(new HomeOptions(home.root()));
                Connection connection = database.connect()) {
            return new BackUpHome(home).backUp(connection, archive);
        }
    }

    /// Every table with its number of rows and a fingerprint of their texts.
    private static List<String> contents(SenneHome home) throws SQLException, IOException, InterruptedException {
        List<String> contents = new ArrayList<>();
        try (HomeDatabase database = HomeDatabase.start(home);
                Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (DatabaseRows.Table table : new DatabaseRows(connection).listTables()) {
                try (ResultSet rows = statement.executeQuery(
                        "select count(*), md5(string_agg(t::text, '|' order by t::text)) from %s t"
                                .formatted(table.name()))) {
                    rows.next();
                    contents.add("%s: %d".formatted(table.name(), rows.getLong(1)));
                    contents.add(String.valueOf(rows.getString(2)));
                }
            }
        }
        return contents;
    }

    private static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
