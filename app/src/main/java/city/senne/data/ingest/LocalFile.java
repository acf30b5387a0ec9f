package city.senne.data.ingest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A file on the machine of the server, as a command on the same machine hands it in.
///
/// @param path absolute
/// @param name as the publisher calls it
/// @param source the address where the command fetched it, or null
/// @param instructions texts of description files; a later one overrides an earlier one
public record LocalFile(String path, String name, @Nullable String source, List<String> instructions) {}
