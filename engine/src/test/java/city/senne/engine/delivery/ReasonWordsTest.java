package city.senne.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.MessageFormat;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever we decide, reject or refuse can be read in French, Dutch and English.
class ReasonWordsTest {
    private static final Path SOURCES = Path.of("src/main/java/city/senne/engine/delivery");

    @ParameterizedTest
    @ValueSource(strings = {"csv", "types"})
    void every_reason_has_words_in_three_languages(String area) throws IOException {
        TreeSet<String> used = new TreeSet<>();
        Pattern code = Pattern.compile("\"(" + area + "\\.[a-z0-9-]+)\"");
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                Matcher matcher = code.matcher(Files.readString(file));
                while (matcher.find()) used.add(matcher.group(1));
            }
        }
        for (String language : new String[] {"", "_fr", "_nl"}) {
            Properties words = new Properties();
            try (Reader in = Files.newBufferedReader(SOURCES.resolve(area + "/reasons" + language + ".properties"))) {
                words.load(in);
            }
            assertThat(new TreeSet<>(words.stringPropertyNames()))
                    .as(area + language)
                    .isEqualTo(used);
            for (String key : words.stringPropertyNames()) {
                assertThat(new MessageFormat(words.getProperty(key), Locale.FRENCH).toPattern())
                        .as(key)
                        .isNotBlank();
            }
        }
    }
}
