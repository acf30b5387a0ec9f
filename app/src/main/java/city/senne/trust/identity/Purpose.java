package city.senne.trust.identity;

import city.senne.platform.web.Entries;
import city.senne.platform.web.Problem;
import java.util.Locale;
import java.util.regex.Pattern;

/// For what somebody reads, as she says it herself: with each question, for a session, or for all that a key asks.
///
/// @param text of one line; empty when she says nothing
public record Purpose(String text) {
    public static final Purpose NONE = new Purpose("");
    public static final int LONGEST = 200;

    private static final Pattern MARKS = Pattern.compile("[\\u061C\\u200E\\u200F]");
    private static final Pattern BROKEN = Pattern.compile("[\\p{Cntrl}\\p{Cs}\\p{Cn}\\uFFFD]");
    private static final Pattern AGREEMENT = Pattern.compile("(?:agreement )?(\\d{1,18})");

    /// Throws Problem for what is too long, or no plain text of one line.
    public static Purpose read(String said) {
        String text = said.strip();
        if (BROKEN.matcher(text).find()) throw Problem.invalid("purpose-broken");
        String plain = MARKS.matcher(Entries.plain(text)).replaceAll("").strip().replaceAll("\\s+", " ");
        if (plain.codePointCount(0, plain.length()) > LONGEST) throw Problem.invalid("purpose-too-long", LONGEST);
        return plain.isEmpty() ? NONE : new Purpose(plain);
    }

    /// Whether who says exactly this is understood.
    public static boolean canBeSaid(String text) {
        try {
            return read(text).is(text);
        } catch (Problem unsayable) {
            return false;
        }
    }

    /// How an agreement is said for a purpose.
    public static String ofAgreement(long number) {
        return "agreement " + number;
    }

    public boolean isSaid() {
        return !text.isEmpty();
    }

    /// Whether it is this text, but for its case and the blanks around it.
    public boolean is(String other) {
        return isSaid() && folded(text).equals(folded(other));
    }

    /// Whether it names this agreement: `agreement 12`, or `12`.
    public boolean isAgreement(long number) {
        var named = AGREEMENT.matcher(folded(text));
        return named.matches() && Long.parseLong(named.group(1)) == number;
    }

    /// Whether it reads as the number of an agreement, whichever.
    public boolean namesAgreement() {
        return AGREEMENT.matcher(folded(text)).matches();
    }

    private static String folded(String text) {
        return text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }
}
