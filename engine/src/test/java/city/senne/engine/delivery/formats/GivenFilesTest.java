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

    /// Larger ones are read in other tests and in benchmarks; here it is about variety.
    private static final long LARGEST = 3 << 20;

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
                    .filter(file -> file.toFile().length() < LARGEST)
                    .sorted()
                    .toList();
        }
        TreeMap<String, Integer> outcomes = new TreeMap<>();
        for (Path file : files) outcomes.merge(outcome(file), 1, Integer::sum);
        assertThat(outcomes.get("read")).isGreaterThan(files.size() * 3 / 4);
        assertThat(outcomes.keySet())
                .isSubsetOf(
                        "read",
                        "formats.topojson",
                        "formats.not-a-table",
                        "formats.xls-too-old",
                        "formats.json-no-rows");
        try (Stream<Path> left = Files.list(work)) {
            assertThat(left).isEmpty();
        }
    }

    private String outcome(Path file) throws IOException {
        try (RowReader reader =
                new Formats(work, Limits.USUAL).open(file, String.valueOf(file.getFileName()), ReadingOptions.NONE)) {
            for (SourceRow row; (row = reader.next()) != null; ) {
                assertThat(row.cells()).hasSameSizeAs(reader.columns());
            }
            return "read";
        } catch (UnreadableDelivery refused) {
            return refused.reason().code();
        }
    }
}
