package city.senne.data.ingest;

import city.senne.engine.delivery.Reason;
import city.senne.engine.delivery.UnreadableDelivery;
import jakarta.annotation.PreDestroy;
import java.io.Closeable;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.NameValuePair;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
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
    private final CloseableHttpClient http;

    @Autowired
    FetchFile(
            Deliveries deliveries, DeliveryFiles files, IngestSettings settings, EndDelivery endDelivery, Clock clock) {
        this(deliveries, files, settings, endDelivery, clock, SystemDefaultDnsResolver.INSTANCE);
    }

    /// @param names who tells the addresses of hosts
    FetchFile(
            Deliveries deliveries,
            DeliveryFiles files,
            IngestSettings settings,
            EndDelivery endDelivery,
            Clock clock,
            DnsResolver names) {
        this.http = client(new JudgedLookup(names, settings.privateAddresses()));
        this.deliveries = deliveries;
        this.files = files;
        this.settings = settings;
        this.endDelivery = endDelivery;
        this.clock = clock;
    }

    /// Follows nothing by itself, remembers nothing, and connects to what was judged.
    private static CloseableHttpClient client(DnsResolver lookup) {
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(lookup)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.ofSeconds(10))
                                .build())
                        .build())
                .setConnectionReuseStrategy((_, _, _) -> false)
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .setUserAgent("Senne")
                .build();
    }

    @PreDestroy
    void close() {
        http.close(CloseMode.IMMEDIATE);
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
            address.refusePortsBut(settings.ports());
            address.refuseHostsBut(settings.hosts());
            try (Exchange exchange = send(address, deadline, progress)) {
                Optional<String> location = exchange.header("location");
                if (exchange.answer().getCode() / 100 == 3 && location.isPresent()) {
                    address = address.redirected(location.get());
                    continue;
                }
                if (exchange.answer().getCode() != 200) {
                    throw refused(
                            "delivery.fetch_status",
                            address.host(),
                            exchange.answer().getCode());
                }
                String name = ReceiveDelivery.lastPart(
                        address.fileName(exchange.header("content-disposition").orElse(""), delivery.fileName()));
                return new Fetched(name, keep(delivery, exchange, partial, deadline, progress));
            }
        }
        throw refused("delivery.fetch_redirections", address.host(), MAX_REDIRECTIONS);
    }

    /// A request and the beginning of its answer. Closing it breaks the connection off: its rest may never come.
    private record Exchange(HttpGet request, SourceAddress address, ClassicHttpResponse answer) implements Closeable {
        Optional<String> header(String name) {
            return Optional.ofNullable(answer.getFirstHeader(name)).map(NameValuePair::getValue);
        }

        @Override
        public void close() throws IOException {
            request.cancel();
            answer.close();
        }
    }

    private Exchange send(SourceAddress address, Instant deadline, ReadingProgress progress)
            throws InterruptedException {
        HttpGet request = new HttpGet(address.uri());
        FutureTask<ClassicHttpResponse> answer = new FutureTask<>(() -> http.executeOpen(null, request, null));
        Thread.ofVirtual().start(answer);
        boolean isAnswered = false;
        try {
            while (true) {
                try {
                    ClassicHttpResponse response = answer.get(LOOKED_AT_EVERY, TimeUnit.MILLISECONDS);
                    isAnswered = true;
                    return new Exchange(request, address, response);
                } catch (TimeoutException waiting) {
                    progress.check();
                    if (clock.instant().isAfter(deadline)) throw tooSlow(address);
                } catch (ExecutionException e) {
                    throw new UnreadableDelivery(Reason.of(notFetched(e.getCause()), address.host()), e);
                }
            }
        } finally {
            if (!isAnswered) request.cancel();
        }
    }

    private static String notFetched(@Nullable Throwable cause) {
        if (cause instanceof JudgedLookup.PrivateHost) return "delivery.address_private";
        return cause instanceof UnknownHostException ? "delivery.fetch_unknown_host" : "delivery.not_fetched";
    }

    /// A body that stalls is broken off by a watcher, which makes the reading of it end.
    private KeptFile keep(
            Delivery delivery, Exchange exchange, Path partial, Instant deadline, ReadingProgress progress)
            throws IOException {
        HttpEntity entity = exchange.answer().getEntity();
        if (entity == null) throw refused("delivery.empty");
        long announced = entity.getContentLength();
        long limit = settings.maxFileSize().toBytes();
        Thread watcher = Thread.ofVirtual().start(() -> watch(exchange.request(), deadline, progress));
        try {
            return KeptFile.write(partial, entity.getContent(), announced, limit, bytes -> {
                progress.fetched(announced > 0 ? (double) bytes / announced : 0, bytes);
                if (clock.instant().isAfter(deadline)) throw tooSlow(exchange.address());
            });
        } catch (IOException cut) {
            progress.check();
            if (clock.instant().isAfter(deadline)) throw tooSlow(exchange.address());
            if (KeptFile.isOfDisk(cut)) throw cut;
            log.info("The source of delivery {} broke off", delivery.id(), cut);
            throw refused("delivery.not_fetched", exchange.address().host());
        } finally {
            watcher.interrupt();
        }
    }

    private void watch(HttpGet request, Instant deadline, ReadingProgress progress) {
        try {
            while (!progress.isEnding() && clock.instant().isBefore(deadline)) Thread.sleep(LOOKED_AT_EVERY);
            request.cancel();
        } catch (InterruptedException fetched) {
            // It came to its end by itself.
        }
    }

    private UnreadableDelivery tooSlow(SourceAddress address) {
        return refused(
                "delivery.fetch_timeout",
                address.host(),
                settings.fetchTimeout().toMinutes());
    }

    private static UnreadableDelivery refused(String code, Object... arguments) {
        return new UnreadableDelivery(Reason.of(code, arguments));
    }

    private void end(Delivery delivery, Delivery.State state, @Nullable Reason refusal) {
        endDelivery.end(delivery, new Deliveries.Outcome(state, 0, 0, List.of(), List.of(), refusal, null));
    }
}
