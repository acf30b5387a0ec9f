package city.senne.scenarios;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Senne as a person gets it: a program of its own, started on a home that is thrown away.
final class Product implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String READY = "Senne is ready at ";

    private final Path home;
    private final Process process;
    private final Path output;
    private final URI address;

    /// What a command of Senne answered.
    record Answer(int exitCode, String said, String complained) {}

    private Product(Path home, Process process, Path output, URI address) {
        this.home = home;
        this.process = process;
        this.output = output;
        this.address = address;
    }

    /// Starts a server on the home, on a port that is free.
    ///
    /// @param more options of `serve`
    static Product serve(Path home, String... more) throws IOException, InterruptedException {
        Path output = Files.createTempFile("senne", ".out");
        List<String> arguments = new ArrayList<>(List.of("serve", "--home", home.toString(), "--port", "0"));
        arguments.addAll(List.of(more));
        Process process = new ProcessBuilder(command(arguments.toArray(String[]::new)))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        Instant end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end) && process.isAlive()) {
            for (String line : Files.readAllLines(output)) {
                if (line.startsWith(READY)) {
                    return new Product(home, process, output, URI.create(line.substring(READY.length())));
                }
            }
            Thread.sleep(50);
        }
        process.destroyForcibly();
        throw new AssertionError("Senne did not start:\n" + Files.readString(output));
    }

    /// Begins one command, whose end nobody waits for.
    static Process begin(String... arguments) throws IOException {
        return new ProcessBuilder(command(arguments))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /// Runs one command to its end.
    static Answer run(String... arguments) throws IOException, InterruptedException {
        Path complaints = Files.createTempFile("senne", ".err");
        try {
            Process process = new ProcessBuilder(command(arguments))
                    .redirectError(complaints.toFile())
                    .start();
            process.getOutputStream().close();
            try (InputStream said = process.getInputStream()) {
                String text = new String(said.readAllBytes(), StandardCharsets.UTF_8);
                if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new AssertionError("It does not end: " + String.join(" ", arguments));
                }
                return new Answer(process.exitValue(), text, Files.readString(complaints));
            }
        } finally {
            Files.delete(complaints);
        }
    }

    URI address() {
        return address;
    }

    Path home() {
        return home;
    }

    /// Everything the server has printed so far.
    String said() throws IOException {
        return Files.readString(output);
    }

    /// Asks the server to stop, as Ctrl-C or the system does.
    ///
    /// @return its exit code
    int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("Senne does not stop");
        }
        return process.exitValue();
    }

    /// Ends the server as a power cut does: with no chance to finish anything. Its PostgreSQL is left an orphan.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        stop();
        Files.deleteIfExists(output);
    }

    private static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1", "-Xmx512m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of("-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "city.senne.Senne"));
        command.addAll(List.of(arguments));
        return command;
    }
}
