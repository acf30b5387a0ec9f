package city.senne.engine.odsql;

import city.senne.engine.table.Field;
import org.jspecify.annotations.Nullable;

/// A column of an answer.
///
/// @param name the key in JSON: a field's name, the label given with `as`, or the expression as it was written
/// @param field the field that is shown unchanged (or masked), null for anything computed
public record OutputColumn(
        String name, ValueType type, @Nullable Field field) {}
