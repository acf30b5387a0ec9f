package city.senne.engine.delivery.types;

import city.senne.engine.delivery.SourceColumn;
import city.senne.engine.delivery.SourceRow;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// What every value of one column has taught, in constant memory.
final class ColumnStudy {
    private static final int MOST_SAMPLES = 100;
    private static final int MOST_WORDS = 40;
    private static final JsonFactory JSON = new JsonFactory();

    final SourceColumn column;
    final NumberStudy numbers = new NumberStudy();
    final MomentStudy moments = new MomentStudy();
    final Misfits notBoolean = new Misfits();
    final Misfits notJson = new Misfits();
    private final NullWords nullWords;
    private final Map<String, Long> words = new LinkedHashMap<>();
    private final long[] yes = new long[Booleans.ALL.size()];
    private final long[] no = new long[Booleans.ALL.size()];
    private final Set<String> samples = new LinkedHashSet<>();
    private final Map<Class<?>, Long> typed = new HashMap<>();

    private long values;
    private long empty;
    private long booleans;
    private long json;
    private long digitsOnly;
    private int shortest = Integer.MAX_VALUE;
    private int longest;
    private long totalLength;
    private long signs;

    ColumnStudy(SourceColumn column, NullWords nullWords) {
        this.column = column;
        this.nullWords = nullWords;
    }

    void add(@Nullable Object cell, long line) {
        switch (cell) {
            case null -> empty++;
            case String text -> addText(text, line);
            default -> addTyped(cell, line);
        }
    }

    private void addText(String cell, long line) {
        String text = Texts.trimmed(cell);
        if (text.isEmpty()) {
            empty++;
            return;
        }
        if (nullWords.matches(text, 0, text.length())) {
            empty++;
            if (words.size() < MOST_WORDS || words.containsKey(text)) words.merge(text, 1L, Long::sum);
            return;
        }
        values++;
        measure(text);
        if (numbers.misfits().areTooMany(values)) numbers.addMisfit(line, text);
        else numbers.add(text, line);
        if (moments.misfits().areTooMany(values)) moments.addMisfit(line, text);
        else moments.add(text, line);
        if (!addBoolean(text)) notBoolean.add(line, text);
        char first = text.charAt(0);
        if ((first == '{' || first == '[') && !notJson.areTooMany(values) && isJson(text)) json++;
        else notJson.add(line, text);
    }

    private void measure(String text) {
        int length = text.length();
        shortest = Math.min(shortest, length);
        longest = Math.max(longest, length);
        totalLength += length;
        boolean digits = true;
        boolean meaning = false;
        for (int i = 0; i < length && (digits || !meaning); i++) {
            char c = text.charAt(i);
            digits &= c >= '0' && c <= '9';
            meaning |= Character.isLetterOrDigit(c);
        }
        if (digits) digitsOnly++;
        if (!meaning) signs++;
        if (samples.size() < MOST_SAMPLES) samples.add(text.length() > 10_000 ? text.substring(0, 10_000) : text);
    }

    private boolean addBoolean(String text) {
        int length = text.length();
        if (length > 6 || text.charAt(0) <= '9') return false;
        boolean found = false;
        for (int i = 0; i < yes.length; i++) {
            Booleans pair = Booleans.ALL.get(i);
            if (pair.isYes(text, 0, length)) yes[i]++;
            else if (pair.isNo(text, 0, length)) no[i]++;
            else continue;
            found = true;
        }
        return found;
    }

    static boolean isJson(String text) {
        try (var parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            JsonToken token;
            int depth = 0;
            while ((token = parser.nextToken()) != null) {
                if (token.isStructStart()) depth++;
                if (token.isStructEnd() && --depth == 0) return parser.nextToken() == null;
            }
            return false;
        } catch (JacksonException e) {
            return false;
        }
    }

    private void addTyped(Object cell, long line) {
        if (cell instanceof Double number && number.isNaN()) {
            empty++;
            return;
        }
        values++;
        typed.merge(cell.getClass(), 1L, Long::sum);
        if (cell instanceof Number number) numbers.add(number);
        else numbers.addMisfit(line, cell);
        if (cell instanceof TemporalAccessor moment) moments.add(moment, line);
        else moments.addMisfit(line, cell);
        if (cell instanceof Boolean) booleans++;
        else notBoolean.add(line, cell);
        if (cell instanceof SourceRow.Json) json++;
        else notJson.add(line, cell);
        if (samples.size() < MOST_SAMPLES && !(cell instanceof Geometry)) samples.add(Texts.of(cell));
    }

    long values() {
        return values;
    }

    long empty() {
        return empty;
    }

    long json() {
        return json;
    }

    List<String> samples() {
        return List.copyOf(samples);
    }

    boolean hasLists() {
        return typed.containsKey(String[].class);
    }

    /// Whether all values are geometries that the format typed itself.
    boolean isGeometry() {
        return values > 0
                && typed.keySet().stream().allMatch(Geometry.class::isAssignableFrom)
                && typed.values().stream().mapToLong(Long::longValue).sum() == values;
    }

    /// The pair of words that most values are; null when there is none.
    @Nullable
    Booleans pair() {
        Booleans best = null;
        long most = 0;
        for (int i = 0; i < yes.length; i++) {
            Booleans pair = Booleans.ALL.get(i);
            if (pair.isLetter() && (yes[i] == 0 || no[i] == 0)) continue;
            if (yes[i] + no[i] > most) {
                most = yes[i] + no[i];
                best = pair;
            }
        }
        return best;
    }

    long booleans() {
        Booleans pair = pair();
        return booleans + (pair == null ? 0 : yes[pair.ordinal()] + no[pair.ordinal()]);
    }

    /// All values are digits and nothing else, and all are of one length.
    boolean hasFixedDigits() {
        return values > 0 && digitsOnly == values && shortest == longest;
    }

    int longest() {
        return longest;
    }

    boolean isAllDigits() {
        return values > 0 && digitsOnly == values;
    }

    /// The fewest values that are surely not of some type: text is text because of them.
    long leastMisfits() {
        return Math.min(
                Math.min(numbers.misfits().count(), moments.misfits().count()),
                Math.min(notBoolean.count(), notJson.count()));
    }

    /// The words for "no value" that were met, with how often.
    Map<String, Long> words() {
        return words;
    }

    /// The words of these that mean "no value" although the column is text, where they could also be
    /// values.
    ///
    /// @param isKey whether the values tell rows apart: a short one is then the same among long ones
    Map<String, Long> wordsInText(boolean chosen, boolean isKey) {
        if (chosen) return words;
        double meanLength = values == 0 ? 0 : (double) totalLength / values;
        Map<String, Long> kept = new LinkedHashMap<>();
        words.forEach((word, count) -> {
            String lower = word.toLowerCase(Locale.ROOT);
            boolean value = NullWords.isSign(lower)
                    ? signs > 0 || values > 0 && meanLength < 2
                    : NullWords.isShort(lower) && (isKey || meanLength <= 4);
            if (!value) kept.put(word, count);
        });
        return kept;
    }

    List<String> wordsThatMayBeValues(boolean chosen, boolean isKey) {
        List<String> others = new ArrayList<>(words.keySet());
        others.removeAll(wordsInText(chosen, isKey).keySet());
        return others;
    }
}
