package city.senne.engine.delivery.types;

import city.senne.engine.delivery.SourceColumn;
import city.senne.engine.table.FieldType;
import java.util.List;

/// What is known of a column when every row has been seen.
///
/// @param index the column's place in the source, from 0
/// @param type the type that its values alone suggest; GEO_SHAPE when they are geometries
/// @param values cells that hold something
/// @param empty cells that hold nothing, or a word for nothing
/// @param numbers how many of the values read as numbers in the column's own way of writing them
/// @param min the smallest of these numbers; NaN when there is none
/// @param max the largest of them
/// @param samples different values as text, trimmed, in the order in which they were met; at most 100
/// @param numberFormat how the column writes its numbers
public record ColumnProfile(
        int index,
        SourceColumn column,
        FieldType type,
        long values,
        long empty,
        long numbers,
        double min,
        double max,
        List<String> samples,
        NumberFormat numberFormat) {

    public String header() {
        return column.header();
    }

    /// The share of the values that are numbers, 0 when there are no values.
    public double numberShare() {
        return values == 0 ? 0 : (double) numbers / values;
    }
}
