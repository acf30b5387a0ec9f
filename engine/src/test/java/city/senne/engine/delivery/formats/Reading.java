package city.senne.engine.delivery.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import city.senne.engine.delivery.Decision;
import city.senne.engine.delivery.Decision.Aspect;
import city.senne.engine.delivery.ReadingOptions;
import city.senne.engine.delivery.RowReader;
import city.senne.engine.delivery.SourceColumn;
import city.senne.engine.delivery.SourceRow;
import city.senne.engine.delivery.UnreadableDelivery;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A file read to its end, as tests look at it.
record Reading(List<SourceColumn> columns, List<SourceRow> rows, List<Decision> decisions) {

    static Reading of(Path file, String name, ReadingOptions options, Limits limits, Path work) throws IOException {
        try (RowReader reader = new Formats(work, limits).open(file, name, options)) {
            List<SourceRow> rows = new ArrayList<>();
            for (SourceRow row; (row = reader.next()) != null; ) {
                assertThat(row.cells()).hasSameSizeAs(reader.columns());
                rows.add(row);
            }
            assertThat(reader.progress()).isBetween(0.0, 1.0);
            return new Reading(reader.columns(), rows, reader.decisions());
        } finally {
            try (Stream<Path> left = Files.list(work)) {
                assertThat(left).as("nothing is left behind").isEmpty();
            }
        }
    }

    static Reading of(Path file) throws IOException {
        return of(file, ReadingOptions.NONE);
    }

    static Reading of(Path file, ReadingOptions options) throws IOException {
        Path work = Files.createTempDirectory("formats");
        try {
            return of(file, file.getFileName().toString(), options, Limits.USUAL, work);
        } finally {
            Files.delete(work);
        }
    }

    static Reading ofText(String name, String text) throws IOException {
        return ofBytes(name, text.getBytes(StandardCharsets.UTF_8));
    }

    static Reading ofBytes(String name, byte[] bytes) throws IOException {
        return ofBytes(name, bytes, ReadingOptions.NONE);
    }

    static Reading ofBytes(String name, byte[] bytes, ReadingOptions options) throws IOException {
        Path file = Files.createTempFile("delivered", ".bin");
        Path work = Files.createTempDirectory("formats");
        try {
            Files.write(file, bytes);
            return of(file, name, options, Limits.USUAL, work);
        } finally {
            Files.delete(file);
            Files.delete(work);
        }
    }

    /// The code with which a file is refused.
    static String refusal(String name, String text) {
        return refusal(name, text.getBytes(StandardCharsets.UTF_8));
    }

    static String refusal(String name, byte[] bytes) {
        UnreadableDelivery refused = catchThrowableOfType(UnreadableDelivery.class, () -> ofBytes(name, bytes));
        assertThat(refused).as("refused").isNotNull();
        return refused.reason().code();
    }

    static ReadingOptions sheet(String name) {
        return new ReadingOptions(null, null, null, null, name, null, null, null, Map.of());
    }

    List<String> headers() {
        return columns.stream().map(SourceColumn::header).toList();
    }

    List<Object> row(int index) {
        return Arrays.asList(rows.get(index).cells());
    }

    /// Headers, then rows, cells separated by bars.
    String asTable() {
        return Stream.concat(Stream.of(headers()), rows.stream().map(SourceRow::asText))
                .map(cells -> String.join(" | ", cells).stripTrailing())
                .collect(Collectors.joining("\n", "", "\n"));
    }

    List<String> problems() {
        return rows.stream()
                .filter(row -> row.problem() != null)
                .map(row -> row.line() + " " + row.problem().reason().code())
                .toList();
    }

    String decision(Aspect aspect) {
        return decisions.stream()
                .filter(decision -> decision.aspect() == aspect)
                .map(decision ->
                        decision.value() + " because " + decision.reason().code())
                .collect(Collectors.joining("; "));
    }
}
