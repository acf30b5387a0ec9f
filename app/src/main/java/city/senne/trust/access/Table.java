package city.senne.trust.access;

import city.senne.engine.table.TableSchema;
import java.util.List;

/// The fields of one version under the names that they have now, and the columns in which they were delivered. Rules
/// are about columns: names come and go, and another column may get the name of one.
///
/// @param language of what is said of the fields, such as `fr`
/// @param columns one for each field, in their order
public record Table(TableSchema schema, List<String> columns, String language) {
    public Table {
        columns = List.copyOf(columns);
        if (columns.size() != schema.fields().size()) throw new IllegalArgumentException("One column for each field");
    }
}
