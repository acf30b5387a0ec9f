package city.senne.engine.lake;

import city.senne.engine.table.Field;
import city.senne.engine.table.TableSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Types.NestedField;

/// All tables of the city, each version of each an immutable Iceberg snapshot.
///
/// A version is made in two steps: [#draft] writes files that nobody sees, [Draft#commit] makes them the table's newest
/// snapshot inside the caller's database transaction. Whatever happens in between leaves only orphan files.
public final class Lake {
    /// The Iceberg namespace of all tables, and the folder of their files.
    public static final String NAMESPACE = "datasets";
    private static final int SNAPSHOTS_REMEMBERED = 1000;

    private final LakeCatalog catalog;
    // Snapshots are immutable, so what was planned once stays true; bounded because a Region has many.
    private final Map<SnapshotId, Content> contents = new ConcurrentHashMap<>();

    private record SnapshotId(String table, long snapshot) {}

    private record Content(Schema schema, List<Path> files) {}

    public Lake(LakeCatalog catalog) {
        this.catalog = catalog;
    }

    public enum Change {
        /// The new rows take the place of all rows.
        REPLACE,
        /// The new rows come behind the rows that are there.
        APPEND
    }

    /// Starts a version of a table, which is created when it does not exist. The fields may differ from the last
    /// version's: a column of the same name and type keeps its identity, every other one is new.
    public Draft draft(String table, TableSchema schema, Change change) {
        TableIdentifier id = TableIdentifier.of(NAMESPACE, table);
        if (!catalog.tableExists(id)) {
            Transaction create = catalog.newCreateTableTransaction(
                    id,
                    IcebergTypes.schema(schema),
                    null,
                    Map.of(TableProperties.FORMAT_VERSION, "2", TableProperties.DEFAULT_WRITE_METRICS_MODE, "full"));
            return new Draft(catalog.files(), create, create.table().schema(), change, true);
        }
        Transaction update = catalog.loadTable(id).newTransaction();
        evolve(update, schema);
        return new Draft(catalog.files(), update, update.table().schema(), change, false);
    }

    private static void evolve(Transaction transaction, TableSchema wanted) {
        Schema present = transaction.table().schema();
        UpdateSchema update = transaction.updateSchema();
        List<String> kept = new ArrayList<>();
        for (Field.Column column : wanted.columns()) {
            NestedField existing = present.findField(column.name());
            boolean same =
                    existing != null && IcebergTypes.sqlType(existing.type()).equals(column.sqlType());
            if (same) {
                kept.add(column.name());
                continue;
            }
            if (existing != null) update.deleteColumn(column.name());
            update.addColumn(column.name(), IcebergTypes.type(column.sqlType()));
            kept.add(column.name());
        }
        for (NestedField column : present.columns()) {
            if (kept.contains(column.name())) continue;
            update.deleteColumn(column.name());
        }
        update.commit();
    }

    /// A SQL relation of DuckDB that yields a version's rows in their order.
    ///
    /// @param schema the fields wanted; each must exist in that version
    public String relation(String table, long snapshot, TableSchema schema) {
        return relation(table, snapshot, schema, schema);
    }

    /// The same under other names.
    ///
    /// @param called the same fields in the same order, as the relation is to call them
    public String relation(String table, long snapshot, TableSchema schema, TableSchema called) {
        Content content = content(table, snapshot);
        SequencedMap<String, String> names = new LinkedHashMap<>();
        List<Field.Column> columns = schema.columns();
        for (int i = 0; i < columns.size(); i++) {
            names.put(columns.get(i).name(), called.columns().get(i).name());
        }
        return ParquetFiles.relation(content.schema(), names, content.files());
    }

    /// The Parquet files of a version.
    public List<Path> files(String table, long snapshot) {
        return content(table, snapshot).files();
    }

    private Content content(String table, long snapshot) {
        if (contents.size() > SNAPSHOTS_REMEMBERED) contents.clear();
        return contents.computeIfAbsent(new SnapshotId(table, snapshot), this::plan);
    }

    private Content plan(SnapshotId id) {
        Table table = catalog.loadTable(TableIdentifier.of(NAMESPACE, id.table()));
        Snapshot snapshot = table.snapshot(id.snapshot());
        if (snapshot == null) {
            throw new IllegalArgumentException("Table " + id.table() + " has no snapshot " + id.snapshot());
        }
        List<Path> files = new ArrayList<>();
        try (CloseableIterable<FileScanTask> tasks =
                table.newScan().useSnapshot(id.snapshot()).planFiles()) {
            for (FileScanTask task : tasks) {
                if (!task.deletes().isEmpty()) {
                    throw new IllegalStateException(
                            "Table " + id.table()
                                    + " has delete files, written by another engine; Senne writes whole files and reads only such");
                }
                files.add(catalog.files().path(task.file().location()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // Iceberg plans in no order; ours is the order in which files were added, which their names tell.
        files.sort(
                (a, b) -> a.getFileName().toString().compareTo(b.getFileName().toString()));
        Schema schema = Objects.requireNonNull(table.schemas().get(snapshot.schemaId()));
        return new Content(schema, List.copyOf(files));
    }
}
