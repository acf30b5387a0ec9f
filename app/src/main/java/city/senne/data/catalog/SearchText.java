package city.senne.data.catalog;

import city.senne.engine.table.Field;
import city.senne.platform.i18n.Translated;
import com.ibm.icu.text.Transliterator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Texts without case, accents and signs, so that `crèche`, `CRECHE` and `creche` find each other.
final class SearchText {
    static final List<String> LANGUAGES = List.of("fr", "nl", "en");

    private static final Transliterator FOLD = Transliterator.getInstance("NFKD; [:Nonspacing Mark:] Remove; NFC");
    private static final int LONGEST = 60_000;
    private static final int LONGEST_WORD = 40;
    private static final int MOST_WORDS = 10;

    private SearchText() {}

    /// The words somebody searches for, without doubles.
    static List<String> words(String search) {
        return Arrays.stream(fold(search).split(" "))
                .filter(word -> !word.isEmpty())
                .map(word -> word.length() > LONGEST_WORD ? word.substring(0, LONGEST_WORD) : word)
                .distinct()
                .limit(MOST_WORDS)
                .toList();
    }

    /// Letters and digits in lower case, one blank between words.
    static String fold(String text) {
        String folded = FOLD.transliterate(text)
                .toLowerCase(Locale.ROOT)
                .replace("œ", "oe")
                .replace("æ", "ae")
                .replace("ß", "ss");
        return folded.replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
    }

    static String title(Dataset dataset) {
        return fold(dataset.title("fr"));
    }

    /// What is said in a language, and what nobody said the language of.
    static String in(String language, Translated text) {
        return cut(Stream.of(language, Translated.UNDETERMINED)
                .map(each -> text.byLanguage().getOrDefault(each, ""))
                .collect(Collectors.joining(" ")));
    }

    static String all(Translated text) {
        return cut(String.join(" ", text.byLanguage().values()));
    }

    /// Keywords, themes and publisher: short and chosen.
    static String marks(Dataset dataset) {
        Dataset.Description said = dataset.description();
        List<String> marks = new ArrayList<>(said.keywords().all());
        LANGUAGES.forEach(language -> marks.addAll(dataset.themes(language)));
        marks.addAll(said.publisher().byLanguage().values());
        return cut(String.join(" ", marks));
    }

    /// The id, and what the fields are called.
    static String names(Dataset dataset) {
        // Who finds a dataset by the name of a field must see that field.
        if (!dataset.subject().tellsFields()) return dataset.id().value();
        List<String> names = new ArrayList<>(List.of(dataset.id().value()));
        for (Field field : dataset.fields(dataset.current(), "fr").fields()) {
            names.add(field.name());
            field.formerly().forEach(former -> names.add(former.name()));
            names.add(field.label());
        }
        dataset.current()
                .words()
                .values()
                .forEach(words -> names.addAll(words.label().byLanguage().values()));
        dataset.description()
                .fields()
                .values()
                .forEach(notes -> names.addAll(notes.label().byLanguage().values()));
        return cut(String.join(" ", names));
    }

    /// Whether the words of a term stand together in what is said of the dataset, the last at least as the beginning of
    /// a word.
    static boolean tells(Dataset dataset, String term) {
        String phrase = " " + fold(term);
        Dataset.Description said = dataset.description();
        return Stream.concat(
                        Stream.of(said.title(), said.text()).flatMap(text -> text.byLanguage().values().stream()),
                        Stream.of(marks(dataset), names(dataset)))
                .anyMatch(text -> (" " + cut(text)).contains(phrase));
    }

    /// The words by which misspelt ones are put right.
    static Set<String> known(Dataset dataset) {
        return Stream.of(all(dataset.description().title()), marks(dataset))
                .flatMap(text -> Arrays.stream(text.split(" ")))
                .filter(word -> word.length() >= 4 && word.length() <= LONGEST_WORD)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// Every three signs in a row, with blanks around the word: two before, one behind.
    static String[] trigrams(String word) {
        String padded = "  " + word + " ";
        Set<String> trigrams = new TreeSet<>();
        for (int i = 0; i + 3 <= padded.length(); i++) trigrams.add(padded.substring(i, i + 3));
        return trigrams.toArray(String[]::new);
    }

    /// How many signs must be changed, added, left out or swapped to make one word of the other.
    static int distance(String one, String other) {
        int[][] steps = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) steps[i][0] = i;
        for (int j = 0; j <= other.length(); j++) steps[0][j] = j;
        for (int i = 1; i <= one.length(); i++) {
            for (int j = 1; j <= other.length(); j++) {
                int same = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                int least = Math.min(steps[i - 1][j - 1] + same, Math.min(steps[i - 1][j], steps[i][j - 1]) + 1);
                boolean swapped = i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1);
                steps[i][j] = swapped ? Math.min(least, steps[i - 2][j - 2] + 1) : least;
            }
        }
        return steps[one.length()][other.length()];
    }

    private static String cut(String text) {
        return fold(text.length() > LONGEST ? text.substring(0, LONGEST) : text);
    }
}
