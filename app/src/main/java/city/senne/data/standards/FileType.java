package city.senne.data.standards;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// A file type of the EU's table, and what data.europa.eu thinks of it; the rows are the resource `file-types.csv`.
record FileType(String code, boolean isMachineReadable, boolean isNonProprietary) {
    private static final List<FileType> ALL = read("file-types.csv");

    /// Empty for types of which nothing is known.
    static Optional<FileType> find(String code) {
        return ALL.stream().filter(type -> type.code.equals(code)).findFirst();
    }

    private static List<FileType> read(String resource) {
        try (InputStream table = FileType.class.getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(table, resource).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .map(line -> line.split(";", -1))
                    .map(row -> new FileType(row[0], row[1].equals("yes"), row[2].equals("yes")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
