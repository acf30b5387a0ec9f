package city.senne.trust.credentials;

import city.senne.platform.i18n.Words;
import com.nulabinc.zxcvbn.Zxcvbn;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.util.function.SingletonSupplier;

/// What a password must be: long, and not found soon by who guesses well: usual passwords, words, names, dates, rows of
/// keys, and all of them in disguise. No rules about signs and digits; they make passwords worse.
public final class Password {
    public static final int SHORTEST = 12;
    /// Enough for any sentence; without a limit, hashing could be made to work for hours.
    public static final int LONGEST = 200;

    /// As far as a password is judged: the time for it grows with the square.
    private static final int JUDGED = 100;

    /// Of 0 to 4: more than 100 million guesses are needed, which a slow hash makes long.
    private static final int STRONG = 3;

    /// What is usual here and stands in no list of English passwords.
    private static final List<String> USUAL_HERE = List.of(
            "senne",
            "zenne",
            "motdepasse",
            "mot de passe",
            "wachtwoord",
            "paswoord",
            "bienvenue",
            "bonjour",
            "welkom",
            "azerty",
            "azertyuiop",
            "qsdfghjklm",
            "wxcvbn",
            "bruxelles",
            "brussel",
            "brussels",
            "belgique",
            "belgie",
            "administrateur",
            "beheerder");

    private static final Supplier<Zxcvbn> JUDGE = SingletonSupplier.of(Zxcvbn::new);

    private Password() {}

    /// Why a password is refused.
    public enum Weakness {
        TOO_SHORT,
        TOO_LONG,
        GUESSABLE;

        /// What to do about it.
        public String said(Words words) {
            return switch (this) {
                case TOO_SHORT -> words.of("identity.password.too-short", SHORTEST);
                case TOO_LONG -> words.of("identity.password.too-long", LONGEST);
                case GUESSABLE -> words.of("identity.password.guessable");
            };
        }
    }

    /// @param near what stands near to whoever chooses it, such as her name and the city's: whoever guesses knows it
    /// too
    public static Optional<Weakness> findWeakness(String password, Collection<String> near) {
        if (password.codePointCount(0, password.length()) < SHORTEST) return Optional.of(Weakness.TOO_SHORT);
        if (password.length() > LONGEST) return Optional.of(Weakness.TOO_LONG);
        String judged = password.length() > JUDGED ? password.substring(0, JUDGED) : password;
        List<String> known = Stream.concat(near.stream(), USUAL_HERE.stream())
                .flatMap(Password::asTyped)
                .distinct()
                .toList();
        // A blank or a dash between two names hides nothing, and would count as if it did.
        boolean isStrong = Stream.of(judged, judged.replaceAll("[\\s._-]+", ""))
                .allMatch(each -> JUDGE.get().measure(each, known).getScore() >= STRONG);
        return isStrong ? Optional.empty() : Optional.of(Weakness.GUESSABLE);
    }

    /// A name as it is, in one piece, and each of its words.
    private static Stream<String> asTyped(String name) {
        String plain = name.toLowerCase(Locale.ROOT).strip();
        Stream<String> words = Stream.of(plain.split("[^\\p{L}\\p{N}]+"));
        return Stream.concat(Stream.of(plain, plain.replaceAll("[^\\p{L}\\p{N}]+", "")), words)
                .filter(each -> each.length() > 2);
    }
}
