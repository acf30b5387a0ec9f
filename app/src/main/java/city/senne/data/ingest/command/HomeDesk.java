package city.senne.data.ingest.command;

import city.senne.data.ingest.Delivery;
import city.senne.data.ingest.DeliveryDesk;
import city.senne.data.ingest.DeliveryQueue;
import city.senne.data.ingest.DeliveryView;
import city.senne.data.ingest.DescriptionFile;
import city.senne.data.ingest.ReceiveDelivery;
import city.senne.engine.delivery.UnreadableDelivery;
import city.senne.platform.store.CannotContinue;
import city.senne.trust.identity.Viewer;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Hands files in on a home that is open in this very process.
@Component
final class HomeDesk implements PublishingDesk {
    private static final Viewer OPERATOR = new Viewer.Operator();

    private final ReceiveDelivery receiveDelivery;
    private final DeliveryDesk desk;
    private final DeliveryQueue queue;

    HomeDesk(ReceiveDelivery receiveDelivery, DeliveryDesk desk, DeliveryQueue queue) {
        this.receiveDelivery = receiveDelivery;
        this.desk = desk;
        this.queue = queue;
    }

    @Override
    public DeliveryView deliver(SourceFile file, List<String> instructions) throws IOException {
        try {
            var incoming = new ReceiveDelivery.Incoming(file.name(), file.address(), file.length(), file.content());
            Delivery delivery = receiveDelivery.receive(OPERATOR, incoming, DescriptionFile.parse(instructions));
            queue.call();
            return DeliveryView.of(delivery, Locale.getDefault());
        } catch (UnreadableDelivery e) {
            throw new CannotContinue(e.reason().text(Locale.getDefault()), e);
        }
    }

    @Override
    public DeliveryView follow(DeliveryView delivery) {
        return DeliveryView.of(desk.delivery(OPERATOR, delivery.id().toString()), Locale.getDefault());
    }

    @Override
    public Optional<URI> address() {
        return Optional.empty();
    }
}
