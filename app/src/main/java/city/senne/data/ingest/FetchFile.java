package city.senne.data.ingest;

import city.senne.engine.delivery.Reason;
import city.senne.engine.delivery.UnreadableDelivery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Fetches the file of a delivery that names an address, then gives the delivery back to the queue to be read.
///
/// Nothing of it is kept until it is whole; whatever interrupts it, it is fetched anew.
@Component
class FetchFile {
    private static final Logger log = LoggerFactory.getLogger(FetchFile.class);
    private final Deliveries deliveries;
    private final DeliveryFiles files;
    private final IngestSettings settings;
    private final EndDelivery endDelivery;
    private final Clock clock;
    private final OutsideWeb web;

    FetchFile(
            Deliveries deliveries,
            DeliveryFiles files,
            IngestSettings settings,
            EndDelivery endDelivery,
            Clock clock,
            OutsideWeb web) {
        this.deliveries = deliveries;
        this.files = files;
        this.settings = settings;
        this.endDelivery = endDelivery;
        this.clock = clock;
        this.web = web;
    }

    /// Ends with the delivery in the queue again, or in a final state that says why not.
    void fetch(Delivery delivery, ReadingProgress progress) {
        Instant deadline = clock.instant().plus(settings.fetchTimeout());
        try {
            files.delete(delivery.id());
            Path partial = files.workFolder(delivery.id()).resolve("fetched");
            Fetched fetched = fetch(delivery, partial, deadline, progress);
            Files.move(partial, files.create(delivery.id()), StandardCopyOption.ATOMIC_MOVE);
            deliveries.keepFetched(
                    delivery.id(),
                    fetched.name(),
                    fetched.file().bytes(),
                    fetched.file().sha256());
        } catch (UnreadableDelivery e) {
            end(delivery, Delivery.State.REFUSED, e.reason());
        } catch (ReadingProgress.Cancelled e) {
            end(delivery, Delivery.State.CANCELLED, null);
        } catch (ReadingProgress.Stopped | InterruptedException e) {
            log.info("Delivery {} to {} will be fetched at the next start", delivery.id(), delivery.dataset());
        } catch (IOException e) {
            log.error("The file of delivery {} could not be kept", delivery.id(), e);
            boolean full = String.valueOf(e.getMessage()).contains("No space left");
            end(
                    delivery,
                    Delivery.State.REFUSED,
                    full
                            ? Reason.of("delivery.disk_full")
                            : Reason.of("delivery.failed", delivery.id().toString()));
        } finally {
            files.deleteWorkFolder(delivery.id());
        }
    }

    private record Fetched(String name, KeptFile file) {}

    private Fetched fetch(Delivery delivery, Path partial, Instant deadline, ReadingProgress progress)
            throws IOException, InterruptedException {
        var patience = new OutsideWeb.Patience(deadline, progress::isEnding);
        try (OutsideWeb.Answer answer = web.get(String.valueOf(delivery.source()), Map.of(), patience)) {
            if (answer.status() != 200) {
                throw refused("delivery.fetch_status", answer.address().getHost(), answer.status());
            }
            String name = ReceiveDelivery.lastPart(answer.fileName(delivery.fileName()));
            return new Fetched(name, keep(answer, partial, progress));
        } catch (OutsideWeb.BrokenOff e) {
            progress.check();
            throw e;
        }
    }

    private KeptFile keep(OutsideWeb.Answer answer, Path partial, ReadingProgress progress) throws IOException {
        long announced = answer.length();
        long limit = settings.maxFileSize().toBytes();
        return answer.take((content, read) -> KeptFile.write(partial, content, announced, limit, bytes -> {
            progress.fetched(announced > 0 ? (double) bytes / announced : 0, bytes);
            read.accept(bytes);
        }));
    }

    private static UnreadableDelivery refused(String code, Object... arguments) {
        return new UnreadableDelivery(Reason.of(code, arguments));
    }

    private void end(Delivery delivery, Delivery.State state, @Nullable Reason refusal) {
        endDelivery.end(delivery, new Deliveries.Outcome(state, 0, 0, List.of(), List.of(), refusal, null, null));
    }
}
