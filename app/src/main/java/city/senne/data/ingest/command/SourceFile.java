package city.senne.data.ingest.command;

import city.senne.platform.store.CannotContinue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A file that the command publishes; one behind an address is fetched first, with the rights of whoever runs the
/// command.
///
/// @param address where it was fetched, or null
/// @param temporary whether it is deleted afterwards
record SourceFile(Path path, String name, @Nullable String address, boolean temporary) implements AutoCloseable {

    static SourceFile open(String source) throws IOException, InterruptedException {
        if (source.toLowerCase(Locale.ROOT).matches("https?://.*")) return fetch(source);
        if (source.isBlank()) throw new CannotContinue("no file can be called so; give its name or its address.");
        Path path = Path.of(source);
        if (Files.isDirectory(path)) throw new CannotContinue("this is a folder; name the files in it.");
        if (!Files.isReadable(path)) {
            throw new CannotContinue(Files.exists(path) ? "the file may not be read." : "there is no such file.");
        }
        return new SourceFile(path, path.toAbsolutePath().getFileName().toString(), null, false);
    }

    private static SourceFile fetch(String address) throws IOException, InterruptedException {
        Path file = Files.createTempFile("senne-", ".download");
        boolean fetched = false;
        try (HttpClient http = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(10))
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
            URI uri = URI.create(address);
            HttpResponse<Path> response =
                    http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofFile(file));
            if (response.statusCode() != 200) {
                throw new CannotContinue("the address answered HTTP " + response.statusCode() + ".");
            }
            fetched = true;
            String path = uri.getPath() == null ? "" : uri.getPath();
            return new SourceFile(file, path.isEmpty() ? "download" : path, address, true);
        } catch (IllegalArgumentException | IOException e) {
            throw new CannotContinue("the address could not be fetched (" + e.getMessage() + ").", e);
        } finally {
            if (!fetched) Files.deleteIfExists(file);
        }
    }

    long length() throws IOException {
        return Files.size(path);
    }

    /// A fresh stream; for lambdas that cannot throw.
    InputStream content() {
        try {
            return Files.newInputStream(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The description beside it: `trees.csv.senne.yaml`, `trees.senne.yaml`, or `.senne.yaml` for the whole folder.
    Optional<Path> findDescription() {
        if (address != null) return Optional.empty();
        String stem = name.replaceFirst("\\.[^.]*$", "");
        return List.of(name + ".senne.yaml", stem + ".senne.yaml", ".senne.yaml").stream()
                .map(path::resolveSibling)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    @Override
    public void close() throws IOException {
        if (temporary) Files.deleteIfExists(path);
    }
}
