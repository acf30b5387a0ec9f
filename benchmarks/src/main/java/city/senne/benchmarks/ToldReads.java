package city.senne.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/// What it costs that the journal is told of each reading of data that are not open, before they leave: the same rows
/// as an open dataset and as one that nobody but the key's holder sees, asked with the same key, in turn, by clients of
/// which no two ask the same. Needs a server without allowances: set `SENNE_QUOTA_KEY=0`.
public final class ToldReads {
    private static final int ROWS = 100_000;
    private static final int SECONDS = 10;
    private static final int ROUNDS = 2;
    private static final int[] CLIENTS = {1, 8};

    private ToldReads() {}

    public static void main(String[] arguments) throws Exception {
        Path root = Path.of(System.getProperty("senne.root", "")).toAbsolutePath();
        Path work = Files.createTempDirectory("senne-benchmark");
        String home = work.resolve("home").toString();
        Path csv = work.resolve("rows.csv");
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(csv))) {
            out.println("id,name,amount");
            IntStream.range(0, ROWS).forEach(i -> out.println(i + ",name " + i % 977 + "," + i % 1009));
        }
        try (Product product = Product.start(root, "serve", "--home", home, "--port", "0")) {
            Product.run(root, "publish", csv.toString(), "--id", "open", "--home", home);
            Product.run(root, "publish", csv.toString(), "--id", "told", "--draft", "--home", home);
            String key = Product.run(root, "key", "create", "--name", "benchmark", "--home", home)
                    .strip();
            ask(product, "open", key, 8, 5);
            ask(product, "told", key, 8, 5);
            Figures.print("| clients | dataset | answers a second | median ms | p99 |");
            for (int clients : CLIENTS) {
                for (int round = 0; round < ROUNDS; round++) {
                    for (String dataset : new String[] {"open", "told"}) {
                        ConcurrentLinkedQueue<Double> times = ask(product, dataset, key, clients, SECONDS);
                        Figures.print(
                                "| %d | %s | %.0f | %.1f | %.1f |",
                                clients,
                                dataset,
                                (double) times.size() / SECONDS,
                                Figures.median(times.stream().toList()),
                                Figures.percentile(times.stream().toList(), 99));
                    }
                }
            }
        }
    }

    private static ConcurrentLinkedQueue<Double> ask(
            Product product, String dataset, String key, int clients, int seconds) throws Exception {
        ConcurrentLinkedQueue<Double> times = new ConcurrentLinkedQueue<>();
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        try (HttpClient http = HttpClient.newHttpClient();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asking = IntStream.range(0, clients)
                    .mapToObj(_ -> threads.submit(() -> again(http, product, dataset, key, times, end)))
                    .toList();
            for (var client : asking) client.get();
        }
        return times;
    }

    private static Void again(
            HttpClient http, Product product, String dataset, String key, ConcurrentLinkedQueue<Double> times, long end)
            throws IOException, InterruptedException {
        while (System.nanoTime() < end) {
            URI uri = product.explore(
                    dataset,
                    "/records",
                    "limit",
                    "20",
                    "where",
                    "id >= " + ThreadLocalRandom.current().nextInt(ROWS - 20));
            long start = System.nanoTime();
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(uri)
                            .header("Authorization", "Apikey " + key)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) throw new IOException(uri + " answered " + answer.body());
            times.add(Figures.milliseconds(start));
        }
        return null;
    }
}
