package city.senne.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/// Pages of the demo city: how many a second beside a bare file of the same server, asked by four visitors at once, and
/// how many bytes a first view takes with styles, fonts and scripts.
public final class Pages {
    private static final int VISITORS = 4;
    private static final int SECONDS = 8;
    private static final String BARE = "/robots.txt";
    private static final Pattern ASSETS = Pattern.compile(
            "<(?:link[^>]+(?:stylesheet|preload|modulepreload|icon)[^>]*href|script[^>]+src|img[^>]+src)="
                    + "\"(/[^\"]+)\"");

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private Pages() {}

    public static void main(String[] arguments) throws Exception {
        Path root = Path.of(System.getProperty("senne.root", "")).toAbsolutePath();
        try (Product product = Product.start(root, "demo", "--port", "0")) {
            List<String> pages =
                    List.of("/", "/datasets", "/datasets/arbres", "/datasets/arbres/table", "/datasets/arbres/map");
            for (String page : pages) perSecond(product, page, 2);
            Figures.print("| page | a second | of the bare file's | first view, KB | of these the page |");
            double bare = perSecond(product, BARE, SECONDS);
            Figures.print("| %s (bare) | %.0f | | | |", BARE, bare);
            for (String page : pages) {
                double each = perSecond(product, page, SECONDS);
                long html = get(product.address(page)).body().length;
                long all = html;
                for (String asset : assets(product, page))
                    all += get(product.address(asset)).body().length;
                Figures.print("| %s | %.0f | %.2f | %d | %d |", page, each, each / bare, all >> 10, html >> 10);
            }
        }
    }

    private static double perSecond(Product product, String page, int seconds) throws Exception {
        long start = System.nanoTime();
        long end = start + seconds * 1_000_000_000L;
        List<Callable<Integer>> visitors = new ArrayList<>();
        for (int i = 0; i < VISITORS; i++) {
            visitors.add(() -> {
                int seen = 0;
                for (; System.nanoTime() < end; seen++) get(product.address(page));
                return seen;
            });
        }
        int all = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(VISITORS)) {
            for (Future<Integer> visitor : threads.invokeAll(visitors)) all += visitor.get();
        }
        return all * 1000 / Figures.milliseconds(start);
    }

    /// What the page has a browser fetch at once; of fonts those that French, Dutch and English need, as browsers
    /// choose.
    private static Set<String> assets(Product product, String page) throws IOException, InterruptedException {
        Set<String> assets = new LinkedHashSet<>();
        Matcher named = ASSETS.matcher(text(get(product.address(page))));
        while (named.find()) assets.add(named.group(1));
        for (String style : List.copyOf(assets)) {
            if (!style.contains(".css")) continue;
            Matcher url = Pattern.compile("url\\([\"']?([^\"')]+-latin-wght[^\"')]*\\.woff2)")
                    .matcher(text(get(product.address(style))));
            while (url.find())
                assets.add(URI.create(style).resolve(url.group(1)).toString());
        }
        return assets;
    }

    private static HttpResponse<byte[]> get(URI uri) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Accept-Encoding", "gzip")
                .header("Accept-Language", "fr")
                .build();
        HttpResponse<byte[]> response = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) throw new IOException(uri + " answered " + response.statusCode());
        return response;
    }

    private static String text(HttpResponse<byte[]> response) throws IOException {
        boolean zipped =
                response.headers().firstValue("Content-Encoding").orElse("").equals("gzip");
        if (!zipped) return new String(response.body(), StandardCharsets.UTF_8);
        try (var in = new GZIPInputStream(new java.io.ByteArrayInputStream(response.body()))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
