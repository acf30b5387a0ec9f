package city.senne.platform.i18n;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/// All words of all modules: the files `messages_fr.properties`, `messages_nl.properties` and
/// `messages_en.properties` (UTF-8) that lie beside a module's Java.
@Component
public class Vocabulary {
    private final Map<Language, Words> words = new EnumMap<>(Language.class);

    /// @param zone where the city is: times are shown as its clocks show them
    @Autowired
    public Vocabulary(@Value("${senne.time-zone:Europe/Brussels}") ZoneId zone) {
        for (Language language : Language.values()) {
            words.put(language, new Words(language, zone, texts(language)));
        }
    }

    public Words in(Language language) {
        return Objects.requireNonNull(words.get(language));
    }

    /// The keys that exist in a language.
    public Set<String> keys(Language language) {
        return in(language).keys();
    }

    private static Map<String, String> texts(Language language) {
        Map<String, String> texts = new HashMap<>();
        try {
            String files = "classpath*:city/senne/**/messages_" + language.tag() + ".properties";
            for (Resource file : new PathMatchingResourcePatternResolver().getResources(files)) {
                Properties properties = new Properties();
                try (var reader = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
                    properties.load(reader);
                }
                for (String key : properties.stringPropertyNames()) {
                    String text =
                            language == Language.FR ? spaced(properties.getProperty(key)) : properties.getProperty(key);
                    if (texts.put(key, text) != null) {
                        throw new IllegalStateException("Two modules speak of '" + key + "', one of them in " + file);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(texts);
    }

    /// French sets its high punctuation off with a blank that must not break.
    private static String spaced(String french) {
        return french.replaceAll(" (?=[:;?!»])", "\u00A0").replaceAll("(?<=«) ", "\u00A0");
    }
}
