package city.senne;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.platform.i18n.Language;
import city.senne.platform.i18n.Vocabulary;
import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.text.MessagePattern;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/// `docs/reference/errors.md` lists every code with what it means and the way out. `-Dgolden=write` renews the lists;
/// the table of the Explore API is written by hand, and held to the codes in the sources.
class ErrorReferenceTest {
    private static final Path page = Path.of("../docs/reference/errors.md");
    private static final String LISTS = "<!-- From here on written by ErrorReferenceTest; do not edit. -->\n";
    private static final Map<String, String> AREAS = new TreeMap<>(Map.of(
            "csv", "Delimited text",
            "delivery", "Deliveries and description files",
            "formats", "Files of all formats",
            "geo", "Places",
            "types", "Columns and values"));

    @Test
    void the_page_lists_every_problem_and_every_reason() throws IOException {
        String byHand = Files.readString(page);
        byHand = byHand.substring(0, byHand.indexOf(LISTS) + LISTS.length());
        String written = byHand + problems() + reasons();
        if ("write".equals(System.getProperty("golden"))) Files.writeString(page, written);
        assertThat(page).hasContent(written);
    }

    @Test
    void the_page_explains_every_code_of_the_explore_api() throws IOException {
        Pattern code =
                Pattern.compile("(?:new Refusal\\(\\s*HttpStatus\\.\\w+,|body\\(|new OdsqlException\\()\\s*\"(\\w+)\"");
        Set<String> used = new TreeSet<>();
        for (String folder : new String[] {
            "src/main/java/city/senne/data/explore/api", "../engine/src/main/java/city/senne/engine/odsql"
        }) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(".java")).toList()) {
                    code.matcher(Files.readString(file)).results().forEach(found -> used.add(found.group(1)));
                }
            }
        }
        // No question of the Explore API is written in it; the doors of the OGC say `ogc-filter`.
        assertThat(used.remove("CQL2Error")).isTrue();
        Set<String> explained = Pattern.compile("(?m)^\\| [0-9]{3} \\| `([A-Za-z]+)` \\| [^|]+ \\| [^|]+ \\|$")
                .matcher(Files.readString(page))
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(used).hasSizeGreaterThan(8);
        assertThat(explained).isEqualTo(used);
    }

    private static String problems() {
        Vocabulary vocabulary = new Vocabulary(ZoneId.of("Europe/Brussels"));
        StringBuilder text =
                new StringBuilder("\n## Problems\n\n| `code` | what happened | the way out |\n|---|---|---|\n");
        for (String key : new TreeSet<>(vocabulary.keys(Language.EN))) {
            if (!key.startsWith("problem.") || !vocabulary.keys(Language.EN).contains(key + ".hint")) continue;
            text.append("| `%s` | %s | %s |%n"
                    .formatted(
                            key.substring("problem.".length()),
                            vocabulary.in(Language.EN).of(key, "…", "…", "…"),
                            vocabulary.in(Language.EN).of(key + ".hint", "…", "…", "…")));
        }
        return text.toString();
    }

    private static String reasons() throws IOException {
        Map<String, Map<String, String>> byArea = new TreeMap<>();
        String files = "classpath*:city/senne/engine/**/reasons.properties";
        for (Resource file : new PathMatchingResourcePatternResolver().getResources(files)) {
            Properties said = new Properties();
            try (Reader reader = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
                said.load(reader);
            }
            for (String key : said.stringPropertyNames()) {
                byArea.computeIfAbsent(key.substring(0, key.indexOf('.')), _ -> new TreeMap<>())
                        .put(key, shown(said.getProperty(key)));
            }
        }
        assertThat(byArea.keySet()).isEqualTo(AREAS.keySet());
        StringBuilder text = new StringBuilder("\n## Reasons\n");
        byArea.forEach((area, reasons) -> {
            text.append("\n### %s%n%n| code | what is said |%n|---|---|%n".formatted(AREAS.get(area)));
            reasons.forEach((code, said) -> text.append(
                    "| `%s` | %s |%n".formatted(code, said.replace("|", "\\|").replace("\n", " "))));
        });
        return text.toString();
    }

    /// A sentence with dots for what it names.
    private static String shown(String pattern) {
        MessagePattern parts = new MessagePattern(pattern);
        Map<String, Object> arguments = new HashMap<>();
        String name = "";
        for (int i = 0; i < parts.countParts(); i++) {
            MessagePattern.Part part = parts.getPart(i);
            if (part.getType() == MessagePattern.Part.Type.ARG_NUMBER) {
                name = parts.getSubstring(part);
                MessagePattern.Part start = parts.getPart(i - 1);
                switch (start.getArgType()) {
                    case SIMPLE, PLURAL -> arguments.put(name, 7);
                    case SELECT -> arguments.put(name, "other");
                    default -> arguments.putIfAbsent(name, "…");
                }
            }
        }
        return new MessageFormat(pattern, Locale.ENGLISH).format(arguments);
    }
}
