package city.senne.data.ingest;

import city.senne.trust.identity.Viewer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.stereotype.Component;

/// Publishes a file of this machine and waits until it has landed.
@Component
public class PublishFile {
    private final ReceiveDelivery receiveDelivery;
    private final DeliveryDesk desk;
    private final DeliveryQueue queue;

    PublishFile(ReceiveDelivery receiveDelivery, DeliveryDesk desk, DeliveryQueue queue) {
        this.receiveDelivery = receiveDelivery;
        this.desk = desk;
        this.queue = queue;
    }

    /// @param description the text of a description file; may be empty
    /// @return the delivery in its final state, whatever that is
    public Delivery publish(Viewer viewer, Path file, String description) throws IOException, InterruptedException {
        try (InputStream content = Files.newInputStream(file)) {
            String name = file.getFileName().toString();
            var incoming = new ReceiveDelivery.Incoming(name, null, Files.size(file), content);
            Delivery delivery = receiveDelivery.receive(viewer, incoming, DescriptionFile.parse(description));
            queue.call();
            while (!delivery.state().isFinal()) {
                Thread.sleep(50);
                delivery = desk.delivery(viewer, delivery.id().toString());
            }
            return delivery;
        }
    }
}
