package city.senne.engine.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.function.DoubleConsumer;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.expressions.Expressions;

/// A version in the making. Not for several threads.
public final class Draft {
    private final LocalFiles files;
    private final Transaction transaction;
    private final Schema schema;
    private final Lake.Change change;
    private final boolean creates;
    private final List<DataFile> written = new ArrayList<>();

    /// What became of the draft.
    ///
    /// @param snapshot Iceberg's id, unique in the table
    /// @param rows of the whole version
    /// @param bytes of the files that this version added
    public record Committed(long snapshot, long rows, long bytes) {}

    Draft(LocalFiles files, Transaction transaction, Schema schema, Lake.Change change, boolean creates) {
        this.files = files;
        this.transaction = transaction;
        this.schema = schema;
        this.change = change;
        this.creates = creates;
    }

    /// Writes the rows of a query as one file of the version, in the query's order.
    ///
    /// @param rowGroupSize rows per Parquet row group
    /// @param watcher is told from another thread which share is written; when it throws, so does this
    public void write(Connection duck, String select, int rowGroupSize, DoubleConsumer watcher)
            throws SQLException, IOException {
        // Names sort in the order of writing: milliseconds first.
        String name = "%013x-%s.parquet".formatted(System.currentTimeMillis(), UUID.randomUUID());
        Path file = files.path(transaction.table().location()).resolve("data").resolve(name);
        written.add(ParquetFiles.write(duck, file, schema, select, rowGroupSize, watcher));
    }

    /// The rows written so far.
    public long rows() {
        return written.stream().mapToLong(DataFile::recordCount).sum();
    }

    /// The rows written so far as a SQL relation of DuckDB.
    public String relation() {
        List<Path> paths =
                written.stream().map(file -> files.path(file.location())).toList();
        SequencedMap<String, String> names = new LinkedHashMap<>();
        schema.columns().forEach(column -> names.put(column.name(), column.name()));
        return ParquetFiles.relation(schema, names, paths);
    }

    /// Makes the draft the table's newest version, inside the transaction that the catalogue's connections
    /// are in. Throws Iceberg's CommitFailedException when somebody else committed to the table since the
    /// draft began.
    public Committed commit() {
        requireFiles();
        if (change == Lake.Change.APPEND || creates) {
            AppendFiles append = transaction.newAppend();
            written.forEach(append::appendFile);
            append.commit();
        } else {
            OverwriteFiles overwrite = transaction.newOverwrite().overwriteByRowFilter(Expressions.alwaysTrue());
            written.forEach(overwrite::addFile);
            overwrite.commit();
        }
        transaction.commitTransaction();
        Snapshot snapshot = transaction.table().currentSnapshot();
        long rows = Long.parseLong(snapshot.summary().getOrDefault("total-records", "0"));
        long bytes = written.stream().mapToLong(DataFile::fileSizeInBytes).sum();
        return new Committed(snapshot.snapshotId(), rows, bytes);
    }

    /// A machine that slept for days wakes up to a sweep that may have taken the files of the draft for left behind.
    private void requireFiles() {
        for (DataFile file : written) {
            if (Files.notExists(files.path(file.location()))) {
                throw new IllegalStateException("The file " + file.location() + " is gone since it was written");
            }
        }
    }

    /// Removes the files of a draft that will not be committed.
    public void discard() {
        for (DataFile file : written) {
            try {
                Files.deleteIfExists(files.path(file.location()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
