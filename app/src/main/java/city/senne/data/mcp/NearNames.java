package city.senne.data.mcp;

import city.senne.engine.table.Field;
import city.senne.engine.table.TableSchema;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Names of fields that are spelled like one that does not exist.
final class NearNames {
    private static final int MOST = 3;

    private NearNames() {}

    /// The nearest first.
    ///
    /// @param visible the fields that the one who asked may see: no other one is ever named
    static List<String> of(String asked, TableSchema visible) {
        String wanted = folded(asked);
        return visible.fields().stream()
                .map(field -> new Near(field.name(), distance(wanted, field)))
                .filter(near -> near.distance() <= Math.max(2, wanted.length() / 3))
                .sorted(Comparator.comparingInt(Near::distance))
                .limit(MOST)
                .map(Near::name)
                .toList();
    }

    private record Near(String name, int distance) {}

    /// A word within a name is a little farther off than the name itself.
    private static int distance(String wanted, Field field) {
        int whole = Math.min(distance(wanted, folded(field.name())), distance(wanted, folded(field.label())));
        return Arrays.stream(field.name().split("[^\\p{L}\\p{N}]+"))
                .filter(word -> word.length() > 3)
                .mapToInt(word -> 1 + distance(wanted, folded(word)))
                .reduce(whole, Math::min);
    }

    /// How many letters must be put in, left out or changed; one when the one holds all of the other.
    private static int distance(String one, String other) {
        if (one.length() > 2 && (other.contains(one) || (other.length() > 2 && one.contains(other)))) return 1;
        int[] before = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) before[j] = j;
        for (int i = 1; i <= one.length(); i++) {
            int[] now = new int[other.length() + 1];
            now[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int change = before[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                now[j] = Math.min(change, 1 + Math.min(before[j], now[j - 1]));
            }
            before = now;
        }
        return before[other.length()];
    }

    private static String folded(String name) {
        String shortened = name.length() > 100 ? name.substring(0, 100) : name;
        return Normalizer.normalize(shortened, Normalizer.Form.NFKD)
                .replaceAll("[^\\p{L}\\p{N}]", "")
                .toLowerCase(Locale.ROOT);
    }
}
