package city.senne.engine.delivery.types;

import com.ibm.icu.text.Transliterator;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.Set;

/// Makes field names of headers: `Année de plantation (FR)` becomes `annee_de_plantation_fr`. No two
/// alike, no word of the query language, never two underscores in a row (they are the lake's), at most
/// 63 characters.
public final class FieldNames {
    private static final int LONGEST = 63;
    /// Words that structure a query; names of functions are no trouble.
    private static final Set<String> RESERVED = Set.of(
            "and", "as", "asc", "between", "by", "desc", "false", "from", "group", "in", "is", "like", "limit", "not",
            "null", "offset", "or", "order", "select", "true", "where");

    private static final class Latin {
        static final Transliterator LETTERS = Transliterator.getInstance("Any-Latin; Latin-ASCII");
    }

    private final Set<String> taken = new HashSet<>();

    /// A name that nothing else bears yet, for a header or for a name that somebody chose.
    public String take(String header) {
        String wanted = slug(header);
        String name = wanted;
        for (int number = 2; !taken.add(name); number++) {
            String suffix = "_" + number;
            String stem = wanted.substring(0, Math.min(wanted.length(), LONGEST - suffix.length()));
            name = (stem.endsWith("_") ? stem.substring(0, stem.length() - 1) : stem) + suffix;
        }
        return name;
    }

    /// Keeps a name for a field that has it already.
    public void reserve(String name) {
        taken.add(name);
    }

    /// The name that a header would bear if no other did.
    public static String slug(String header) {
        String name = letters(header);
        if (name.isEmpty()) name = "field";
        if (name.charAt(0) >= '0' && name.charAt(0) <= '9') name = "_" + name;
        if (name.length() > LONGEST) name = name.substring(0, LONGEST);
        if (name.endsWith("_")) name = name.substring(0, name.length() - 1);
        return RESERVED.contains(name) ? name + "_field" : name;
    }

    /// Whether the name says no more and no less than the header: case, accents and punctuation aside.
    static boolean isPlainly(String name, String header) {
        String plain = letters(header);
        return name.equals(plain) || name.equals("_" + plain);
    }

    private static String letters(String header) {
        String text = header;
        if (!isLatin(text)) text = Latin.LETTERS.transliterate(text);
        text = Normalizer.normalize(text, Normalizer.Form.NFD);
        StringBuilder name = new StringBuilder(text.length());
        boolean gap = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 'A' && c <= 'Z') c += 32;
            if (Character.getType(c) == Character.NON_SPACING_MARK) continue;
            String plain = switch (c) {
                case 'œ', 'Œ' -> "oe";
                case 'æ', 'Æ' -> "ae";
                case 'ß' -> "ss";
                case 'ø', 'Ø' -> "o";
                default -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' ? String.valueOf(c) : "";
            };
            if (plain.isEmpty()) {
                gap = !name.isEmpty();
            } else {
                if (gap) name.append('_');
                gap = false;
                name.append(plain);
            }
        }
        return name.toString();
    }

    private static boolean isLatin(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x250 && Character.isLetter(c)) return false;
        }
        return true;
    }
}
