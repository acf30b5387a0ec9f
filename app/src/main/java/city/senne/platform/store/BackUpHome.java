package city.senne.platform.store;

import city.senne.platform.store.BackupManifest.Layout;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.zip.ZipOutputStream;

/// Puts everything that a home holds into one archive.
final class BackUpHome {
    private final SenneHome home;

    BackUpHome(SenneHome home) {
        this.home = home;
    }

    /// Writes the archive; it gets its name only when it is whole.
    ///
    /// @param database a connection of its own; its transaction is ended
    /// @return what the archive holds
    BackupManifest backUp(Connection database, Path archive) throws IOException, SQLException {
        Path target = archive.toAbsolutePath();
        Path partial =
                Files.createTempFile(target.getParent(), target.getFileName() + ".", ".partial", OwnerOnly.file());
        try {
            BackupManifest manifest;
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(partial))) {
                manifest = new CopyHome(home, Layout.BACKUP).copy(database, CopyTarget.zip(zip));
            }
            try (FileChannel channel = FileChannel.open(partial, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return manifest;
        } finally {
            Files.deleteIfExists(partial);
        }
    }
}
