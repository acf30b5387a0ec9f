package city.senne.data.usage;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.UUID;

/// A field that was named in calls of one caller on one day.
///
/// @param field the name that was asked for
/// @param caller the id of a key, else a hash that nobody can undo after the day
record FieldCall(LocalDate day, String dataset, String field, UUID caller, boolean isKey)
        implements Comparable<FieldCall> {
    @Override
    public int compareTo(FieldCall other) {
        return Comparator.comparing(FieldCall::day)
                .thenComparing(FieldCall::dataset)
                .thenComparing(FieldCall::field)
                .thenComparing(FieldCall::caller)
                .compare(this, other);
    }
}
