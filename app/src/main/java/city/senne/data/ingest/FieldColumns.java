package city.senne.data.ingest;

import city.senne.data.catalog.Dataset;
import city.senne.data.ingest.Instructions.FieldNotes;
import city.senne.engine.delivery.ReadingOptions;
import city.senne.engine.delivery.ReadingOptions.ColumnOptions;
import city.senne.engine.delivery.Reason;
import city.senne.engine.delivery.UnreadableDelivery;
import city.senne.engine.delivery.types.FieldNames;
import city.senne.engine.table.Field;
import java.util.Collections;
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
/// @param claimed former names that it gives to fields of other columns, by the names of those
record FieldColumns(Map<String, String> columns, Map<String, String> renamed, Map<String, List<String>> claimed) {

    /// @param dataset null when this is its first version
    static FieldColumns of(@Nullable Dataset dataset, Instructions instructions) {
        if (dataset == null) return new FieldColumns(Map.of(), Map.of(), Map.of());
        Set<String> present =
                dataset.current().schema().fields().stream().map(Field::name).collect(Collectors.toSet());
        Map<String, String> columns = new HashMap<>(dataset.columns());
        Map<String, String> renamed = new LinkedHashMap<>();
        Map<String, List<String>> claimed = new LinkedHashMap<>();
        instructions.fields().forEach((said, notes) -> {
            String name = FieldNames.slug(said);
            if (notes.formerly() == null) return;
            if (present.contains(name) || columns.containsKey(name)) {
                // What it was told before it need not be told again.
                Set<String> own = columnsOf(name, present, columns);
                claimed.put(
                        name,
                        notes.formerly().stream()
                                .filter(former -> present.contains(former) || columns.containsKey(former))
                                .filter(former -> Collections.disjoint(own, columnsOf(former, present, columns)))
                                .toList());
                return;
            }
            for (String former : notes.formerly()) {
                String column = present.contains(former) ? former : columns.get(former);
                if (column == null || renamed.containsKey(column)) continue;
                columns.put(name, column);
                renamed.put(column, name);
                return;
            }
        });
        return new FieldColumns(columns, renamed, claimed);
    }

    /// Two, when a file had both the column and its other name.
    private static Set<String> columnsOf(String name, Set<String> present, Map<String, String> columns) {
        Set<String> both = new HashSet<>();
        if (present.contains(name)) both.add(name);
        if (columns.containsKey(name)) both.add(columns.get(name));
        return both;
    }

    /// Throws UnreadableDelivery when the values of one field would come to stand in another: two headers are given the
    /// name of one field, or one the name of another field than the one that it says it was.
    void refuseCrossed(ReadingOptions options, List<String> headers) {
        Map<String, String> names = names(options, headers);
        Set<String> seen = new HashSet<>();
        Set<String> repeated = new HashSet<>();
        names.values().stream().filter(name -> !seen.add(name)).forEach(repeated::add);
        names.forEach((header, name) -> {
            boolean chosen = !name.equals(FieldNames.slug(header));
            boolean twice = chosen && repeated.contains(name) && columns.containsKey(name);
            // A field that the file has under its own name was not renamed.
            boolean anothers = claimed.getOrDefault(name, List.of()).stream()
                    .anyMatch(former -> names.entrySet().stream()
                            .noneMatch(each -> each.getValue().equals(former)
                                    && FieldNames.slug(each.getKey()).equals(former)));
            if (twice || anothers) throw new UnreadableDelivery(Reason.of("delivery.field_name", name));
        });
    }

    /// The options under which each header is read into its column. A file that has both names means two columns.
    ReadingOptions reading(ReadingOptions options, List<String> headers) {
        if (columns.isEmpty()) return options;
        Map<String, String> names = names(options, headers);
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

    /// What each header is called by the description, or by itself.
    private static Map<String, String> names(ReadingOptions options, List<String> headers) {
        Map<String, String> names = new LinkedHashMap<>();
        for (String header : headers) {
            ColumnOptions wanted = options.columns().get(header);
            names.put(header, FieldNames.slug(wanted == null || wanted.name() == null ? header : wanted.name()));
        }
        return names;
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
