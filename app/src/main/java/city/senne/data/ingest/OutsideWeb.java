package city.senne.data.ingest;

import city.senne.engine.delivery.Reason;
import city.senne.engine.delivery.UnreadableDelivery;
import jakarta.annotation.PreDestroy;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
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
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Asks servers outside for what people gave the address of: only public hosts and ports of the web, unless the
/// operator
/// allows others, each redirection judged as the first address was, and never longer than until a deadline.
///
/// What is refused or fails is thrown as UnreadableDelivery, whose reason says what to do.
@Component
public class OutsideWeb {
    private static final int MAX_REDIRECTIONS = 5;
    private static final long LOOKED_AT_EVERY = 300;

    private final IngestSettings settings;
    private final Clock clock;
    private final CloseableHttpClient http;

    @Autowired
    OutsideWeb(IngestSettings settings, Clock clock) {
        this(settings, clock, SystemDefaultDnsResolver.INSTANCE);
    }

    /// @param names who tells the addresses of hosts
    OutsideWeb(IngestSettings settings, Clock clock, DnsResolver names) {
        this.http = client(new JudgedLookup(names, settings.privateAddresses()));
        this.settings = settings;
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

    /// How long one may wait for an answer.
    ///
    /// @param until the whole answer must be there
    /// @param isEnding asked several times a second; what is under way is broken off when it is
    public record Patience(Instant until, BooleanSupplier isEnding) {}

    /// Thrown when whoever asked wants no answer any more.
    public static final class BrokenOff extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /// The beginning of an answer. Closing it breaks the connection off: its rest may never come.
    public final class Answer implements Closeable {
        private final HttpGet request;
        private final SourceAddress address;
        private final ClassicHttpResponse response;
        private final Patience patience;

        private Answer(HttpGet request, SourceAddress address, ClassicHttpResponse response, Patience patience) {
            this.request = request;
            this.address = address;
            this.response = response;
            this.patience = patience;
        }

        public int status() {
            return response.getCode();
        }

        /// Where it came from in the end.
        public URI address() {
            return address.uri();
        }

        public Optional<String> header(String name) {
            return Optional.ofNullable(response.getFirstHeader(name)).map(NameValuePair::getValue);
        }

        /// What the answer calls the file, else the name that is known already.
        String fileName(String known) {
            return address.fileName(header("content-disposition").orElse(""), known);
        }

        /// In bytes as announced, or -1.
        long length() {
            HttpEntity entity = response.getEntity();
            return entity == null ? 0 : entity.getContentLength();
        }

        /// Takes the content in. A body that stalls is broken off by a watcher, which makes the reading of it end.
        ///
        /// @param taker is handed the content, and what it must tell of each number of bytes it read
        /// @throws IOException of our own disk alone
        <T> T take(Taker<T> taker) throws IOException {
            HttpEntity entity = response.getEntity();
            Thread watcher = Thread.ofVirtual().start(this::watch);
            try {
                InputStream content = entity == null ? new ByteArrayInputStream(new byte[0]) : entity.getContent();
                return taker.take(content, _ -> refuseLate());
            } catch (IOException cut) {
                if (patience.isEnding().getAsBoolean()) throw new BrokenOff();
                refuseLate();
                if (KeptFile.isOfDisk(cut)) throw cut;
                throw new UnreadableDelivery(Reason.of("delivery.not_fetched", address.host()), cut);
            } finally {
                watcher.interrupt();
            }
        }

        private void refuseLate() {
            if (clock.instant().isAfter(patience.until())) throw tooSlow(address);
        }

        private void watch() {
            try {
                while (!patience.isEnding().getAsBoolean() && clock.instant().isBefore(patience.until())) {
                    Thread.sleep(LOOKED_AT_EVERY);
                }
                request.cancel();
            } catch (InterruptedException taken) {
                // It came to its end by itself.
            }
        }

        @Override
        public void close() throws IOException {
            request.cancel();
            response.close();
        }
    }

    @FunctionalInterface
    interface Taker<T> {
        T take(InputStream content, LongConsumer read) throws IOException;
    }

    /// The answer to a GET, whatever its status, behind all redirections.
    ///
    /// @param headers to send along
    public Answer get(String address, Map<String, String> headers, Patience patience)
            throws IOException, InterruptedException {
        SourceAddress asked = SourceAddress.parse(address);
        for (int i = 0; i <= MAX_REDIRECTIONS; i++) {
            asked.refusePortsBut(settings.ports());
            asked.refuseHostsBut(settings.hosts());
            Answer answer = send(asked, headers, patience);
            Optional<String> location = answer.header("location");
            if (answer.status() / 100 != 3 || location.isEmpty()) return answer;
            answer.close();
            asked = asked.redirected(location.get());
        }
        throw new UnreadableDelivery(Reason.of("delivery.fetch_redirections", asked.host(), MAX_REDIRECTIONS));
    }

    /// A whole answer that fits into memory.
    ///
    /// @param type of the content with its encoding, or null
    public record Text(int status, @Nullable String type, byte[] content, Optional<String> retryAfter) {}

    /// The same with all of its content.
    ///
    /// @param most bytes; a longer one is refused
    public Text read(String address, Map<String, String> headers, int most, Patience patience)
            throws InterruptedException {
        try (Answer answer = get(address, headers, patience)) {
            byte[] content = answer.take((in, read) -> {
                byte[] all = in.readNBytes(most + 1);
                read.accept(all.length);
                return all;
            });
            if (content.length > most) throw new UnreadableDelivery(Reason.of("delivery.too_large", most));
            return new Text(
                    answer.status(), answer.header("content-type").orElse(null), content, answer.header("retry-after"));
        } catch (IOException e) {
            throw new UnreadableDelivery(Reason.of("delivery.not_fetched", address), e);
        }
    }

    private Answer send(SourceAddress address, Map<String, String> headers, Patience patience)
            throws InterruptedException {
        HttpGet request = new HttpGet(address.uri());
        headers.forEach(request::setHeader);
        FutureTask<ClassicHttpResponse> response = new FutureTask<>(() -> http.executeOpen(null, request, null));
        Thread.ofVirtual().start(response);
        boolean isAnswered = false;
        try {
            while (true) {
                try {
                    ClassicHttpResponse begun = response.get(LOOKED_AT_EVERY, TimeUnit.MILLISECONDS);
                    isAnswered = true;
                    return new Answer(request, address, begun, patience);
                } catch (TimeoutException waiting) {
                    if (patience.isEnding().getAsBoolean()) throw new BrokenOff();
                    if (clock.instant().isAfter(patience.until())) throw tooSlow(address);
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

    private UnreadableDelivery tooSlow(SourceAddress address) {
        return new UnreadableDelivery(Reason.of(
                "delivery.fetch_timeout",
                address.host(),
                settings.fetchTimeout().toMinutes()));
    }
}
