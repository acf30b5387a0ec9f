package city.senne.data.ingest;

import city.senne.data.catalog.Dataset;
import city.senne.data.ingest.Instructions.FieldNotes;
import city.senne.engine.delivery.ReadingOptions;
import city.senne.engine.delivery.ReadingOptions.ColumnOptions;
import city.senne.engine.delivery.types.FieldNames;
import city.senne.engine.table.Field;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which column of the lake a delivery means by which name. A renamed field keeps its column, so that its versions can
/// be compared; deliveries may call it by any of its names.
///
/// @param columns by every other name of their fields
/// @param renamed the new names that this delivery itself gives, by the column of the field
record FieldColumns(Map<String, String> columns, Map<String, String> renamed) {

    /// @param dataset null when this is its first version
    static FieldColumns of(@Nullable Dataset dataset, Instructions instructions) {
        if (dataset == null) return new FieldColumns(Map.of(), Map.of());
        Set<String> present =
                dataset.current().schema().fields().stream().map(Field::name).collect(Collectors.toSet());
        Map<String, String> columns = new HashMap<>(dataset.columns());
        Map<String, String> renamed = new LinkedHashMap<>();
        instructions.fields().forEach((said, notes) -> {
            String name = FieldNames.slug(said);
            // What it was told before it need not be told again.
            if (notes.formerly() == null || present.contains(name) || columns.containsKey(name)) return;
            for (String former : notes.formerly()) {
                String column = present.contains(former) ? former : columns.get(former);
                if (column == null || renamed.containsKey(column)) continue;
                columns.put(name, column);
                renamed.put(column, name);
                return;
            }
        });
        return new FieldColumns(columns, renamed);
    }

    /// The options under which each header is read into its column. A file that has both names means two columns.
    ReadingOptions reading(ReadingOptions options, List<String> headers) {
        if (columns.isEmpty()) return options;
        Map<String, String> names = new LinkedHashMap<>();
        for (String header : headers) {
            ColumnOptions wanted = options.columns().get(header);
            names.put(header, FieldNames.slug(wanted == null || wanted.name() == null ? header : wanted.name()));
        }
        Set<String> taken = new HashSet<>(names.values());
        Map<String, ColumnOptions> all = new LinkedHashMap<>(options.columns());
        names.forEach((header, name) -> {
            String column = columns.get(name);
            if (column == null || !taken.add(column)) return;
            all.compute(
                    header,
                    (_, wanted) -> wanted == null
                            ? new ColumnOptions(column, null, null, null)
                            : new ColumnOptions(column, wanted.type(), wanted.format(), wanted.multivalued()));
        });
        return options.with(all);
    }

    /// The same instructions in the names of the columns.
    Instructions in(Instructions said) {
        if (columns.isEmpty()) return said;
        Map<String, FieldNotes> fields = new LinkedHashMap<>(said.fields());
        said.fields().forEach((name, notes) -> {
            String column = columns.get(FieldNames.slug(name));
            if (column != null) fields.putIfAbsent(column, notes);
        });
        List<String> keys = said.keyFields();
        return said.with(
                fields,
                keys == null
                        ? null
                        : keys.stream()
                                .map(key -> columns.getOrDefault(key, key))
                                .toList());
    }
}
