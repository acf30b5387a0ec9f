package city.senne.data.places;

import city.senne.engine.odsql.LetterFolding;
import city.senne.platform.i18n.Language;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A row that may be what somebody looked for.
///
/// @param values of its texts and whole numbers, in the order of the fields
record Candidate(List<Value> values, Position position) {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final int VALUES_OF_A_NAME = 3;

    /// @param words of the text, folded
    record Value(String field, String text, Set<String> words) {
        static Value of(String field, String text) {
            return new Value(field, text, new HashSet<>(Candidate.words(text)));
        }

        /// Whether it is for those who read this language: a field such as `name_nl`.
        private boolean isIn(Language language) {
            return field.endsWith("_" + language.tag());
        }
    }

    /// Without accents and capitals.
    static List<String> words(String text) {
        return WORD.matcher(LetterFolding.folded(text))
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
    }

    /// The best first, and whether it is the only one that is exactly what was sought.
    static List<FoundPlace> ranked(List<Candidate> candidates, List<String> sought, Language language) {
        List<Candidate> called = only(candidates, candidate -> candidate.isCalled(sought));
        List<Candidate> whole = only(candidates, candidate -> candidate.hasWhole(sought));
        Candidate meant = called.size() == 1 ? called.getFirst() : whole.size() == 1 ? whole.getFirst() : null;
        return candidates.stream()
                .sorted(Comparator.comparing((Candidate candidate) -> !candidate.equals(meant))
                        .thenComparing(candidate -> !candidate.isCalled(sought))
                        .thenComparing(candidate -> !candidate.hasWhole(sought))
                        .thenComparing(candidate -> candidate.numbersAway(sought))
                        .thenComparing(candidate -> candidate.wordsBeside(sought))
                        .thenComparing(candidate -> candidate.fieldOfBest(sought))
                        .thenComparing(candidate -> inOrder(candidate.name(language))))
                .map(candidate -> new FoundPlace(candidate.name(language), candidate.position, candidate.equals(meant)))
                .toList();
    }

    private static List<Candidate> only(List<Candidate> candidates, Predicate<Candidate> test) {
        return candidates.stream().filter(test).limit(2).toList();
    }

    /// Whether one of its values is what was sought, word for word.
    private boolean isCalled(List<String> sought) {
        Set<String> words = Set.copyOf(sought);
        return values.stream().anyMatch(value -> value.words.equals(words));
    }

    /// Whether each word that was sought is one of its own, not the beginning of one.
    private boolean hasWhole(List<String> sought) {
        return sought.stream().allMatch(word -> values.stream().anyMatch(value -> value.words.contains(word)));
    }

    /// The value that has most of the words that were sought and fewest others.
    private Optional<Value> best(List<String> sought) {
        return values.stream()
                .min(Comparator.comparing((Value value) -> -common(value, sought))
                        .thenComparing(value -> value.words.size()));
    }

    /// How many words that were not sought stand in the value that fits best.
    private long wordsBeside(List<String> sought) {
        return best(sought)
                .map(value -> value.words.size() - common(value, sought))
                .orElse(0L);
    }

    /// How far its numbers are from those that were sought: house 118 is near where house 120 would be.
    private long numbersAway(List<String> sought) {
        return sought.stream()
                .filter(Candidate::isNumber)
                .mapToLong(word -> values.stream()
                        .flatMap(value -> value.words.stream())
                        .filter(Candidate::isNumber)
                        .mapToLong(number -> Math.abs(Long.parseLong(number) - Long.parseLong(word)))
                        .min()
                        .orElse(Integer.MAX_VALUE))
                .sum();
    }

    static boolean isNumber(String word) {
        return word.matches("[0-9]{1,9}");
    }

    /// The first fields name the place, the later ones tell where it is.
    private int fieldOfBest(List<String> sought) {
        return best(sought).map(values::indexOf).orElse(0);
    }

    private static long common(Value value, List<String> sought) {
        return sought.stream().filter(value.words::contains).count();
    }

    /// What it says first, in this language if it says anything in it.
    private String name(Language wished) {
        List<Language> spoken = Stream.concat(Stream.of(wished), Arrays.stream(Language.values()))
                .filter(language -> values.stream().anyMatch(value -> value.isIn(language)))
                .distinct()
                .toList();
        return values.stream()
                .filter(value -> spoken.stream().skip(1).noneMatch(value::isIn))
                .map(Value::text)
                .distinct()
                .limit(VALUES_OF_A_NAME)
                .collect(Collectors.joining(", "));
    }

    /// House 9 stands before house 10.
    private static String inOrder(String name) {
        return NUMBER.matcher(LetterFolding.folded(name)).replaceAll(digits -> {
            String number = digits.group();
            return "0".repeat(Math.max(0, 9 - number.length())) + number;
        });
    }
}
