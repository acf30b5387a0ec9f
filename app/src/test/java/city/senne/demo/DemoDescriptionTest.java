package city.senne.demo;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// The invented city speaks three languages, down to its columns.
class DemoDescriptionTest {
    private static final Set<?> LANGUAGES = Set.of("fr", "nl", "en");

    @TempDir
    private Path folder;

    static Stream<FillDemo.Filled> sources() {
        return FillDemo.sources().stream();
    }

    @ParameterizedTest
    @MethodSource("sources")
    void every_column_keyword_and_publisher_is_said_in_three_languages(FillDemo.Filled dataset) throws Exception {
        var said = (Map<?, ?>) requireNonNull(
                new Load(LoadSettings.builder().build()).loadFromString(FillDemo.description(dataset.id())));
        for (String word : List.of("title", "description", "publisher", "keywords")) {
            assertThat(((Map<?, ?>) requireNonNull(said.get(word), word)).keySet())
                    .as(word)
                    .isEqualTo(LANGUAGES);
        }
        var fields = (Map<?, ?>) requireNonNull(said.get("fields"));
        List<String> columns = new ArrayList<>(headers(dataset.source().write(folder)));
        if (columns.contains("Latitude")) columns.add("geo_point_2d");
        for (String header : columns) {
            Object label = ((Map<?, ?>) requireNonNull(fields.get(header), header)).get("label");
            // One text serves all three where it is the same in each.
            if (label instanceof Map<?, ?> languages) {
                assertThat(languages.keySet()).as(header).isEqualTo(LANGUAGES);
            } else {
                assertThat(label).as(header).isIn("Station", "Code");
            }
        }
    }

    /// A line above the header has no columns filled but the first.
    private static List<String> headers(Path file) throws Exception {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            return lines.lines()
                    .limit(2)
                    .filter(line -> !line.contains(";;"))
                    .findFirst()
                    .map(line -> Stream.of(line.split(";"))
                            .map(header -> header.replace("\"", ""))
                            .toList())
                    .orElseThrow();
        }
    }
}
