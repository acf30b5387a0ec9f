package city.senne.data.sources;

import java.util.function.Consumer;

/// A portal as it is read.
interface Portal {
    /// Hands over its datasets one after another, each once. One that cannot be understood is handed over as unusable;
    /// throws UnreadableDelivery or PortalFailure when the
    /// portal itself cannot be read to its end.
    ///
    /// @param announced is told how many there are, as soon as that is known
    void walk(Consumer<Integer> announced, Visitor visitor) throws InterruptedException;

    interface Visitor {
        void visit(Remote remote) throws InterruptedException;
    }
}
