package city.senne.data.sources;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;

/// A web server that behaves as a portal would, or as none should.
final class FakePortal implements AutoCloseable {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /// @param etag empty for none
    record Answer(int status, byte[] body, String etag) {
        Answer(int status, byte[] body) {
            this(status, body, "");
        }

        Answer(int status, String body) {
            this(status, body.getBytes(UTF_8));
        }
    }

    private final HttpServer web;
    private final Map<String, Supplier<Answer>> pages = new ConcurrentHashMap<>();
    private final Map<String, Integer> forwarded = new ConcurrentHashMap<>();
    /// What it was asked, with its query.
    final List<String> asked = new CopyOnWriteArrayList<>();
    /// The same with the status of the answer before it.
    final List<String> answered = new CopyOnWriteArrayList<>();
    private final Map<String, Function<String, Answer>> folders = new ConcurrentHashMap<>();

    FakePortal() {
        try {
            web = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        web.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        web.createContext("/", this::answer);
        web.start();
    }

    int port() {
        return web.getAddress().getPort();
    }

    String address(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    void page(String path, Supplier<Answer> answer) {
        pages.put(path, answer);
    }

    void page(String path, String body) {
        page(path, () -> new Answer(200, body));
    }

    /// What is asked below this folder and is no page of its own.
    void folder(String folder, Function<String, Answer> answer) {
        folders.put(folder, answer);
    }

    /// What is asked below this folder a server of this machine answers.
    void forward(String folder, int toPort) {
        forwarded.put(folder, toPort);
    }

    private void answer(HttpExchange exchange) throws IOException {
        URI uri = exchange.getRequestURI();
        asked.add(uri.toString());
        String folder = "/" + uri.getPath().split("/", 3)[1];
        Integer port = forwarded.get(folder);
        Answer answer = port == null
                ? pages.getOrDefault(
                                uri.getPath(),
                                () -> folders.getOrDefault(folder, _ -> new Answer(404, "{}"))
                                        .apply(uri.toString()))
                        .get()
                : forward(port, folder, uri.toString().substring(folder.length()));
        if (!answer.etag().isEmpty()) {
            exchange.getResponseHeaders().set("ETag", answer.etag());
            if (answer.etag().equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
                answer = new Answer(304, new byte[0]);
            }
        }
        answered.add(answer.status() + " " + uri);
        byte[] body = answer.body();
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private Answer forward(int port, String folder, String path) throws IOException {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
            HttpResponse<byte[]> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            String type = response.headers().firstValue("content-type").orElse("");
            String etag = response.headers().firstValue("etag").orElse("");
            if (!type.matches(".*(json|turtle|rdf|xml).*")) {
                return new Answer(response.statusCode(), response.body(), etag);
            }
            // It says of itself that it is here.
            String told = new String(response.body(), UTF_8);
            return new Answer(response.statusCode(), told.replace("127.0.0.1:" + port, "127.0.0.1:" + port() + folder));
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /// A portal of Opendatasoft in a folder of its own, with tables of one column.
    static final class Opendatasoft {
        private final FakePortal portal;
        private final String folder;
        private final Map<String, Dataset> datasets = new TreeMap<>();
        /// So many datasets more than it gives out.
        int countsMore;

        record Dataset(String title, String processed, String rows, String more) {}

        Opendatasoft(FakePortal portal, String folder) {
            this.portal = portal;
            this.folder = folder;
            portal.page(folder + "/api/explore/v2.1/catalog/datasets", () -> new Answer(200, list()));
        }

        String address() {
            return portal.address(folder);
        }

        void put(String id, String title, String processed, String rows) {
            put(id, new Dataset(title, processed, rows, ""));
        }

        void put(String id, Dataset dataset) {
            datasets.put(id, dataset);
            portal.page(
                    folder + "/api/explore/v2.1/catalog/datasets/" + id + "/exports/jsonl",
                    () -> new Answer(200, datasets.get(id).rows()));
        }

        void remove(String id) {
            datasets.remove(id);
        }

        private String list() {
            StringBuilder list = new StringBuilder();
            datasets.forEach((id, dataset) -> list.append(list.isEmpty() ? "" : ",")
                    .append("""
                    {"dataset_id": "%s", "has_records": true, "data_visible": true, "attachments": [],
                     "fields": [{"name": "naam", "label": "Naam", "type": "text", "annotations": {"facet": [], "sortable": false}}],
                     "metas": {"default": {"title": "%s", "language": "nl", "metadata_languages": ["nl"],
                       "description": "<p>Alle namen</p>", "keyword": ["een", "twee"], "theme": ["Environment"],
                       "license": "CC BY 4.0", "publisher": "De stad", "data_processed": "%s" %s}}}
                    """.formatted(id, dataset.title(), dataset.processed(), dataset.more())));
            return "{\"total_count\": %d, \"results\": [%s]}".formatted(datasets.size() + countsMore, list);
        }
    }

    @Override
    public void close() {
        web.stop(0);
    }
}
