package city.senne.engine.odsql;

import city.senne.engine.odsql.VisibleTable.VisibleField;
import city.senne.engine.table.Field;
import java.util.List;
import java.util.Set;

/// What the caller may see of another dataset, with each field under the name that it has in the question, and the
/// two fields by which a record finds its own.
///
/// @param table rows filtered and values masked as if the other dataset were asked itself
/// @param field of the dataset that is asked
/// @param key the field of the other one, which names at most one record
record JoinedTable(VisibleTable table, Field field, Field key) {
    private static final Set<ValueType> COMPARABLE = Set.of(
            ValueType.TEXT,
            ValueType.INTEGER,
            ValueType.NUMBER,
            ValueType.DECIMAL,
            ValueType.BOOLEAN,
            ValueType.DATE,
            ValueType.DATETIME);

    /// @param asked the names of the dataset that is asked, former ones too
    static JoinedTable of(Join join, View view, Scope asked) {
        VisibleTable other = VisibleTable.of(view);
        Field field = asked.column(join.field()).field();
        Field key = other.schema().findField(join.key()).orElseThrow(() -> OdsqlException.unknownField(join.key()));
        ValueType one = ValueType.of(field);
        ValueType two = ValueType.of(key);
        if (one != two && !(one.isNumber() && two.isNumber())) {
            throw OdsqlException.malformed("Cannot compare field %s of type %s with field %s of type %s"
                    .formatted(
                            field.name(),
                            field.type().apiName(),
                            key.name(),
                            key.type().apiName()));
        }
        if (!COMPARABLE.contains(one)) throw OdsqlException.notAllowed(field.name());
        String prefix = join.alias() + ".";
        if (asked.schema().fields().stream().anyMatch(own -> own.name().startsWith(prefix))) {
            throw OdsqlException.malformed(
                    "The alias " + join.alias() + " begins names of this dataset: choose another one");
        }
        List<VisibleField> renamed = other.fields().stream()
                .map(each -> new VisibleField(
                        named(each.field(), prefix + each.field().name()), each.value()))
                .toList();
        return new JoinedTable(new VisibleTable(renamed, other.filter()), field, named(key, prefix + key.name()));
    }

    private static Field named(Field field, String name) {
        return new Field(name, field.type(), field.label(), field.description(), field.annotations());
    }
}
