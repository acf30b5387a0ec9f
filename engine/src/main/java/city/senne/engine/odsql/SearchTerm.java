package city.senne.engine.odsql;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One word that is looked for.
///
/// @param word letters, marks and digits only, as typed
/// @param prefix a longer word will do that starts so
/// @param typos how many letters may be wrong, missing, too many or swapped
record SearchTerm(String word, boolean prefix, int typos) {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}\\p{M}]+(\\*?)");

    /// The longest word of a dictionary has some 60; patterns of many hundreds are more than the engine takes.
    private static final int MOST_LETTERS = 100;
    private static final int MOST_WORDS = 50;

    /// Whole words, or the beginnings of words for those with a star.
    static List<SearchTerm> exactly(String text) {
        return read(text, false);
    }

    /// Beginnings of words.
    static List<SearchTerm> beginnings(String text) {
        return read(text, false).stream()
                .map(term -> new SearchTerm(term.word, true, 0))
                .toList();
    }

    /// Words that are nearly so; the last may be unfinished.
    static List<SearchTerm> nearly(String text) {
        List<SearchTerm> terms = new ArrayList<>(read(text, true));
        if (!terms.isEmpty()) {
            SearchTerm last = terms.removeLast();
            terms.add(new SearchTerm(last.word, true, last.typos));
        }
        return terms;
    }

    private static List<SearchTerm> read(String text, boolean tolerant) {
        List<SearchTerm> terms = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            String word = matcher.group().replace("*", "");
            if (word.length() > MOST_LETTERS) {
                throw OdsqlException.malformed("The search has a word of more than " + MOST_LETTERS + " letters");
            }
            if (LetterFolding.folded(word).isEmpty()) continue;
            terms.add(new SearchTerm(word, !matcher.group(1).isEmpty(), tolerant ? typos(word) : 0));
            refuseMoreThanMost(terms.size());
        }
        return terms;
    }

    private static int typos(String word) {
        int length = LetterFolding.folded(word).length();
        return length < 3 ? 0 : length <= 5 ? 1 : 2;
    }

    /// Each word costs the engine time before the first row is read, which no limit of time interrupts.
    static void refuseMoreThanMost(int words) {
        if (words > MOST_WORDS) throw OdsqlException.malformed("The search has more than " + MOST_WORDS + " words");
    }
}
