package city.senne.platform.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(Lifecycle.PER_CLASS)
class OpenCopyTest {
    /// Columns that sound like secrets and are none: hashes that prove the journal, and what a passkey signs for.
    private static final Set<String> NO_SECRETS = Set.of(
            "field_use.is_key",
            "iceberg_namespace_properties.property_key",
            "journal_head.public_key",
            "journal_head.signature",
            "journal_node.hash",
            "journal_personal.salt",
            "passkey.credential",
            "passkey.credential_id");

    private SenneHome home;
    private HomeDatabase database;
    private Connection connection;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        home = new SenneHome(folder.resolve("home"));
        home.make();
        Files.writeString(home.secrets().resolve("second-factors.key"), "a secret");
        Files.createDirectories(home.lake().resolve("trees/data"));
        Files.writeString(home.lake().resolve("trees/data/1.parquet"), "PAR1 hêtre PAR1");
        database = HomeDatabase.start(home);
        connection = database.connect();
        Flyway.configure()
                .dataSource(
                        database.address().url(),
                        database.address().user(),
                        database.address().password())
                .locations("classpath:city/senne")
                .outOfOrder(true)
                .load()
                .migrate();
        execute("insert into person (login, name, password_hash) values ('amina', 'Amina', 'her hash')");
    }

    @AfterAll
    void stop() throws Exception {
        connection.close();
        database.close();
    }

    @Test
    void what_sounds_like_a_secret_stays_unless_it_is_known_to_be_none() throws Exception {
        List<String> leaving = new ArrayList<>();
        for (DatabaseRows.Table table : new DatabaseRows(connection).listTablesWithoutSecrets()) {
            for (String column : table.columns()) leaving.add(table.name().replace("public.", "") + "." + column);
        }
        assertThat(leaving)
                .contains("person.login", "access_rule.reason", "journal_head.signature")
                .filteredOn(name ->
                        name.matches(".*(hash|secret|token|salt|password|challenge|credential|sign|_key|seed).*"))
                .filteredOn(
                        name -> !name.matches("source_.*|.*signed.*|.*sign_count|delivery\\.content_hash|.*sha256.*"))
                .allMatch(NO_SECRETS::contains, "is a secret: say so in its comment, or that it is none in this test");
        assertThat(leaving).noneMatch(name -> name.startsWith("session.") || name.startsWith("api_key."));
    }

    @Test
    void every_value_comes_back_from_its_line() throws Exception {
        execute("""
                create table odd (
                    id bigint generated always as identity primary key, t text, b bytea, n numeric, f float8, j jsonb,
                    a text[], at timestamptz, d date, u uuid, yes boolean, "odd \"\"name" text,
                    twice bigint generated always as (id * 2) stored)
                """, """
                insert into odd (t, b, n, f, j, a, at, d, u, yes, "odd \"\"name") values
                    (E'a\\\\b "c"\\n\\r\\t\\x01\\x02,{};é€\\U0001F333', '\\x00ff0102', 1.500, 0.1, '{"k": [1, null, "\\\\n"]}',
                     array['x', null, 'y,"z"', ''], '2026-11-23 17:00:00.123456+01', '0044-03-15 BC',
                     'bfc912f8-0db9-4ffd-882a-d0a9d232925b', true, '\\.'),
                    ('', '', 'NaN', 'Infinity', '[]', '{}', 'infinity', '-infinity', null, false, null),
                    (null, null, 123456789012345678901234567890.123456789, -0.0, null, null, null, null, null, null, '')
                """);
        DatabaseRows rows = new DatabaseRows(connection);
        DatabaseRows.Table odd = rows.listTables().stream()
                .filter(table -> table.name().equals("public.odd"))
                .findFirst()
                .orElseThrow();
        assertThat(odd.columns()).doesNotContain("twice");
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        assertThat(rows.linesOut(odd, lines)).isEqualTo(3);
        assertThat(lines.toString(StandardCharsets.UTF_8).lines()).hasSize(3);
        List<String> before = texts("select odd::text from odd order by id");
        connection.setAutoCommit(false);
        execute("truncate odd");
        assertThat(rows.linesIn(odd, new ByteArrayInputStream(lines.toByteArray())))
                .isEqualTo(3);
        assertThat(texts("select odd::text from odd order by id")).isEqualTo(before);
        connection.rollback();
        connection.setAutoCommit(true);
        execute("drop table odd");
    }

    @Test
    void a_home_comes_back_from_a_folder_without_its_secrets(@TempDir Path folder) throws Exception {
        Path left = folder.resolve("left");
        Files.createDirectory(left);
        BackupManifest made;
        try (Connection reading = database.connect()) {
            made = new CopyHome(home, BackupManifest.Layout.OPEN).copy(reading, CopyTarget.folder(left));
        }
        assertThat(made.files()).extracting(BackupManifest.KeptFile::path).containsExactly("lake/trees/data/1.parquet");
        assertThat(left.resolve("tables/public.person.jsonl"))
                .content()
                .contains("Amina")
                .doesNotContain("her hash");
        assertThat(left.resolve("tables/public.session.jsonl")).doesNotExist();
        assertThat(left.resolve("secrets")).doesNotExist();
        HomeOptions back = new HomeOptions(folder.resolve("back"));
        OpenCopy.read(back, left);
        assertThat(back.home().lake().resolve("trees/data/1.parquet")).hasContent("PAR1 hêtre PAR1");
        try (HomeDatabase restored = HomeDatabase.start(back.home());
                Connection there = restored.connect();
                Statement statement = there.createStatement();
                ResultSet person = statement.executeQuery("select name, password_hash from person")) {
            assertThat(person.next()).isTrue();
            assertThat(person.getString(1)).isEqualTo("Amina");
            assertThat(person.getString(2)).isNull();
        }
    }

    @Test
    void a_backup_and_a_folder_are_not_taken_for_each_other(@TempDir Path folder) throws Exception {
        Path archive = folder.resolve("backup.zip");
        try (Connection reading = database.connect()) {
            new BackUpHome(home).backUp(reading, archive);
        }
        HomeOptions back = new HomeOptions(folder.resolve("back"));
        assertThatThrownBy(() -> OpenCopy.read(back, archive))
                .isInstanceOf(CannotContinue.class)
                .hasMessageContaining("Bring it back with restore");
        assertThatThrownBy(() -> OpenCopy.read(back, folder))
                .isInstanceOf(CannotContinue.class)
                .hasMessageContaining("not a folder of Senne");
        assertThat(back.home().isEmpty()).isTrue();
    }

    private List<String> texts(String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) texts.add(rows.getString(1));
        }
        return texts;
    }

    private void execute(String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) statement.execute(sql);
        }
    }
}
