package city.senne.engine.table;

import java.util.List;
import java.util.Optional;

/// The fields of a table, in their order.
public record TableSchema(List<Field> fields) {
    public TableSchema {
        fields = List.copyOf(fields);
    }

    public Optional<Field> findField(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }

    /// The columns of all fields, in the lake's order.
    public List<Field.Column> columns() {
        return fields.stream().flatMap(field -> field.columns().stream()).toList();
    }

    /// The fields that together identify a row; empty when none is marked.
    public List<Field> key() {
        return fields.stream().filter(field -> field.annotations().id()).toList();
    }
}
