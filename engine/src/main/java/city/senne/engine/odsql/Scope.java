package city.senne.engine.odsql;

import city.senne.engine.odsql.Bound.Technical;
import city.senne.engine.table.Field;
import city.senne.engine.table.FieldType;
import city.senne.engine.table.TableSchema;
import java.util.List;
import java.util.Optional;

/// The names that mean something. A field that is not in it does not exist, whatever the table has.
///
/// @param identity the fields of which the record id is made
record Scope(TableSchema schema, List<Field> identity) {
    private static final String MAIN_TEMPLATE = "default.";

    static Scope of(TableSchema schema) {
        return new Scope(schema, schema.key().isEmpty() ? schema.fields() : schema.key());
    }

    Bound resolve(String name) {
        Optional<Field> field = findField(name);
        if (field.isPresent()) return new Bound.Column(field.get());
        for (Technical.Kind kind : Technical.Kind.values()) {
            if (kind.spelling.equals(name)) return new Technical(kind, fieldsOf(kind));
        }
        throw OdsqlException.unknownField(name);
    }

    Bound.Column column(String name) {
        return new Bound.Column(findField(name).orElseThrow(() -> OdsqlException.unknownField(name)));
    }

    /// Catalogue metadata are called `template.name`; that of the main template may be left out.
    Optional<Field> findField(String name) {
        return schema.findField(name)
                .or(() -> schema.findField(MAIN_TEMPLATE + name))
                .or(() -> name.startsWith(MAIN_TEMPLATE)
                        ? schema.findField(name.substring(MAIN_TEMPLATE.length()))
                        : Optional.empty());
    }

    List<Bound.Column> texts() {
        return schema.fields().stream()
                .filter(field -> field.type() == FieldType.TEXT)
                .map(Bound.Column::new)
                .toList();
    }

    private List<Field> fieldsOf(Technical.Kind kind) {
        return switch (kind) {
            case RECORD_ID -> identity;
            case RECORD_SIZE -> schema.fields();
            case RECORD_TIMESTAMP, DATASET_ID -> List.of();
        };
    }
}
