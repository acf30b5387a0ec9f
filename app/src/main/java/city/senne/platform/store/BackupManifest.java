package city.senne.platform.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is in a backup; the last entry of the file. Documented for readers outside in `docs/reference/backup.md`.
///
/// @param format the version of this layout
/// @param senne the version of the program that made it
/// @param migrations the state of the database's layout, oldest first
record BackupManifest(
        int format,
        String senne,
        Instant madeAt,
        List<Migration> migrations,
        List<Table> tables,
        List<Sequence> sequences,
        List<KeptFile> files) {
    static final int FORMAT = 1;
    static final String ENTRY = "manifest.json";

    /// @param checksum what Flyway computed of the file; none for a baseline
    record Migration(
            String version, String description, @Nullable Integer checksum) {}

    /// @param name schema and table, quoted for SQL
    /// @param columns quoted for SQL, in the order of the copied text
    /// @param entry where the rows are, in PostgreSQL's text format of COPY
    record Table(String name, List<String> columns, String entry, long rows, String sha256) {}

    /// @param value the last one given out; none when it was never used
    record Sequence(String name, @Nullable Long value) {}

    /// @param path below the home folder, with `/`; also the name of the entry
    record KeptFile(String path, long bytes, String sha256) {}

    long rows() {
        return tables.stream().mapToLong(Table::rows).sum();
    }

    long bytes() {
        return files.stream().mapToLong(KeptFile::bytes).sum();
    }
}
