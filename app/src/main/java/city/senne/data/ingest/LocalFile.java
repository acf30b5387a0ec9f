package city.senne.data.ingest;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A file on the machine of the server, as a command on the same machine hands it in.
///
/// @param path absolute
/// @param name as the publisher calls it
/// @param source the address where the command fetched it, or null
/// @param instructions texts of description files; a later one overrides an earlier one
public record LocalFile(String path, String name, @Nullable String source, List<String> instructions) {

    /// Fields that were not sent are empty.
    @SuppressWarnings("NullAway")
    public LocalFile {
        path = path == null ? "" : path;
        name = name == null ? "" : name;
        instructions = instructions == null
                ? List.of()
                : instructions.stream().filter(Objects::nonNull).toList();
    }

    /// Empty unless it is a file with an end that this process may read. What a process has open has other names in
    /// another.
    Optional<Path> file() {
        try {
            Path file = Path.of(path);
            boolean ours = file.isAbsolute() && !file.startsWith("/proc") && !file.startsWith("/dev");
            return ours && Files.isRegularFile(file) && Files.isReadable(file) ? Optional.of(file) : Optional.empty();
        } catch (InvalidPathException noPath) {
            return Optional.empty();
        }
    }
}
