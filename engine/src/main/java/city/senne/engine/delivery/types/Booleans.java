package city.senne.engine.delivery.types;

import java.util.List;

/// The pairs of words that people write for true and false.
enum Booleans {
    TRUE_FALSE("true", "false"),
    OUI_NON("oui", "non"),
    JA_NEE("ja", "nee"),
    JA_NEEN("ja", "neen"),
    VRAI_FAUX("vrai", "faux"),
    WAAR_ONWAAR("waar", "onwaar"),
    YES_NO("yes", "no"),
    JA_NEIN("ja", "nein"),
    O_N("o", "n"),
    Y_N("y", "n"),
    J_N("j", "n");

    static final List<Booleans> ALL = List.of(values());

    final String yes;
    final String no;

    Booleans(String yes, String no) {
        this.yes = yes;
        this.no = no;
    }

    /// Words of one letter say nothing alone, they need both values of the pair in a column.
    boolean isLetter() {
        return yes.length() == 1;
    }

    boolean isYes(String text, int from, int to) {
        return to - from == yes.length() && text.regionMatches(true, from, yes, 0, yes.length());
    }

    boolean isNo(String text, int from, int to) {
        return to - from == no.length() && text.regionMatches(true, from, no, 0, no.length());
    }

    /// One of the whole words of any pair.
    static boolean isWord(String text, int from, int to) {
        int length = to - from;
        if (length < 2 || length > 6) return false;
        for (Booleans pair : ALL) {
            if (!pair.isLetter() && (pair.isYes(text, from, to) || pair.isNo(text, from, to))) return true;
        }
        return false;
    }
}
