package city.senne.platform.i18n;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// A text in one or several languages, by ISO 639-1 code; `und` where nobody said which language it is.
public record Translated(@JsonValue Map<String, String> byLanguage) {
    public static final String UNDETERMINED = "und";
    public static final Translated EMPTY = new Translated(Map.of());

    private static final List<String> PAGES =
            Stream.of(Language.values()).map(Language::tag).toList();

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Translated {
        byLanguage = Map.copyOf(byLanguage);
    }

    /// A text whose language nobody told; empty when blank.
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Translated of(String text) {
        return text.isBlank() ? EMPTY : new Translated(Map.of(UNDETERMINED, text));
    }

    /// The text in that language, else in whichever of the pages' languages there is, else in any; what is in no
    /// language counts least. Empty when there is none.
    public String in(String language) {
        return byLanguage.getOrDefault(languageFor(language), "");
    }

    /// The language of the text that a reader of another one gets; `und` when there is none.
    public String languageFor(String language) {
        Stream<String> others = byLanguage.keySet().stream()
                .filter(each -> !each.equals(UNDETERMINED))
                .sorted();
        return Stream.of(Stream.of(language), PAGES.stream(), others)
                .flatMap(each -> each)
                .filter(byLanguage::containsKey)
                .findFirst()
                .orElse(UNDETERMINED);
    }

    /// Whether there is a text, and nobody said in which language.
    public boolean isUndetermined() {
        return byLanguage.keySet().equals(Set.of(UNDETERMINED));
    }

    /// The same with its text of no language given to that language, if that one has none yet.
    public Translated settledIn(String language) {
        String unsaid = byLanguage.get(UNDETERMINED);
        if (unsaid == null || byLanguage.containsKey(language)) return this;
        Map<String, String> settled = new HashMap<>(byLanguage);
        settled.put(language, unsaid);
        return new Translated(settled).determined();
    }

    /// The same without a text of no language.
    public Translated determined() {
        Map<String, String> determined = new HashMap<>(byLanguage);
        determined.remove(UNDETERMINED);
        return new Translated(determined);
    }

    public boolean isEmpty() {
        return byLanguage.isEmpty();
    }
}
