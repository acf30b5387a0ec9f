package city.senne.engine.odsql;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Letters without accents and capitals: `É` is `e`, `Œ` is `oe`.
public final class LetterFolding {
    /// Latin letters and their accented forms end here.
    private static final int LAST = 0x1EFF;

    private static final Map<Character, String> LIGATURES =
            Map.of('œ', "oe", 'æ', "ae", 'ß', "ss", 'ø', "o", 'đ', "d", 'ł', "l", 'ı', "i");

    private static final String[] FOLDED = new String[LAST + 1];

    /// Lower-case letter to all the letters that are folded to it alone.
    private static final Map<Character, String> VARIANTS = new TreeMap<>();

    static {
        for (int code = 0; code <= LAST; code++) {
            String letter = String.valueOf((char) code);
            String folded = isMark((char) code)
                    ? ""
                    : Normalizer.normalize(letter.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
                            .replaceAll("\\p{M}", "");
            FOLDED[code] = folded.length() == 1 ? LIGATURES.getOrDefault(folded.charAt(0), folded) : folded;
            if (FOLDED[code].length() == 1 && Character.isLetter(code) && code > 0x7F) {
                VARIANTS.merge(FOLDED[code].charAt(0), letter, String::concat);
            }
        }
    }

    /// Marks that stand on letters of the scripts of Europe and the Near East. All of Unicode's (`\pM`) make a pattern
    /// several times slower to read.
    private static final String MARKS = "[\\x{0300}-\\x{036F}\\x{0591}-\\x{05C7}\\x{0610}-\\x{061A}\\x{064B}-\\x{065F}"
            + "\\x{1AB0}-\\x{1AFF}\\x{1DC0}-\\x{1DFF}\\x{20D0}-\\x{20F0}\\x{FE20}-\\x{FE2F}]*";

    private LetterFolding() {}

    private static boolean isMark(char character) {
        int type = Character.getType(character);
        return type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }

    public static String folded(String text) {
        var folded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character <= LAST) folded.append(FOLDED[character]);
            else if (!isMark(character)) folded.append(Character.toLowerCase(character));
        }
        return folded.toString();
    }

    /// A regular expression (RE2) for the word however its letters are accented, composed or capitalised, to be used
    /// without regard to case. Folding the pattern once is several times cheaper than folding every text.
    ///
    /// @param word letters, marks and digits only
    static String pattern(String word) {
        return pattern(word, Integer.MAX_VALUE);
    }

    /// The same for the first letters of the word alone: it matches wherever the whole pattern does.
    static String pattern(String word, int letters) {
        String folded = folded(word);
        var pattern = new StringBuilder();
        for (int i = 0; i < Math.min(folded.length(), letters); i++) {
            String pair = folded.substring(i, Math.min(i + 2, folded.length()));
            char ligature = pair.equals("oe") ? 'œ' : pair.equals("ae") ? 'æ' : pair.equals("ss") ? 'ß' : 0;
            if (ligature == 0) {
                pattern.append(letter(folded.charAt(i)));
            } else {
                pattern.append("(?:" + letter(pair.charAt(0)) + letter(pair.charAt(1)) + "|" + ligature + ")");
                i++;
            }
        }
        return pattern.toString();
    }

    private static String letter(char letter) {
        String variants = VARIANTS.get(letter);
        if (variants == null) return Character.isLetter(letter) ? letter + MARKS : String.valueOf(letter);
        return "[" + letter + variants + "]" + MARKS;
    }
}
