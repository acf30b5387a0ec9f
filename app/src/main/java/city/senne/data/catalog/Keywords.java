package city.senne.data.catalog;

import city.senne.platform.i18n.Translated;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Words by which a dataset is found, in one or several languages, by ISO 639-1 code; `und` where nobody said which
/// language they are.
public record Keywords(@JsonValue Map<String, List<String>> byLanguage) {
    public static final Keywords NONE = new Keywords(Map.of());

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Keywords {
        byLanguage = byLanguage.entrySet().stream()
                .filter(said -> !said.getValue().isEmpty())
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey,
                        said -> said.getValue().stream().distinct().toList()));
    }

    /// Words whose language nobody told.
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Keywords of(List<String> words) {
        return new Keywords(Map.of(Translated.UNDETERMINED, words));
    }

    /// The words in that language and those of no language; when there are none, those of whichever there is.
    public List<String> in(String language) {
        List<String> found = Stream.of(language, Translated.UNDETERMINED)
                .flatMap(each -> byLanguage.getOrDefault(each, List.of()).stream())
                .distinct()
                .toList();
        return found.isEmpty() && !isEmpty()
                ? new TreeMap<>(byLanguage).firstEntry().getValue()
                : found;
    }

    /// The words of all languages.
    public List<String> all() {
        return byLanguage.values().stream().flatMap(List::stream).distinct().toList();
    }

    public boolean isEmpty() {
        return byLanguage.isEmpty();
    }
}
