package city.senne.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every reason that the code can give is there in three languages, and none is there for nothing.
class ReasonsTest {
    private static final Path SOURCES = Path.of("src/main/java/city/senne/engine");
    private static final Pattern SHORT = Pattern.compile(
            "(?:Refusal|GeometryProblem)\\s*\\.of\\(\\s*(?:\\w+,\\s*)?\"([a-z0-9-]+)\"|note\\(\\s*\"([a-z0-9-]+)\"");

    @ParameterizedTest
    @CsvSource({"delivery/formats, formats", "geo, geo"})
    void every_reason_exists_in_three_languages(String folder, String area) throws IOException {
        Set<String> used = used(SOURCES.resolve(folder), area);
        assertThat(used).hasSizeGreaterThan(10);
        for (String language : List.of("", "_fr", "_nl")) {
            Properties words = new Properties();
            try (Reader in =
                    Files.newBufferedReader(SOURCES.resolve(folder).resolve("reasons" + language + ".properties"))) {
                words.load(in);
            }
            assertThat(new TreeSet<>(words.stringPropertyNames())).isEqualTo(used);
        }
    }

    private static Set<String> used(Path folder, String area) throws IOException {
        Pattern whole = Pattern.compile("\"(" + area + "\\.[a-z0-9-]+)\"");
        Set<String> used = new TreeSet<>();
        List<Path> files;
        try (Stream<Path> list = Files.list(folder)) {
            files = list.filter(file -> file.toString().endsWith(".java")).toList();
        }
        for (Path file : files) {
            String source = Files.readString(file);
            Matcher found = whole.matcher(source);
            while (found.find()) used.add(found.group(1));
            found = SHORT.matcher(source);
            while (found.find()) used.add(area + "." + (found.group(1) != null ? found.group(1) : found.group(2)));
        }
        return used;
    }
}
