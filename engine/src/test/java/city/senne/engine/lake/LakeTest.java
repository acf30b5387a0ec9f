package city.senne.engine.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.senne.engine.table.Annotations;
import city.senne.engine.table.Field;
import city.senne.engine.table.FieldType;
import city.senne.engine.table.TableSchema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeTest {
    private static final TableSchema TREES = new TableSchema(List.of(
            Field.of("species", FieldType.TEXT),
            Field.of("height", FieldType.INT),
            new Field(
                    "tags",
                    FieldType.TEXT,
                    "Tags",
                    "",
                    new Annotations(true, false, null, ",", false, false, null, null, null)),
            Field.of("planted", FieldType.DATE),
            Field.of("seen", FieldType.DATETIME),
            Field.of("price", FieldType.DECIMAL),
            Field.of("place", FieldType.GEO_POINT)));

    private static final String TWO_TREES = """
            select 'oak' as species, 12 as height, ['old', 'tall'] as tags, date '1987-05-01' as planted,
              timestamptz '2026-01-01 10:00:00+00' as seen, 12.5 as price, null::blob as place, 4.35 as place__x,
              50.84 as place__y
            union all
            select 'ash and many more letters than a bound holds', null, null, null, null, null, null, null, null
            """;

    @TempDir
    Path folder;

    @TempDir
    Path moved;

    private LakeCatalog catalog;
    private Connection pointers;
    private Connection duck;
    private Lake lake;

    @BeforeEach
    void open() throws SQLException {
        pointers = DriverManager.getConnection("jdbc:sqlite::memory:");
        try (Statement create = pointers.createStatement()) {
            create.execute("""
                    create table iceberg_tables (catalog_name text, table_namespace text, table_name text,
                      metadata_location text, previous_metadata_location text, iceberg_type text,
                      primary key (catalog_name, table_namespace, table_name))
                    """);
        }
        duck = DriverManager.getConnection("jdbc:duckdb:");
        open(folder);
    }

    private void open(Path warehouse) {
        catalog = new LakeCatalog(new LocalFiles(warehouse), new LakeCatalog.Connections() {
            @Override
            public <T> T with(Work<T> work) {
                try {
                    return work.on(pointers);
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            }
        });
        lake = new Lake(catalog);
    }

    @AfterEach
    void close() throws SQLException {
        duck.close();
        pointers.close();
    }

    @Test
    void a_version_is_read_as_it_was_written() throws Exception {
        Draft.Committed version = publish(TREES, Lake.Change.REPLACE, TWO_TREES);

        assertThat(version.rows()).isEqualTo(2);
        assertThat(rows("select * from " + lake.relation("trees", version.snapshot(), TREES)))
                .containsExactly(
                        "oak|12|[old, tall]|1987-05-01|2026-01-01T10:00Z|12.5000|null|4.35|50.84",
                        "ash and many more letters than a bound holds|null|null|null|null|null|null|null|null");
    }

    @Test
    void an_old_version_stays_readable_after_a_replacement_with_other_fields() throws Exception {
        Draft.Committed first = publish(TREES, Lake.Change.REPLACE, TWO_TREES);
        TableSchema renamed =
                new TableSchema(List.of(Field.of("height", FieldType.TEXT), Field.of("street", FieldType.TEXT)));

        Draft.Committed second =
                publish(renamed, Lake.Change.REPLACE, "select 'tall' as height, 'Rue Haute' as street");

        assertThat(rows("select * from " + lake.relation("trees", second.snapshot(), renamed)))
                .containsExactly("tall|Rue Haute");
        assertThat(rows("select height from " + lake.relation("trees", first.snapshot(), TREES)))
                .containsExactly("12", "null");
    }

    @Test
    void appended_rows_come_last_and_older_rows_lack_a_new_field() throws Exception {
        TableSchema one = new TableSchema(List.of(Field.of("a", FieldType.INT)));
        TableSchema two = new TableSchema(List.of(Field.of("a", FieldType.INT), Field.of("b", FieldType.TEXT)));
        publish(one, Lake.Change.REPLACE, "select 1 as a");
        publish(two, Lake.Change.APPEND, "select 2 as a, 'x' as b");

        Draft.Committed third = publish(two, Lake.Change.APPEND, "select 3 as a, 'y' as b");

        assertThat(third.rows()).isEqualTo(3);
        assertThat(rows("select * from " + lake.relation("trees", third.snapshot(), two)))
                .containsExactly("1|null", "2|x", "3|y");
    }

    @Test
    void a_table_without_rows_has_its_columns() throws Exception {
        Draft.Committed version = publish(TREES, Lake.Change.REPLACE, TWO_TREES + " limit 0");

        assertThat(rows("select count(species) from " + lake.relation("trees", version.snapshot(), TREES)))
                .containsExactly("0");
    }

    @Test
    void of_two_drafts_begun_together_the_second_is_refused() throws Exception {
        publish(TREES, Lake.Change.REPLACE, TWO_TREES);
        TableSchema other = new TableSchema(List.of(Field.of("street", FieldType.TEXT)));
        Draft early = lake.draft("trees", other, Lake.Change.REPLACE);
        early.write(duck, "select 'Rue Haute' as street", 1000, share -> {});
        publish(TREES, Lake.Change.REPLACE, TWO_TREES);

        assertThatThrownBy(early::commit).isInstanceOf(CommitFailedException.class);
    }

    @Test
    void a_discarded_draft_leaves_no_file() throws Exception {
        Draft draft = lake.draft("trees", TREES, Lake.Change.REPLACE);
        draft.write(duck, TWO_TREES, 1000, share -> {});
        draft.discard();

        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void only_files_that_no_version_refers_to_are_orphans() throws Exception {
        publish(TREES, Lake.Change.REPLACE, TWO_TREES);
        publish(TREES, Lake.Change.REPLACE, TWO_TREES);
        publish(TREES, Lake.Change.APPEND, TWO_TREES);
        Instant inAMinute = Instant.now().plusSeconds(60);

        assertThat(OrphanFiles.find(catalog, inAMinute)).isEmpty();

        lake.draft("trees", TREES, Lake.Change.REPLACE).write(duck, TWO_TREES, 1000, share -> {});
        Path stray = Files.writeString(folder.resolve("datasets").resolve("stray.parquet"), "PAR");

        assertThat(OrphanFiles.find(catalog, inAMinute)).hasSize(2).contains(stray);
        assertThat(OrphanFiles.find(catalog, Instant.now().minusSeconds(60))).isEmpty();
    }

    @Test
    void a_lake_that_was_moved_is_read_and_written_where_it_is_now() throws Exception {
        Draft.Committed first = publish(TREES, Lake.Change.REPLACE, TWO_TREES);
        Path elsewhere = moved.resolve("datasets of the city");
        Files.move(
                folder.resolve("datasets"), Files.createDirectories(elsewhere).resolve("datasets"));
        open(elsewhere);

        Draft.Committed second = publish(TREES, Lake.Change.APPEND, TWO_TREES);

        assertThat(rows("select species from " + lake.relation("trees", first.snapshot(), TREES)))
                .hasSize(2);
        assertThat(rows("select species from " + lake.relation("trees", second.snapshot(), TREES)))
                .hasSize(4);
        assertThat(lake.files("trees", second.snapshot())).allMatch(file -> file.startsWith(elsewhere));
        assertThat(OrphanFiles.find(catalog, Instant.now().plusSeconds(60))).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_location_outside_the_lake_is_none() {
        LocalFiles files = new LocalFiles(folder);
        assertThatThrownBy(() -> files.path("/etc/passwd")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> files.path("/lake/datasets/../../../etc/passwd"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(files.path("file:///srv/datasets/senne/lake/datasets/trees-1/data/1.parquet"))
                .isEqualTo(folder.resolve("datasets/trees-1/data/1.parquet"));
    }

    private Draft.Committed publish(TableSchema schema, Lake.Change change, String select) throws Exception {
        Draft draft = lake.draft("trees", schema, change);
        draft.write(duck, select, 1000, share -> {});
        return draft.commit();
    }

    private List<String> rows(String sql) throws SQLException {
        List<String> rows = new java.util.ArrayList<>();
        try (Statement statement = duck.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> cells = new java.util.ArrayList<>();
                for (int i = 1; i <= columns; i++) cells.add(String.valueOf(result.getObject(i)));
                rows.add(String.join("|", cells));
            }
        }
        return rows;
    }
}
