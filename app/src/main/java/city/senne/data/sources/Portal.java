package city.senne.data.sources;

import java.util.List;
import java.util.function.IntConsumer;

/// A portal as it is read: its whole list first, then what changed.
interface Portal {
    /// All datasets, each once; one that cannot be understood stands among them as unusable. Throws
    /// UnreadableDelivery, and PortalFailure where an answer is none that such a portal gives, or the
    /// portal cannot be read to its end: what is missing then would be taken for gone.
    ///
    /// @param announced is told how many there are, as soon as that is known
    List<Remote> list(IntConsumer announced) throws InterruptedException;

    /// The dataset with a stamp of its rows, where whoever has the file is asked for it.
    /// Throws UnreadableDelivery.
    ///
    /// @param known the stamp of the rows that were taken over last; may be empty
    default Remote.Dataset stamped(Remote.Dataset remote, String known) throws InterruptedException {
        return remote;
    }
}
