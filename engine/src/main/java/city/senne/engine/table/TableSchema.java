package city.senne.engine.table;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The fields of a table, in their order.
public record TableSchema(List<Field> fields) {
    public TableSchema {
        fields = List.copyOf(fields);
    }

    public Optional<Field> findField(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }

    /// The field that is called so, or was.
    public Optional<Field> findCalled(String name) {
        return findField(name)
                .or(() -> fields.stream().filter(field -> field.isCalled(name)).findFirst());
    }

    /// The same under the name that was asked for, under which it is to be answered.
    public Optional<Field> findAsked(String name) {
        return findCalled(name).map(field -> field.name().equals(name) ? field : field.renamed(name, List.of()));
    }

    /// The columns of all fields, in the lake's order.
    public List<Field.Column> columns() {
        return fields.stream().flatMap(field -> field.columns().stream()).toList();
    }

    /// A query that yields this schema's columns from a relation that has only some of them; the others are null.
    ///
    /// @param relation SQL of our own, with the columns of `present`
    public String projected(String relation, TableSchema present) {
        Set<Field.Column> known = Set.copyOf(present.columns());
        return columns().stream()
                .map(column -> known.contains(column)
                        ? Sql.name(column.name())
                        : "null::" + column.sqlType() + " as " + Sql.name(column.name()))
                .collect(Collectors.joining(", ", "select ", " from " + relation));
    }

    /// The fields that both have with the same name and type, in this one's order.
    public List<Field> shared(TableSchema other) {
        return fields.stream()
                .filter(field -> other.findField(field.name())
                        .filter(same -> same.columns().equals(field.columns()))
                        .isPresent())
                .toList();
    }

    /// The fields that together identify a row; empty when none is marked.
    public List<Field> key() {
        return fields.stream().filter(field -> field.annotations().id()).toList();
    }
}
