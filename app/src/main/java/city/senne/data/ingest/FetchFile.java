package city.senne.data.ingest;

import city.senne.engine.delivery.Reason;
import city.senne.engine.delivery.UnreadableDelivery;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Fetches the file of a delivery that names an address, then gives the delivery back to the queue to be read.
///
/// Nothing of it is kept until it is whole; whatever interrupts it, it is fetched anew. Each redirection is judged as
/// the first address was.
@Component
class FetchFile {
    private static final Logger log = LoggerFactory.getLogger(FetchFile.class);
    private static final int MAX_REDIRECTIONS = 5;
    private static final long LOOKED_AT_EVERY = 300;

    private final Deliveries deliveries;
    private final DeliveryFiles files;
    private final IngestSettings settings;
    private final EndDelivery endDelivery;
    private final Clock clock;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(java.time.Duration.ofSeconds(10))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    FetchFile(
            Deliveries deliveries, DeliveryFiles files, IngestSettings settings, EndDelivery endDelivery, Clock clock) {
        this.deliveries = deliveries;
        this.files = files;
        this.settings = settings;
        this.endDelivery = endDelivery;
        this.clock = clock;
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
        SourceAddress address = SourceAddress.parse(String.valueOf(delivery.source()));
        for (int i = 0; i <= MAX_REDIRECTIONS; i++) {
            if (!settings.privateAddresses()) address.refusePrivate();
            HttpResponse<InputStream> response = send(address.uri(), deadline, progress);
            try (InputStream body = response.body()) {
                Optional<String> location = response.headers().firstValue("location");
                if (response.statusCode() / 100 == 3 && location.isPresent()) {
                    address = address.redirected(location.get());
                    continue;
                }
                if (response.statusCode() != 200) {
                    throw refused("delivery.fetch_status", address.host(), response.statusCode());
                }
                String name = ReceiveDelivery.lastPart(address.fileName(
                        response.headers().firstValue("content-disposition").orElse(""), delivery.fileName()));
                return new Fetched(name, keep(delivery, response, body, partial, deadline, progress));
            }
        }
        throw refused("delivery.fetch_redirections", address.host(), MAX_REDIRECTIONS);
    }

    private HttpResponse<InputStream> send(URI uri, Instant deadline, ReadingProgress progress)
            throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(uri).header("User-Agent", "Senne").build();
        CompletableFuture<HttpResponse<InputStream>> answer =
                http.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream());
        while (true) {
            try {
                return answer.get(LOOKED_AT_EVERY, TimeUnit.MILLISECONDS);
            } catch (TimeoutException waiting) {
                if (progress.isEnding() || clock.instant().isAfter(deadline)) answer.cancel(true);
                progress.check();
                if (clock.instant().isAfter(deadline)) throw tooSlow(uri);
            } catch (ExecutionException e) {
                throw new UnreadableDelivery(Reason.of("delivery.not_fetched", String.valueOf(uri.getHost())), e);
            }
        }
    }

    /// A body that stalls is closed by a watcher, which makes the reading of it end.
    private KeptFile keep(
            Delivery delivery,
            HttpResponse<?> response,
            InputStream body,
            Path partial,
            Instant deadline,
            ReadingProgress progress)
            throws IOException {
        long announced = response.headers().firstValueAsLong("content-length").orElse(-1);
        long limit = settings.maxFileSize().toBytes();
        Thread watcher = Thread.ofVirtual().start(() -> watch(body, deadline, progress));
        try {
            return KeptFile.write(partial, body, announced, limit, bytes -> {
                progress.fetched(announced > 0 ? (double) bytes / announced : 0, bytes);
                if (clock.instant().isAfter(deadline)) throw tooSlow(response.uri());
            });
        } catch (IOException cut) {
            progress.check();
            if (clock.instant().isAfter(deadline)) throw tooSlow(response.uri());
            if (KeptFile.isOfDisk(cut)) throw cut;
            log.info("The source of delivery {} broke off", delivery.id(), cut);
            throw refused("delivery.not_fetched", String.valueOf(response.uri().getHost()));
        } finally {
            watcher.interrupt();
        }
    }

    private void watch(InputStream body, Instant deadline, ReadingProgress progress) {
        try {
            while (!progress.isEnding() && clock.instant().isBefore(deadline)) Thread.sleep(LOOKED_AT_EVERY);
            body.close();
        } catch (InterruptedException | IOException fetched) {
            // It came to its end by itself.
        }
    }

    private UnreadableDelivery tooSlow(URI uri) {
        return refused(
                "delivery.fetch_timeout",
                String.valueOf(uri.getHost()),
                settings.fetchTimeout().toMinutes());
    }

    private static UnreadableDelivery refused(String code, Object... arguments) {
        return new UnreadableDelivery(Reason.of(code, arguments));
    }

    private void end(Delivery delivery, Delivery.State state, @Nullable Reason refusal) {
        endDelivery.end(delivery, new Deliveries.Outcome(state, 0, 0, List.of(), List.of(), refusal, null));
    }
}
