package city.senne.platform.i18n;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Map;
import java.util.TreeMap;

/// A text in one or several languages, by ISO 639-1 code; `und` where nobody said which language it is.
public record Translated(@JsonValue Map<String, String> byLanguage) {
    public static final String UNDETERMINED = "und";
    public static final Translated EMPTY = new Translated(Map.of());

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Translated {
        byLanguage = Map.copyOf(byLanguage);
    }

    /// A text whose language nobody told; empty when blank.
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Translated of(String text) {
        return text.isBlank() ? EMPTY : new Translated(Map.of(UNDETERMINED, text));
    }

    /// The text in that language, else in whichever there is; empty when there is none.
    public String in(String language) {
        String found = byLanguage.get(language);
        if (found != null) return found;
        String unsaid = byLanguage.get(UNDETERMINED);
        if (unsaid != null) return unsaid;
        return byLanguage.isEmpty()
                ? ""
                : new TreeMap<>(byLanguage).firstEntry().getValue();
    }

    public boolean isEmpty() {
        return byLanguage.isEmpty();
    }
}
