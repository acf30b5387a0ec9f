package city.senne.data.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.senne.OpenHouse;
import city.senne.data.catalog.DatasetId;
import city.senne.engine.delivery.UnreadableDelivery;
import city.senne.trust.identity.Viewer;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.util.unit.DataSize;

/// Files that the server fetches, from a web server that behaves as it likes.
@OpenHouse
class FetchFileTest {
    private static final Viewer AGENT = new Viewer.Operator();

    @Autowired
    private Deliveries deliveries;

    @Autowired
    private DeliveryFiles files;

    @Autowired
    private ReceiveDelivery receiveDelivery;

    @Autowired
    private DeliveryDesk desk;

    @Autowired
    private DeliveryQueue queue;

    @Autowired
    private EndDelivery endDelivery;

    @Autowired
    private Clock clock;

    private final CountDownLatch stalled = new CountDownLatch(1);
    private final List<String> askedHosts = new CopyOnWriteArrayList<>();
    private HttpServer web;

    @BeforeEach
    void start() throws IOException {
        web = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        web.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        web.createContext("/away", exchange -> {
            String there = "http://localhost:" + web.getAddress().getPort() + "/exports/csv";
            exchange.getResponseHeaders().add("Location", there);
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        web.createContext("/exports/csv", exchange -> {
            askedHosts.add(exchange.getRequestHeaders().getFirst("Host"));
            exchange.getResponseHeaders().add("Content-Disposition", "attachment; filename=\"../arbres.csv\"");
            byte[] body = "a;b\n1;x\n2;y\n".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        web.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().add("Location", "/exports/csv");
            exchange.sendResponseHeaders(302, -1);
        });
        web.createContext("/circle", exchange -> {
            exchange.getResponseHeaders().add("Location", "/circle");
            exchange.sendResponseHeaders(302, -1);
        });
        web.createContext("/inward", exchange -> {
            exchange.getResponseHeaders().add("Location", "file:///etc/passwd");
            exchange.sendResponseHeaders(302, -1);
        });
        web.createContext("/stalls", exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write("a;b\n".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            try {
                stalled.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        web.createContext("/large", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(new byte[5000]);
            }
        });
        web.start();
    }

    @AfterEach
    void stop() {
        stalled.countDown();
        web.stop(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/exports/csv", "/moved"})
    void a_fetched_file_goes_on_through_the_queue_and_lands(String path) throws Exception {
        Delivery ended = ended(fetched(path, Duration.ofMinutes(1)));

        assertThat(ended.state()).isEqualTo(Delivery.State.LANDED);
        assertThat(ended.fileName()).isEqualTo("arbres.csv");
        assertThat(ended.rowsRead()).isEqualTo(2);
        assertThat(ended.sha256()).hasSize(64);
    }

    @ParameterizedTest
    @CsvSource({
        "/nothing,delivery.fetch_status",
        "/circle,delivery.fetch_redirections",
        "/inward,delivery.address_refused",
        "/large,delivery.too_large",
        "/stalls,delivery.fetch_timeout"
    })
    void what_cannot_be_fetched_ends_with_its_reason(String path, String code) throws Exception {
        Delivery ended = fetched(path, Duration.ofSeconds(2));

        assertThat(ended.state()).isEqualTo(Delivery.State.REFUSED);
        assertThat(Objects.requireNonNull(ended.refusal()).code()).isEqualTo(code);
        assertThat(files.file(ended.id())).doesNotExist();
    }

    @Test
    void a_stalled_fetch_can_be_cancelled_and_stopped() throws Exception {
        ReadingProgress progress = new ReadingProgress();
        Delivery delivery = waiting("/stalls");
        Thread.ofVirtual().start(() -> {
            while (progress.bytesFetched() == 0) Thread.onSpinWait();
            progress.cancel();
        });
        fetcher(Duration.ofMinutes(1)).fetch(delivery, progress);
        assertThat(desk.delivery(AGENT, delivery.id().toString()).state()).isEqualTo(Delivery.State.CANCELLED);

        ReadingProgress stopping = new ReadingProgress();
        Delivery interrupted = waiting("/stalls");
        stopping.stop();
        fetcher(Duration.ofMinutes(1)).fetch(interrupted, stopping);
        assertThat(desk.delivery(AGENT, interrupted.id().toString()).awaitsFile())
                .as("it is fetched at the next start")
                .isTrue();
    }

    @Test
    void an_order_answers_at_once_and_is_refused_in_the_queue_when_it_leads_inside() throws Exception {
        Delivery ordered = receiveDelivery.order(AGENT, "http://127.0.0.1/exports/csv", Instructions.NONE);
        assertThat(ordered.state()).isEqualTo(Delivery.State.QUEUED);
        queue.call();
        Delivery ended = ended(ordered);

        assertThat(ended.state()).isEqualTo(Delivery.State.REFUSED);
        assertThat(Objects.requireNonNull(ended.refusal()).code()).isEqualTo("delivery.address_private");

        Delivery again = receiveDelivery.receiveAgain(AGENT, ended, Instructions.NONE);
        assertThat(again.awaitsFile()).isTrue();
        queue.call();
        assertThat(ended(again).state()).isEqualTo(Delivery.State.REFUSED);
    }

    @Test
    void a_name_is_looked_up_once_and_what_was_judged_is_connected_to() throws Exception {
        AtomicInteger lookups = new AtomicInteger();
        Delivery ended = named("http://data.example:" + web.getAddress().getPort() + "/exports/csv", false, () ->
                new String[] {lookups.getAndIncrement() == 0 ? "203.0.113.7" : "127.0.0.1"});
        assertThat(ended.state()).isEqualTo(Delivery.State.REFUSED);
        assertThat(lookups).hasValue(1);
        assertThat(askedHosts).as("nobody came inside").isEmpty();
    }

    @Test
    void a_host_of_which_one_address_is_inside_is_refused() throws Exception {
        Delivery ended = named("http://data.example:" + web.getAddress().getPort() + "/exports/csv", false, () ->
                new String[] {"203.0.113.7", "127.0.0.1"});
        assertThat(Objects.requireNonNull(ended.refusal()).code()).isEqualTo("delivery.address_private");
    }

    @Test
    void the_host_is_told_its_name_at_whatever_address_it_was_found() throws Exception {
        int port = web.getAddress().getPort();
        Delivery ended = named("http://data.example:" + port + "/exports/csv", true, () -> new String[] {"127.0.0.1"});
        assertThat(ended.refusal()).isNull();
        assertThat(askedHosts).containsExactly("data.example:" + port);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://data.example:25/x.csv", "http://data.example:5432/x.csv", "https://data.example:22/x.csv"
            })
    void nothing_is_fetched_from_ports_that_are_not_of_the_web(String url) throws Exception {
        AtomicInteger lookups = new AtomicInteger();
        Delivery ended = named(url, true, () -> {
            lookups.incrementAndGet();
            return new String[] {"127.0.0.1"};
        });
        assertThat(Objects.requireNonNull(ended.refusal()).code()).isEqualTo("delivery.port_refused");
        assertThat(lookups).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "ftp://a/b", "file:///etc/passwd", "http://me:secret@host/x", "http:/x", "not an address"})
    void what_is_no_address_of_the_web_is_refused_at_once(String address) {
        assertThatThrownBy(() -> receiveDelivery.order(AGENT, address, Instructions.NONE))
                .isInstanceOf(UnreadableDelivery.class);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1,true",
        "10.1.2.3,true",
        "172.20.0.1,true",
        "192.168.1.1,true",
        "169.254.169.254,true",
        "100.64.0.1,true",
        "0.1.2.3,true",
        "198.18.0.1,true",
        "255.255.255.255,true",
        "::1,true",
        "fd00::1,true",
        "fe80::1,true",
        "::ffff:127.0.0.1,true",
        "::127.0.0.1,true",
        "64:ff9b::a00:1,true",
        "2002:a00:1::,true",
        "8.8.8.8,false",
        "100.128.0.1,false",
        "2a00:1450::1,false",
    })
    void addresses_inside_are_known_in_all_their_disguises(String address, boolean inside) throws Exception {
        assertThat(SourceAddress.isPrivate(InetAddress.getByName(address))).isEqualTo(inside);
    }

    @ParameterizedTest
    @CsvSource({
        "https://data.example/api/v2.1/catalog/datasets/arbres/exports/csv?lang=fr,arbres.csv",
        "https://data.example/files/Parcs%202024.xlsx,Parcs 2024.xlsx",
        "https://data.example/download,data.example",
        "https://data.example/,data.example",
    })
    void a_file_without_a_name_is_called_after_what_its_address_says(String address, String name) {
        assertThat(SourceAddress.parse(address).nameInPath()).isEqualTo(name);
    }

    private String address(String path) {
        return "http://127.0.0.1:" + web.getAddress().getPort() + path;
    }

    @ParameterizedTest
    @CsvSource({
        "data.example.brussels, true",
        "DATA.Example.Brussels, true",
        "open.irisnet.be, true",
        "irisnet.be, false",
        "evil-irisnet.be, false",
        "data.example.brussels.evil.example, false",
        "example.brussels, false"
    })
    void only_hosts_are_asked_that_the_operator_names(String host, boolean isAllowed) {
        SourceAddress address = SourceAddress.parse("https://" + host + "/trees.csv");
        List<String> hosts = List.of("data.example.brussels", "*.irisnet.be");
        if (isAllowed) address.refuseHostsBut(hosts);
        else assertThatThrownBy(() -> address.refuseHostsBut(hosts)).hasMessageContaining(host);
        address.refuseHostsBut(List.of());
    }

    @Test
    void a_redirection_leads_to_no_other_host() {
        Delivery delivery = waiting("/away");
        List<Integer> ports = List.of(web.getAddress().getPort());
        IngestSettings settings = settings(true, ports, List.of("127.0.0.1"), Duration.ofSeconds(2));
        new FetchFile(deliveries, files, settings, endDelivery, clock, new OutsideWeb(settings, clock))
                .fetch(delivery, new ReadingProgress());
        Delivery ended = desk.delivery(AGENT, delivery.id().toString());
        assertThat(ended.state()).isEqualTo(Delivery.State.REFUSED);
        assertThat(String.valueOf(ended.refusal())).contains("fetches nothing from localhost");
    }

    /// A fetch by somebody who may fetch inside, as the queue would do it.
    private Delivery fetched(String path, Duration patience) {
        Delivery delivery = waiting(path);
        fetcher(patience).fetch(delivery, new ReadingProgress());
        queue.call();
        return desk.delivery(AGENT, delivery.id().toString());
    }

    private FetchFile fetcher(Duration patience) {
        IngestSettings settings = settings(true, List.of(web.getAddress().getPort()), patience);
        return new FetchFile(deliveries, files, settings, endDelivery, clock, new OutsideWeb(settings, clock));
    }

    private static IngestSettings settings(boolean privateAddresses, List<Integer> ports, Duration patience) {
        return settings(privateAddresses, ports, List.of(), patience);
    }

    private static IngestSettings settings(
            boolean privateAddresses, List<Integer> ports, List<String> hosts, Duration patience) {
        return new IngestSettings(DataSize.ofBytes(4000), 0.1, "1GB", privateAddresses, ports, hosts, patience, 1, 1);
    }

    /// A fetch of a name that means what the test says it does, each time that somebody asks.
    private Delivery named(String url, boolean privateAddresses, Supplier<String[]> names) throws Exception {
        DnsResolver resolver = new SystemDefaultDnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                String[] told = names.get();
                InetAddress[] addresses = new InetAddress[told.length];
                for (int i = 0; i < told.length; i++) addresses[i] = InetAddress.getByName(told[i]);
                return addresses;
            }
        };
        IngestSettings settings =
                settings(privateAddresses, List.of(web.getAddress().getPort()), Duration.ofSeconds(2));
        Delivery delivery = waitingFor(url);
        new FetchFile(deliveries, files, settings, endDelivery, clock, new OutsideWeb(settings, clock, resolver))
                .fetch(delivery, new ReadingProgress());
        return desk.delivery(AGENT, delivery.id().toString());
    }

    /// Claimed by this test, so that the queue leaves it alone.
    private Delivery waiting(String path) {
        return waitingFor(address(path));
    }

    private Delivery waitingFor(String url) {
        UUID id = UUID.randomUUID();
        Delivery delivery = new Delivery(
                id,
                new DatasetId("fetched-" + id),
                "csv",
                url,
                0,
                "",
                Instructions.NONE,
                Delivery.State.READING,
                "test",
                Instant.now(),
                null,
                null,
                0,
                0,
                0,
                List.of(),
                List.of(),
                null,
                null,
                null,
                null);
        deliveries.add(delivery);
        return delivery;
    }

    private Delivery ended(Delivery delivery) throws InterruptedException {
        Delivery now = delivery;
        while (!now.state().isFinal()) {
            Thread.sleep(20);
            now = desk.delivery(AGENT, delivery.id().toString());
        }
        return now;
    }
}
