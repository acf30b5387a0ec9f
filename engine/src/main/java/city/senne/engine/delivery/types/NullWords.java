package city.senne.engine.delivery.types;

import city.senne.engine.delivery.ReadingOptions;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// Words that mean "no value", whatever their case. Only words that can hardly mean anything else:
/// "inconnu", "aucun" or "geen" are values, since somebody found out that nothing is known or that
/// there is none.
public final class NullWords {
    /// Signs: in a column of text they mean "no value" unless other cells hold signs too (`+`, `-`).
    private static final Set<String> SIGNS =
            Set.of("-", "--", "---", "–", "—", ".", "..", "...", "?", "??", "/", "*", "(-)");
    /// Short words that may be a code or an abbreviation; in a column of text only taken among longer
    /// texts.
    private static final Set<String> SHORT = Set.of("na", "nd", "n.d.", "n.d", "nil", "nr", "nb", "n.b.");

    private static final List<String> MACHINE = List.of(
            "n/a",
            "n.a.",
            "n.a",
            "#n/a",
            "n/d",
            "null",
            "nan",
            "<null>",
            "(null)",
            "[null]",
            "\\n",
            "#na",
            "<na>",
            "none",
            "undefined",
            "n/c");
    private static final List<String> SPREADSHEET = List.of(
            "#ref!",
            "#value!",
            "#valeur!",
            "#waarde!",
            "#div/0!",
            "#deel/0!",
            "#name?",
            "#nom?",
            "#naam?",
            "#null!",
            "#nul!",
            "#num!",
            "#nombre!",
            "#getal!",
            "#n/b",
            "#verw!");
    private static final List<String> ENGLISH =
            List.of("not available", "not applicable", "not provided", "no data", "missing", "(blank)", "(empty)");
    private static final List<String> FRENCH = List.of(
            "non renseigné",
            "non renseignée",
            "non renseignés",
            "non renseigne",
            "non disponible",
            "non disponibles",
            "données non disponibles",
            "donnée non disponible",
            "pas de données",
            "(données non disponibles)",
            "non communiqué",
            "non applicable",
            "n.r.",
            "(vide)");
    private static final List<String> DUTCH = List.of(
            "niet ingevuld",
            "niet beschikbaar",
            "niet gekend",
            "geen gegevens",
            "gegevens niet beschikbaar",
            "niet van toepassing",
            "n.v.t.",
            "nvt",
            "(leeg)");

    /// Ours, when the publisher names none.
    public static final NullWords STANDARD = of(Stream.of(SIGNS, SHORT, MACHINE, SPREADSHEET, ENGLISH, FRENCH, DUTCH)
            .flatMap(Collection::stream)
            .toList());

    private final Set<String> words;
    private final int longest;
    private final int longestInBytes;
    private final boolean[] firstLetters = new boolean[128];

    private NullWords(Set<String> words) {
        this.words = words;
        this.longest = words.stream().mapToInt(String::length).max().orElse(0);
        this.longestInBytes = words.stream()
                .mapToInt(word -> Math.max(utf8Length(word), utf8Length(word.toUpperCase(Locale.ROOT))))
                .max()
                .orElse(0);
        for (String word : words) {
            for (char c :
                    new char[] {word.charAt(0), word.toUpperCase(Locale.ROOT).charAt(0)}) {
                if (c < 128) firstLetters[c] = true;
            }
        }
    }

    /// The words that the publisher names, else ours.
    public static NullWords of(ReadingOptions options) {
        return options.nullWords() == null ? STANDARD : of(options.nullWords());
    }

    private static int utf8Length(String word) {
        return word.getBytes(StandardCharsets.UTF_8).length;
    }

    /// These words and no others; the empty cell always means "no value".
    public static NullWords of(List<String> words) {
        Set<String> lower = new HashSet<>();
        for (String word : words) {
            String key = word.strip().toLowerCase(Locale.ROOT);
            if (!key.isEmpty()) lower.add(key);
        }
        return new NullWords(lower);
    }

    boolean matches(String text, int from, int to) {
        if (to - from > longest || to == from) return false;
        char first = text.charAt(from);
        if (first < 128 && !firstLetters[first]) return false;
        return words.contains(text.substring(from, to).toLowerCase(Locale.ROOT));
    }

    /// Whether the text, without blanks around it, is one of the words.
    public boolean matches(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && CellKind.isBlank(text.charAt(from))) from++;
        while (to > from && CellKind.isBlank(text.charAt(to - 1))) to--;
        return matches(text, from, to);
    }

    /// Whether bytes of UTF-8 are one of the words; says so of millions of cells without making texts of them.
    boolean matches(byte[] utf8, int from, int to) {
        if (to - from > longestInBytes || to == from) return false;
        byte first = utf8[from];
        if (first >= 0 && !firstLetters[first]) return false;
        return matches(new String(utf8, from, to - from, StandardCharsets.UTF_8));
    }

    /// The same list without some of its words.
    NullWords without(List<String> others) {
        Set<String> left = new HashSet<>(words);
        for (String other : others) left.remove(other.toLowerCase(Locale.ROOT));
        return new NullWords(left);
    }

    public static boolean isSign(String word) {
        return SIGNS.contains(word);
    }

    static boolean isShort(String word) {
        return SHORT.contains(word);
    }

    @Override
    public String toString() {
        return Arrays.toString(words.stream().sorted().toArray());
    }
}
