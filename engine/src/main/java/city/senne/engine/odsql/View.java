package city.senne.engine.odsql;

import city.senne.engine.table.TableSchema;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What one caller may see of a table.
///
/// The row filter and the masks are written in ODSQL by those who set the rights. They may use every field of the
/// table, are read in UTC, and come before everything the caller asks: the caller's query meets a table that has
/// only the rows that pass, without the hidden fields, with masks in place of values.
///
/// A right that names a field which the table does not have is a [PolicyFault]: whoever puts rights and an older
/// version together says so by leaving it out.
///
/// @param table all its fields
/// @param hidden names of fields that do not exist for this caller
/// @param rowFilter an ODSQL condition, or null for all rows
/// @param masks field name to what stands in its place
/// @param caller what is known of the caller, as far as filter and masks name it: `caller.territory` is the values of
///     `territory`
public record View(
        TableSchema table,
        Set<String> hidden,
        @Nullable String rowFilter,
        Map<String, Mask> masks,
        Map<String, List<String>> caller) {
    public View {
        hidden = Set.copyOf(hidden);
        masks = Map.copyOf(masks);
        caller = Map.copyOf(caller);
    }

    /// One that does not depend on who the caller is.
    public View(TableSchema table, Set<String> hidden, @Nullable String rowFilter, Map<String, Mask> masks) {
        this(table, hidden, rowFilter, masks, Map.of());
    }

    /// Everything.
    public static View of(TableSchema table) {
        return new View(table, Set.of(), null, Map.of());
    }

    /// The fields as this caller may know them: no hidden ones, masked ones with the type of their mask.
    /// Throws [PolicyFault] when a mask does not fit the table.
    public TableSchema schema() {
        return VisibleTable.of(this).schema();
    }

    public View hide(String... fields) {
        return new View(table, Set.of(fields), rowFilter, masks, caller);
    }

    public View onlyRows(@Nullable String newRowFilter) {
        return new View(table, hidden, newRowFilter, masks, caller);
    }

    public View mask(Map<String, Mask> newMasks) {
        return new View(table, hidden, rowFilter, newMasks, caller);
    }

    public View forCaller(Map<String, List<String>> newCaller) {
        return new View(table, hidden, rowFilter, masks, newCaller);
    }

    /// The same fields, described otherwise.
    public View describedAs(TableSchema newTable) {
        return new View(newTable, hidden, rowFilter, masks, caller);
    }

    /// All that decides which rows and values are seen: two views of one table with the same are the same.
    public List<?> limits() {
        return List.of(
                hidden.stream().sorted().toList(),
                String.valueOf(rowFilter),
                masks.entrySet().stream().map(Object::toString).sorted().toList(),
                new TreeMap<>(caller));
    }
}
