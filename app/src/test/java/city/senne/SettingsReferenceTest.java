package city.senne;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/// `docs/reference/settings.md` names every setting there is and none that is not, each with its usual value.
class SettingsReferenceTest {
    private static final Path page = Path.of("../docs/reference/settings.md");

    @Test
    void every_setting_of_senne_is_on_the_page_with_its_usual_value() throws Exception {
        Map<String, String> documented = Pattern.compile("(?m)^\\| `(senne\\.[a-z.-]+)` \\| ([^|]*) \\|")
                .matcher(Files.readString(page))
                .results()
                .collect(Collectors.toMap(
                        row -> row.group(1),
                        row -> row.group(2).replace("`", "").strip(),
                        (a, _) -> a,
                        TreeMap::new));
        assertThat(documented).isEqualTo(settings());
    }

    @Test
    void everything_that_senne_sets_of_its_libraries_is_on_the_page() throws IOException {
        Properties set = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            set.load(reader);
        }
        String text = Files.readString(page);
        assertThat(set.stringPropertyNames())
                .allSatisfy(name -> assertThat(text).contains("`" + name + "`"));
        assertThat(Pattern.compile("(?m)^\\| `((?:server|spring|logging|management)\\.[a-zA-Z.-]+)`")
                        .matcher(text)
                        .results()
                        .map((MatchResult row) -> row.group(1)))
                .containsExactlyInAnyOrderElementsOf(set.stringPropertyNames());
    }

    /// The names of all settings with their usual value, empty where there is none.
    private static Map<String, String> settings() throws ClassNotFoundException {
        ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        Map<String, String> settings = new TreeMap<>();
        for (BeanDefinition found : scanner.findCandidateComponents("city.senne")) {
            Class<?> type = Class.forName(found.getBeanClassName());
            String prefix = type.getAnnotation(ConfigurationProperties.class).value();
            Constructor<?> constructor = type.getDeclaredConstructors()[0];
            for (Parameter parameter : constructor.getParameters()) {
                DefaultValue usual = parameter.getAnnotation(DefaultValue.class);
                settings.put(
                        prefix + "." + dashed(parameter.getName()),
                        usual == null ? "" : String.join(", ", usual.value()));
            }
        }
        return settings;
    }

    private static String dashed(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
