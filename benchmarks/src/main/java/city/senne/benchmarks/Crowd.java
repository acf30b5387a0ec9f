package city.senne.benchmarks;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Two hundred at once on the demo city: twenty group a million rows by two fields, the others ask for ten rows of a
/// small dataset. The heavy ones ask again as soon as answered; the light ones also do, and in another round pause for
/// some seconds as readers do. One that is refused waits a moment. No two of the heavy questions are the same, and the
/// light ones are so in some rounds, so that no kept answer helps them. Needs a server without allowances: set
/// `SENNE_QUOTA_ANONYMOUS=0`.
public final class Crowd {
    private static final int SECONDS = 20;
    private static final int PAUSE = 3;

    /// Of the small dataset that light questions ask for.
    private static final int PAGES = 10;

    private static final int REFUSED = 503;

    private Crowd() {}

    private record Asked(int status, double milliseconds) {}

    public static void main(String[] arguments) throws Exception {
        Path root = Path.of(System.getProperty("senne.root", "")).toAbsolutePath();
        try (Product product = Product.start(root, "demo", "--port", "0")) {
            Supplier<URI> light = () -> product.explore(
                    "toilettes", "/records", "limit", "10", "offset", Integer.toString(10 * below(PAGES)));
            Supplier<URI> unlike = () -> product.explore(
                    "toilettes", "/records", "limit", "10", "where", "recordid != '" + below(Integer.MAX_VALUE) + "'");
            Supplier<URI> heavy = () -> product.explore(
                    "comptages-velo",
                    "/records",
                    "select",
                    "count(*) as n, avg(velos)",
                    "where",
                    "velos != -" + below(Integer.MAX_VALUE),
                    "group_by",
                    "compteur, heure",
                    "limit",
                    "100");
            Figures.print(
                    "| light | pause s | heavy | light: median ms | p95 | answers | heavy: median ms | p95 | answers |");
            ask(light, 20, 0, heavy, 2);
            ask(light, 180, 0, heavy, 0);
            ask(light, 180, 0, heavy, 20);
            ask(light, 180, PAUSE, heavy, 20);
            Figures.print("and where no two of the light questions are the same:");
            ask(unlike, 180, 0, heavy, 20);
            ask(unlike, 180, PAUSE, heavy, 20);
        }
    }

    private static int below(int bound) {
        return ThreadLocalRandom.current().nextInt(bound);
    }

    private static void ask(Supplier<URI> light, int lights, int pause, Supplier<URI> heavy, int heavies) {
        ConcurrentLinkedQueue<Asked> ofLight = new ConcurrentLinkedQueue<>();
        ConcurrentLinkedQueue<Asked> ofHeavy = new ConcurrentLinkedQueue<>();
        long end = System.nanoTime() + SECONDS * 1_000_000_000L;
        try (HttpClient http = HttpClient.newHttpClient();
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < lights; i++) clients.submit(() -> again(http, light, pause, ofLight, end));
            for (int i = 0; i < heavies; i++) clients.submit(() -> again(http, heavy, 0, ofHeavy, end));
        }
        Figures.print("| %d | %d | %d | %s | %s |", lights, pause, heavies, told(ofLight), told(ofHeavy));
    }

    /// @param pause mean, in seconds, before each question
    private static Void again(
            HttpClient http, Supplier<URI> uri, int pause, ConcurrentLinkedQueue<Asked> asked, long end)
            throws Exception {
        while (System.nanoTime() < end) {
            Thread.sleep((long) (pause * 2000L * Math.random()));
            long start = System.nanoTime();
            int status = http.send(HttpRequest.newBuilder(uri.get()).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            asked.add(new Asked(status, Figures.milliseconds(start)));
            if (status == REFUSED) Thread.sleep(200);
        }
        return null;
    }

    /// The times of those that were answered; how many had which status.
    private static String told(ConcurrentLinkedQueue<Asked> asked) {
        List<Double> times = asked.stream()
                .filter(one -> one.status() != REFUSED)
                .map(Asked::milliseconds)
                .toList();
        if (times.isEmpty()) return "– | – | %d".formatted(asked.size());
        Map<Integer, Long> answers =
                asked.stream().collect(Collectors.groupingBy(Asked::status, Collectors.counting()));
        return "%.0f | %.0f | %s".formatted(Figures.median(times), Figures.percentile(times, 95), answers);
    }
}
