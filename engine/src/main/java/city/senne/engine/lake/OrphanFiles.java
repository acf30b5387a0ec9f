package city.senne.engine.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.ReachableFileUtil;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.io.CloseableIterable;

/// What a killed process or a refused commit leaves in the lake: files that no version of any table refers to.
public final class OrphanFiles {
    private OrphanFiles() {}

    /// The orphans among the files below the catalogue's folder.
    ///
    /// @param olderThan younger files are left alone: a version may be in the making
    public static List<Path> find(LakeCatalog catalog, Instant olderThan) {
        // Looked at first: a file that is written after the tables were read is not among them.
        List<Path> old = filesOlderThan(catalog.files().warehouse(), olderThan);
        if (old.isEmpty()) return List.of();
        Set<Path> known = new HashSet<>();
        for (TableIdentifier id : catalog.listTables(Namespace.of(Lake.NAMESPACE))) {
            addFiles(catalog.files(), catalog.loadTable(id), known);
        }
        return old.stream().filter(file -> !known.contains(file)).toList();
    }

    private static List<Path> filesOlderThan(Path warehouse, Instant olderThan) {
        if (Files.notExists(warehouse)) return List.of();
        try (Stream<Path> files = Files.walk(warehouse)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> modified(file).isBefore(olderThan))
                    .map(Path::toAbsolutePath)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Instant modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException gone) {
            return Instant.MAX;
        }
    }

    private static void addFiles(LocalFiles files, Table table, Set<Path> known) {
        add(files, known, ReachableFileUtil.metadataFileLocations(table, true));
        add(files, known, Set.copyOf(ReachableFileUtil.manifestListLocations(table)));
        if (table instanceof HasTableOperations operated) {
            known.add(files.path(operated.operations().current().metadataFileLocation()));
        }
        Set<String> manifests = new HashSet<>();
        for (Snapshot snapshot : table.snapshots()) {
            for (ManifestFile manifest : snapshot.allManifests(table.io())) {
                if (manifests.add(manifest.path())) addDataFiles(files, table, manifest, known);
            }
        }
        add(files, known, manifests);
    }

    private static void addDataFiles(LocalFiles files, Table table, ManifestFile manifest, Set<Path> known) {
        try (CloseableIterable<String> paths = ManifestFiles.readPaths(manifest, table.io(), table.specs())) {
            for (String path : paths) known.add(files.path(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(LocalFiles files, Set<Path> known, Set<String> locations) {
        locations.forEach(location -> known.add(files.path(location)));
    }
}
