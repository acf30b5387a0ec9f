package city.senne.engine.odsql;

import city.senne.engine.odsql.Bound.Technical;
import city.senne.engine.table.Field;
import city.senne.engine.table.FieldType;
import city.senne.engine.table.TableSchema;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The names that mean something. A field that is not in it does not exist, whatever the table has.
///
/// @param identity the fields of which the record id is made
/// @param today former names count whose last day is not over
/// @param named the names of fields that were looked up so far; grows
/// @param joined fields of another dataset, which are there for those who name them
/// @param caller the values of an attribute of the caller by its key, for rights; null for what callers write
record Scope(
        TableSchema schema,
        List<Field> identity,
        LocalDate today,
        SequencedMap<String, Field> named,
        TableSchema joined,
        @Nullable Function<String, List<String>> caller) {
    /// No field of a table has a point in its name.
    private static final String CALLER = "caller.";

    private static final String MAIN_TEMPLATE = "default.";
    private static final TableSchema NONE = new TableSchema(List.of());

    /// One in which every former name counts, whatever the day.
    static Scope of(TableSchema schema) {
        return of(schema, schema.key().isEmpty() ? schema.fields() : schema.key(), LocalDate.MIN);
    }

    static Scope of(TableSchema schema, List<Field> identity, LocalDate today) {
        return new Scope(schema, identity, today, new LinkedHashMap<>(), NONE, null);
    }

    Scope joining(TableSchema other) {
        return new Scope(schema, identity, today, named, other, caller);
    }

    /// The same for rights, which may name `caller.` and the key of an attribute.
    Scope knowing(Function<String, List<String>> attributes) {
        return new Scope(schema, identity, today, named, joined, attributes);
    }

    Bound resolve(String name) {
        if (caller != null && name.startsWith(CALLER)) {
            String key = name.substring(CALLER.length());
            return new Bound.Attribute(key, caller.apply(key));
        }
        Optional<Field> field = findField(name);
        if (field.isPresent()) return column(name, field.get());
        for (Technical.Kind kind : Technical.Kind.values()) {
            if (kind.spelling.equals(name)) return new Technical(kind, fieldsOf(kind));
        }
        throw unknown(name);
    }

    Bound.Column column(String name) {
        return column(name, findField(name).orElseThrow(() -> unknown(name)));
    }

    private Bound.Column column(String name, Field field) {
        if (joined.findField(name).isEmpty()) named.put(name, field);
        return new Bound.Column(field);
    }

    /// That there is no such field, or none any more: then under which name it goes on.
    OdsqlException unknown(String name) {
        return schema.findCalled(name)
                .flatMap(field -> new NamedField(name, field)
                        .former()
                        .map(former -> OdsqlException.renamedField(name, field.name(), former.until())))
                .orElseGet(() -> OdsqlException.unknownField(name));
    }

    List<NamedField> namedFields() {
        return named.entrySet().stream()
                .map(entry -> new NamedField(entry.getKey(), entry.getValue()))
                .toList();
    }

    /// Catalogue metadata are called `template.name`; that of the main template may be left out.
    Optional<Field> findField(String name) {
        return schema.findField(name)
                .or(() -> findFormer(name))
                .or(() -> schema.findField(MAIN_TEMPLATE + name))
                .or(() -> name.startsWith(MAIN_TEMPLATE)
                        ? schema.findField(name.substring(MAIN_TEMPLATE.length()))
                        : Optional.empty())
                .or(() -> joined.findField(name));
    }

    private Optional<Field> findFormer(String name) {
        return schema.fields().stream()
                .filter(field -> field.formerly().stream()
                        .anyMatch(former -> former.name().equals(name) && !today.isAfter(former.until())))
                .findFirst();
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
