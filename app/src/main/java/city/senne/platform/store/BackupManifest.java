package city.senne.platform.store;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is in a copy of a home; its last entry. Documented for readers outside in `docs/reference/backup.md` and
/// `docs/reference/export-all.md`.
///
/// @param format the number of a [Layout]
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
    static final String ENTRY = "manifest.json";

    /// What a copy of a home is for.
    enum Layout {
        /// For the machine: one file with everything, rows in PostgreSQL's text format of COPY.
        BACKUP(1, "database/%03d-%s.copy"),
        /// For people and other programs: a folder with all but secrets, rows as lines of JSON.
        OPEN(2, "tables/%2$s.jsonl");

        private final int format;
        private final String entry;

        Layout(int format, String entry) {
            this.format = format;
            this.entry = entry;
        }

        int format() {
            return format;
        }

        /// The name of the entry with the rows of a table.
        String entry(int number, String table) {
            return entry.formatted(number, table.replaceAll("[^A-Za-z0-9._-]", "_"));
        }

        static Optional<Layout> find(int format) {
            return Arrays.stream(values())
                    .filter(layout -> layout.format == format)
                    .findFirst();
        }
    }

    /// @param checksum what Flyway computed of the file; none for a baseline
    record Migration(
            String version, String description, @Nullable Integer checksum) {}

    /// @param name schema and table, quoted for SQL
    /// @param columns quoted for SQL, in the order of the copied text
    /// @param entry where the rows are
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
