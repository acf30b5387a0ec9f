package city.senne.engine.delivery.formats;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.engine.delivery.ReadingOptions;
import city.senne.engine.delivery.RowReader;
import city.senne.engine.delivery.SourceRow;
import city.senne.engine.delivery.UnreadableDelivery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever was given is read to its end or refused with a reason; nothing else may happen.
class GivenFilesTest {
    private static final Set<String> FORMATS = Set.of(
            "xls", "xlsx", "xlsm", "ods", "json", "geojson", "js", "parquet", "zip", "gz", "gpkg", "dbf", "shp", "pdf",
            "rdf");

    @TempDir
    Path work;

    @Test
    void every_given_file_is_read_or_refused() throws Exception {
        Path given = Given.file("");
        List<Path> files;
        try (Stream<Path> walk = Files.walk(given)) {
            files = walk.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("/standards/"))
                    .filter(file -> FORMATS.contains(Format.extension(file.toString())))
                    .sorted()
                    .toList();
        }
        TreeMap<String, Integer> outcomes = new TreeMap<>();
        StringBuilder report = new StringBuilder();
        for (Path file : files) {
            long start = System.nanoTime();
            String outcome = outcome(file);
            outcomes.merge(outcome.split(" ")[0], 1, Integer::sum);
            report.append("%6d ms %s: %s%n"
                    .formatted((System.nanoTime() - start) / 1_000_000, given.relativize(file), outcome));
        }
        Files.writeString(Path.of("target/given-files.txt"), report.toString());
        assertThat(outcomes).containsKey("read");
        try (Stream<Path> left = Files.list(work)) {
            assertThat(left).isEmpty();
        }
    }

    private String outcome(Path file) throws IOException {
        try (RowReader reader =
                new Formats(work, Limits.USUAL).open(file, String.valueOf(file.getFileName()), ReadingOptions.NONE)) {
            long rows = 0;
            long problems = 0;
            String first = "";
            for (SourceRow row; (row = reader.next()) != null; rows++) {
                if (row.problem() != null && problems++ == 0)
                    first = " " + row.problem().reason().code();
            }
            return "read %d rows %d columns %d problems%s"
                    .formatted(rows, reader.columns().size(), problems, first);
        } catch (UnreadableDelivery refused) {
            return "refused " + refused.reason().code() + ": " + refused.getMessage();
        }
    }
}
