package city.senne.engine.delivery.types;

import city.senne.engine.delivery.Decision;
import city.senne.engine.delivery.SourceColumn;
import city.senne.engine.delivery.SourceRow.Problem;
import city.senne.engine.table.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How one column of the source becomes a field.
///
/// @param plain the same in SQL, null when SQL cannot read the column
/// @param nullWords the words that mean "no value" here
record ColumnPlan(
        int index,
        SourceColumn column,
        Field field,
        CellReader reader,
        @Nullable PlainColumn plain,
        NullWords nullWords,
        List<Decision> decisions,
        List<Problem> findings) {

    String header() {
        return column.header();
    }

    /// The value of a cell, null for none, CellReader.MISFIT when there is no such value in it.
    @Nullable
    Object read(@Nullable Object cell) {
        if (cell == null) return null;
        if (cell instanceof String raw) {
            String text = Texts.trimmed(raw);
            if (text.isEmpty() || nullWords.matches(text, 0, text.length())) return null;
            return reader.read(text);
        }
        if (cell instanceof Double number && number.isNaN()) return null;
        return reader.read(cell);
    }
}
