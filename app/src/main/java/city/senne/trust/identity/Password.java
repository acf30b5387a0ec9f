package city.senne.trust.identity;

import city.senne.platform.i18n.Words;
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
        GUESSABLE;

        /// What to do about it.
        String said(Words words) {
            return switch (this) {
                case TOO_SHORT -> words.of("identity.password.too-short", SHORTEST);
                case TOO_LONG -> words.of("identity.password.too-long", LONGEST);
                case GUESSABLE -> words.of("identity.password.guessable");
            };
        }
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
