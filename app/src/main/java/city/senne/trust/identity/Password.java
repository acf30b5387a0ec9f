package city.senne.trust.identity;

import java.util.Locale;
import java.util.Optional;

/// What a password must be: long, and not what anybody would guess first. No rules about signs and digits; they make
/// passwords worse.
final class Password {
    static final int SHORTEST = 12;
    /// Enough for any sentence; without a limit, hashing could be made to work for hours.
    static final int LONGEST = 200;

    private Password() {}

    /// Why a password is refused.
    public enum Weakness {
        TOO_SHORT,
        TOO_LONG,
        GUESSABLE
    }

    static Optional<Weakness> findWeakness(String password, String login) {
        if (password.codePointCount(0, password.length()) < SHORTEST) return Optional.of(Weakness.TOO_SHORT);
        if (password.length() > LONGEST) return Optional.of(Weakness.TOO_LONG);
        String plain = password.toLowerCase(Locale.ROOT);
        boolean repeats = plain.chars().distinct().count() < 4;
        boolean counts = "01234567890123456789".contains(plain) || "abcdefghijklmnopqrstuvwxyz".contains(plain);
        boolean named = plain.replace(login, "")
                        .replace("password", "")
                        .replace("senne", "")
                        .length()
                < 5;
        return repeats || counts || named ? Optional.of(Weakness.GUESSABLE) : Optional.empty();
    }
}
