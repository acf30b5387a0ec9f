package city.senne.data.sources;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/// A portal as it is read: its whole list first, then what changed.
interface Portal {
    /// All datasets, each once; one that cannot be understood stands among them as unusable. Throws
    /// UnreadableDelivery, and PortalFailure where an answer is none that such a portal gives, or the
    /// portal cannot be read to its end: what is missing then would be taken for gone.
    ///
    /// @param announced is told how many there are, as soon as that is known
    List<Remote> list(IntConsumer announced) throws InterruptedException;

    /// A file that was brought here.
    ///
    /// @param name with its ending
    record Brought(String name, long bytes, InputStream content) {}

    /// The rows of a dataset as a file, where no address has them as one; else nothing. Throws UnreadableDelivery
    /// and PortalFailure.
    ///
    /// @param work a folder that is deleted afterwards
    default Optional<Brought> bring(Remote.Dataset remote, Path work) throws IOException, InterruptedException {
        return Optional.empty();
    }

    /// The dataset with a stamp of its rows, where whoever has the file is asked for it.
    /// Throws UnreadableDelivery.
    ///
    /// @param known the stamp of the rows that were taken over last; may be empty
    default Remote.Dataset stamped(Remote.Dataset remote, String known) throws InterruptedException {
        return remote;
    }
}
