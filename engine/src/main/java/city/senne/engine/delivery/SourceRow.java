package city.senne.engine.delivery;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A row as it stands in the file.
///
/// @param line where a person finds it: the line of a text file (of its first line, counted from 1), the
/// row of a
///     sheet, the position of a feature or object
/// @param cells one per column, in order. A cell is null, a String still to be understood, or a value that
/// the format
///     itself types: Long, Double, BigDecimal, Boolean, LocalDate, LocalDateTime, Instant, a JTS
///     Geometry in the
///     column's reference system, a String[] of several values, or `Json` for nested content
/// @param problem why the row cannot be taken as it stands (too many cells, unreadable geometry), else null
public record SourceRow(
        long line, @Nullable Object[] cells, @Nullable Problem problem) {

    /// Something wrong in a row.
    ///
    /// @param column the header of the column, or null when the whole row is meant
    /// @param value what stands there, shortened to 200 characters
    public record Problem(@Nullable String column, @Nullable String value, Reason reason) {}

    /// Nested content, as JSON text.
    public record Json(String text) {
        @Override
        public String toString() {
            return text;
        }
    }

    /// The cells as text, for the list of rejected rows.
    public List<String> asText() {
        return java.util.Arrays.stream(cells)
                .map(cell ->
                        cell == null ? "" : cell instanceof String[] many ? String.join(",", many) : cell.toString())
                .toList();
    }
}
