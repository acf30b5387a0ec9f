package city.senne.platform.i18n;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.MessagePattern;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VocabularyTest {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern USED = Pattern.compile("words\\.of\\(\\s*\"([^\"]+)\"\\s*[,)]");
    private static final Pattern IN_MENU = Pattern.compile("MenuEntry\\.\\w+\\(\\s*\"([^\"]+)\"");
    private static final Pattern PROBLEM =
            Pattern.compile("(?:new Problem\\(\\s*HttpStatus\\.\\w+,|Problem\\.\\w+\\()\\s*\"([^\"]+)\"");

    private final Vocabulary vocabulary = new Vocabulary(ZoneId.of("Europe/Brussels"));

    @ParameterizedTest
    @EnumSource(Language.class)
    void every_word_exists_in_every_language(Language language) {
        assertThat(vocabulary.keys(language)).containsExactlyInAnyOrderElementsOf(vocabulary.keys(Language.EN));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void every_word_names_the_same_arguments_in_every_language(Language language) {
        for (String key : vocabulary.keys(Language.EN)) {
            assertThat(arguments(language, key)).as(key).isEqualTo(arguments(Language.EN, key));
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void texts_use_the_typographic_apostrophe_because_the_plain_one_quotes_arguments(Language language) {
        for (String key : vocabulary.keys(language)) {
            assertThat(vocabulary.in(language).text(key)).as(key).doesNotContain("'");
        }
    }

    @Test
    void every_word_that_pages_and_code_use_exists() throws IOException {
        Set<String> used = new TreeSet<>();
        for (Path source : sources()) {
            String text = Files.readString(source).replaceAll("(?m)^\\s*///.*$", "");
            for (Pattern pattern : List.of(USED, IN_MENU)) {
                Matcher matcher = pattern.matcher(text);
                while (matcher.find()) used.add(matcher.group(1));
            }
            Matcher problem = PROBLEM.matcher(text);
            while (problem.find()) {
                used.add("problem." + problem.group(1));
                used.add("problem." + problem.group(1) + ".hint");
            }
        }
        assertThat(used).hasSizeGreaterThan(50);
        assertThat(vocabulary.keys(Language.EN)).containsAll(used);
    }

    private Set<Object> arguments(Language language, String key) {
        MessagePattern pattern = new MessagePattern(vocabulary.in(language).text(key));
        Set<Object> names = new TreeSet<>();
        for (int i = 0; i < pattern.countParts(); i++) {
            MessagePattern.Part part = pattern.getPart(i);
            if (part.getType() == MessagePattern.Part.Type.ARG_NUMBER) names.add(part.getValue());
        }
        return names;
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file ->
                            file.toString().endsWith(".java") || file.toString().endsWith(".jte"))
                    .toList();
        }
    }
}
