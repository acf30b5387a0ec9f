package city.senne.data.agreements;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// On what ground personal data are processed: article 6(1) of the GDPR, by its letters.
public enum Basis {
    CONSENT("a"),
    CONTRACT("b"),
    LEGAL_OBLIGATION("c"),
    VITAL_INTERESTS("d"),
    PUBLIC_TASK("e"),
    LEGITIMATE_INTERESTS("f"),
    /// The data are about nobody.
    NO_PERSONAL_DATA("");

    private final String letter;

    Basis(String letter) {
        this.letter = letter;
    }

    /// Empty where the data are about nobody.
    public String letter() {
        return letter;
    }

    /// The name in forms and in words.
    public String apiName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Basis> find(String apiName) {
        return Arrays.stream(values())
                .filter(basis -> basis.apiName().equals(apiName))
                .findFirst();
    }
}
