package city.senne.engine.odsql;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a caller sees instead of a field's value.
public sealed interface Mask {
    /// Nothing: the field is there and always empty.
    record Blank() implements Mask {}

    /// The value of an ODSQL expression over the row, such as `year(birth)` or `"confidential"`. The field takes the
    /// type of the expression.
    record Generalised(String odsql) implements Mask {}

    /// The value as exactly as the first grade says that is about the row; nothing in rows that none is about.
    record Graded(List<Grade> grades) implements Mask {
        public Graded {
            grades = List.copyOf(grades);
        }

        /// Every way in which a value may be seen, the clearest first.
        public List<Grain> grains() {
            // Rows that no grade is about show nothing.
            Stream<Grain> rest = grades.getLast().rows() == null ? Stream.empty() : Stream.of(Grain.EMPTY);
            return Stream.concat(grades.stream().map(Grade::grain), rest)
                    .distinct()
                    .sorted(Grain.CLEAREST_FIRST)
                    .toList();
        }
    }

    /// @param rows an ODSQL condition that may use every field; null for all rows
    record Grade(@Nullable String rows, Grain grain) {}
}
