package city.senne.data.ingest.command;

import city.senne.data.ingest.DeliveryView;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// Where the command hands in files: a server over HTTP, or a home that no server runs on.
sealed interface PublishingDesk permits ServerDesk, HomeDesk {
    /// @param instructions texts of description files, a later one overriding an earlier one
    /// @throws city.senne.platform.store.CannotContinue when the file is not taken
    DeliveryView deliver(SourceFile file, List<String> instructions) throws IOException, InterruptedException;

    /// The delivery as it stands now.
    DeliveryView follow(DeliveryView delivery) throws IOException, InterruptedException;

    /// Where its pages are, if a server runs.
    Optional<URI> address();
}
