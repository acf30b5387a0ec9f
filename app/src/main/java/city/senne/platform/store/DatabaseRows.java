package city.senne.platform.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/// All rows of a database, out and in, over one connection and without PostgreSQL's own programs.
final class DatabaseRows {
    /// JSON has neither of these characters but escaped, so each line goes out and in as it is.
    private static final String LINES = "format csv, quote e'\\x01', delimiter e'\\x02', encoding 'UTF8'";

    private final Connection connection;

    DatabaseRows(Connection connection) {
        this.connection = connection;
    }

    /// A table that holds rows, with the columns that are not computed from others.
    record Table(String name, List<String> columns) {}

    /// Every table of every schema but PostgreSQL's own and Flyway's history.
    List<Table> listTables() throws SQLException {
        return listTables("true");
    }

    /// The same without what its comment calls a secret: hashes of passwords and keys, sessions, second factors.
    List<Table> listTablesWithoutSecrets() throws SQLException {
        return listTables("""
                coalesce(obj_description(c.oid, 'pg_class'), '') not like 'Secret.%'
                and coalesce(col_description(c.oid, a.attnum), '') not like 'Secret.%'
                """);
    }

    private List<Table> listTables(String condition) throws SQLException {
        return rows("""
                select format('%%I.%%I', n.nspname, c.relname),
                       array_agg(quote_ident(a.attname) order by a.attnum)
                from pg_class c
                join pg_namespace n on n.oid = c.relnamespace
                join pg_attribute a on a.attrelid = c.oid
                where c.relkind = 'r' and c.relpersistence = 'p'
                  and n.nspname not like 'pg\\_%%' and n.nspname <> 'information_schema'
                  and c.relname <> 'flyway_schema_history'
                  and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                  and (%s)
                group by 1
                order by 1
                """.formatted(condition), row -> new Table(row.getString(1), texts(row.getArray(2))));
    }

    /// Whether nobody has made a table, view or sequence yet.
    boolean isEmpty() throws SQLException {
        return rows("""
                select not exists (
                  select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
                  where n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema')
                """, row -> row.getBoolean(1)).getFirst();
    }

    List<BackupManifest.Sequence> listSequences() throws SQLException {
        return rows(
                "select format('%I.%I', schemaname, sequencename), last_value from pg_sequences order by 1",
                row -> new BackupManifest.Sequence(row.getString(1), row.getObject(2, Long.class)));
    }

    List<BackupManifest.Migration> listMigrations() throws SQLException {
        List<Boolean> known = rows("select to_regclass('flyway_schema_history') is not null", row -> row.getBoolean(1));
        if (!known.getFirst()) {
            return List.of();
        }
        return rows(
                """
                select version, description, checksum from flyway_schema_history
                where success and version is not null order by installed_rank
                """,
                row -> new BackupManifest.Migration(
                        row.getString(1), row.getString(2), row.getObject(3, Integer.class)));
    }

    /// Writes the rows in the text format of COPY.
    ///
    /// @return how many they are
    long copyOut(Table table, OutputStream out) throws SQLException, IOException {
        return copies().copyOut(
                        "copy %s (%s) to stdout".formatted(table.name(), String.join(", ", table.columns())), out);
    }

    /// @return how many rows came in
    long copyIn(Table table, InputStream in) throws SQLException, IOException {
        return copies().copyIn(
                        "copy %s (%s) from stdin".formatted(table.name(), String.join(", ", table.columns())), in);
    }

    /// Writes each row as an object of JSON on a line of its own, in the order of the primary key. A value of JSON that
    /// is `null` itself becomes no value.
    ///
    /// @return how many they are
    long linesOut(Table table, OutputStream out) throws SQLException, IOException {
        return copies().copyOut(
                        "copy (select to_jsonb(r) from (select %s from %s%s) r) to stdout with (%s)"
                                .formatted(String.join(", ", table.columns()), table.name(), orderByKey(table), LINES),
                        out);
    }

    /// @return how many rows came in
    long linesIn(Table table, InputStream in) throws SQLException, IOException {
        execute("create temporary table if not exists lines_in (line text) on commit drop");
        execute("truncate lines_in");
        long count = copies().copyIn("copy lines_in from stdin with (%s)".formatted(LINES), in);
        execute("""
                insert into %s (%s) overriding system value
                select %s from lines_in, jsonb_populate_record(null::%1$s, line::jsonb) r
                """.formatted(
                        table.name(),
                        String.join(", ", table.columns()),
                        table.columns().stream().map("r."::concat).collect(Collectors.joining(", "))));
        return count;
    }

    private String orderByKey(Table table) throws SQLException {
        List<String> key = rows("""
                select quote_ident(a.attname)
                from pg_index i
                cross join lateral unnest(i.indkey) with ordinality k (attnum, place)
                join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
                where i.indisprimary and i.indrelid = '%s'::regclass
                order by k.place
                """.formatted(table.name().replace("'", "''")), DatabaseRows::text);
        return key.isEmpty() ? "" : " order by " + String.join(", ", key);
    }

    private CopyManager copies() throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI();
    }

    /// Work on rows in any order of tables: until it is done no foreign key is checked and no trigger fires.
    /// Afterwards every key is checked. All in the transaction that is under way.
    void unbound(Work work) throws SQLException, IOException {
        record Key(String table, String name, String definition) {}
        List<Key> keys = rows("""
                select conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid)
                from pg_constraint where contype = 'f' and conparentid = 0
                """, row -> new Key(row.getString(1), row.getString(2), row.getString(3)));
        List<Table> tables = listTables();
        for (Key key : keys) {
            execute("alter table %s drop constraint %s".formatted(key.table(), key.name()));
        }
        for (Table table : tables) {
            execute("alter table %s disable trigger user".formatted(table.name()));
        }
        work.run();
        for (Table table : tables) {
            execute("alter table %s enable trigger user".formatted(table.name()));
        }
        for (Key key : keys) {
            execute("alter table %s add constraint %s %s".formatted(key.table(), key.name(), key.definition()));
        }
        for (String view :
                rows("select format('%I.%I', schemaname, matviewname) from pg_matviews", DatabaseRows::text)) {
            execute("refresh materialized view " + view);
        }
    }

    @FunctionalInterface
    interface Work {
        void run() throws SQLException, IOException;
    }

    /// What a migration itself put into a table makes place for what was backed up.
    void empty(List<String> tables) throws SQLException {
        if (!tables.isEmpty()) {
            execute("truncate " + String.join(", ", tables));
        }
    }

    void advance(BackupManifest.Sequence sequence) throws SQLException {
        if (sequence.value() != null) {
            execute("select setval('%s', %d)".formatted(sequence.name().replace("'", "''"), sequence.value()));
        }
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(ResultSet row) throws SQLException {
        return row.getString(1);
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> List<T> rows(String sql, RowReader<T> reader) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
                all.add(reader.read(rows));
            }
            return all;
        }
    }
}
