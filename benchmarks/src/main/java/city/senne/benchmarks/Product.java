package city.senne.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The packaged product, started by its own command on a home of its own and spoken to over HTTP.
final class Product implements AutoCloseable {
    private final Process process;
    private final URI address;
    private final HttpClient http = HttpClient.newHttpClient();

    private Product(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /// @param root the project's folder
    /// @param command `serve` or `demo`, with its options
    static Product start(Path root, String... command) throws IOException {
        List<String> line = new ArrayList<>(List.of(root.resolve("senne").toString()));
        line.addAll(List.of(command));
        Process process = new ProcessBuilder(line)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String said = out.readLine(); said != null; said = out.readLine()) {
            if (said.startsWith("Senne is ready at ")) {
                return new Product(process, URI.create(said.substring("Senne is ready at ".length())));
            }
        }
        throw new IOException("The product did not start");
    }

    /// @param path with its question, from `/` on
    URI address(String path) {
        return URI.create(address + path);
    }

    /// Publishes a file by the command; throws IOException when that fails.
    void publish(Path root, Path file, String id, Path home) throws IOException, InterruptedException {
        Process publish = new ProcessBuilder(
                        root.resolve("senne").toString(),
                        "publish",
                        file.toString(),
                        "--id",
                        id,
                        "--home",
                        home.toString())
                .inheritIO()
                .start();
        if (publish.waitFor() != 0) throw new IOException(file + " was not published");
    }

    /// Runs another command and returns what it said; throws IOException when that fails.
    static String run(Path root, String... command) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(root.resolve("senne").toString()));
        line.addAll(List.of(command));
        Process process = new ProcessBuilder(line)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) throw new IOException(line + " failed: " + said);
        return said;
    }

    /// An address of the Explore API on a dataset; parameters in pairs.
    URI explore(String dataset, String path, String... parameters) {
        StringBuilder uri = new StringBuilder(address + "/api/explore/v2.1/catalog/datasets/" + dataset + path + "?");
        for (int i = 0; i < parameters.length; i += 2) {
            uri.append(parameters[i])
                    .append('=')
                    .append(URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8))
                    .append('&');
        }
        return URI.create(uri.toString());
    }

    /// The body; fails unless the answer is 200.
    String get(URI uri) throws IOException, InterruptedException {
        return get(http, uri);
    }

    /// The same for who has cookies of her own.
    static String get(HttpClient http, URI uri) throws IOException, InterruptedException {
        HttpResponse<String> response =
                http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) throw new IOException(uri + " answered " + response.body());
        return response.body();
    }

    /// Seconds of processor time of the program's own process so far (without PostgreSQL's).
    double cpuSeconds() throws IOException {
        String[] stat = Files.readString(Path.of("/proc", Long.toString(server().pid()), "stat"))
                .replaceFirst(".*\\) ", "")
                .split(" ");
        return (Long.parseLong(stat[11]) + Long.parseLong(stat[12])) / 100.0;
    }

    /// The highest resident size of the program's own process so far, in megabytes.
    long peakMegabytes() throws IOException {
        return statusMegabytes("VmHWM");
    }

    long residentMegabytes() throws IOException {
        return statusMegabytes("VmRSS");
    }

    private long statusMegabytes(String key) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(server().pid()), "status")).stream()
                .filter(line -> line.startsWith(key + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(-1);
    }

    /// The file that holds most of what was published below that home.
    static Path largestParquet(Path home) throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("lake"))) {
            return files.filter(file -> file.toString().endsWith(".parquet"))
                    .max(Comparator.comparingLong(file -> file.toFile().length()))
                    .orElseThrow();
        }
    }

    private ProcessHandle server() {
        // The command replaces itself by Java. Java below it is the rehearsal of the start cache, not the server.
        ProcessHandle command = process.toHandle();
        if (isJava(command)) return command;
        return command.children().filter(Product::isJava).findFirst().orElse(command);
    }

    private static boolean isJava(ProcessHandle process) {
        return process.info().command().orElse("").endsWith("java");
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
