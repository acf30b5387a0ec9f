package city.senne.platform.store;

import city.senne.platform.store.BackupManifest.Layout;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/// A home as a folder that needs no Senne to be read: rows as lines of JSON, files as they are, no secrets.
///
/// @param rows how many rows of the database it holds
/// @param tables how many tables
/// @param files how many files of the lake, deliveries and attachments
/// @param bytes of the files
public record OpenCopy(long rows, int tables, int files, long bytes) {
    private static OpenCopy of(BackupManifest manifest) {
        return new OpenCopy(
                manifest.rows(), manifest.tables().size(), manifest.files().size(), manifest.bytes());
    }

    /// Writes it as the home is at this instant, whether or not a server runs.
    ///
    /// @param folder with nothing in it that has the name of an entry
    public static OpenCopy write(HomeOptions options, Path folder)
            throws IOException, SQLException, InterruptedException {
        try (HomeDatabase database = HomeDatabase.open(options);
                Connection connection = database.connect()) {
            return of(new CopyHome(options.home(), Layout.OPEN).copy(connection, CopyTarget.folder(folder)));
        }
    }

    /// Makes a home of it that is empty so far, all of it or nothing.
    ///
    /// @throws CannotContinue when the home is not empty, the folder is damaged or made by a newer Senne
    public static OpenCopy read(HomeOptions options, Path folder)
            throws IOException, SQLException, InterruptedException {
        return of(new RestoreHome(options).restore(folder, Layout.OPEN));
    }
}
