package city.senne.engine.delivery;

import city.senne.engine.table.FieldType;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a publisher has decided about reading a source; everything else is found in the file. Kept with the
/// dataset, so
/// that the next delivery of the same source is read the same way.
///
/// @param encoding a charset's name
/// @param delimiter one character, `\t` for a tab
/// @param quote one character, or the empty string for none
/// @param headerRow the line of the header counted from 1 (the last one of several); 0 when there is none
/// @param sheet the name of the sheet, layer, or file inside an archive
/// @param nullWords words that mean "no value", beside the empty cell; null leaves the list to us
/// @param zone where local times are meant
/// @param srid EPSG code of coordinates that do not say it themselves
/// @param columns by header: what is wanted of a column
public record ReadingOptions(
        @Nullable String encoding,
        @Nullable String delimiter,
        @Nullable String quote,
        @Nullable Integer headerRow,
        @Nullable String sheet,
        @Nullable List<String> nullWords,
        @Nullable ZoneId zone,
        @Nullable Integer srid,
        Map<String, ColumnOptions> columns) {

    public static final ReadingOptions NONE =
            new ReadingOptions(null, null, null, null, null, null, null, null, Map.of());

    /// The same with other wishes for columns.
    public ReadingOptions with(Map<String, ColumnOptions> otherColumns) {
        return new ReadingOptions(
                encoding, delimiter, quote, headerRow, sheet, nullWords, zone, srid, Map.copyOf(otherColumns));
    }

    /// What is wanted of a column.
    ///
    /// @param name the field's name
    /// @param type the field's type
    /// @param format the pattern of a date or date-time, in java.time's letters
    /// @param multivalued separator of several values in a cell
    public record ColumnOptions(
            @Nullable String name,
            @Nullable FieldType type,
            @Nullable String format,
            @Nullable String multivalued) {}
}
