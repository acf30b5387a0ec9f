package city.senne.engine.lake;

import city.senne.engine.table.Field;
import city.senne.engine.table.TableSchema;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/// The column types of the lake in Iceberg's words and in DuckDB's.
final class IcebergTypes {
    private IcebergTypes() {}

    static Type type(String sqlType) {
        return switch (sqlType) {
            case "VARCHAR" -> Types.StringType.get();
            case "BIGINT" -> Types.LongType.get();
            case "DOUBLE" -> Types.DoubleType.get();
            case "DECIMAL(18,4)" -> Types.DecimalType.of(18, 4);
            case "BOOLEAN" -> Types.BooleanType.get();
            case "DATE" -> Types.DateType.get();
            case "TIMESTAMPTZ" -> Types.TimestampType.withZone();
            case "BLOB" -> Types.BinaryType.get();
            // The element's id is a placeholder: Iceberg assigns fresh ids when the column is added.
            case "VARCHAR[]" -> Types.ListType.ofOptional(1_000_000, Types.StringType.get());
            default -> throw new IllegalArgumentException("The lake has no column type " + sqlType);
        };
    }

    static String sqlType(Type type) {
        return switch (type.typeId()) {
            case STRING -> "VARCHAR";
            case LONG -> "BIGINT";
            case DOUBLE -> "DOUBLE";
            case DECIMAL -> "DECIMAL(18,4)";
            case BOOLEAN -> "BOOLEAN";
            case DATE -> "DATE";
            case TIMESTAMP -> "TIMESTAMPTZ";
            case BINARY -> "BLOB";
            case LIST -> "VARCHAR[]";
            default -> throw new IllegalArgumentException("The lake has no column type " + type);
        };
    }

    /// The schema of a new table; ids count up from 1, those of list elements after all columns.
    static Schema schema(TableSchema table) {
        List<Types.NestedField> columns = new ArrayList<>();
        int id = 1;
        int elementId = table.columns().size() + 1;
        for (Field.Column column : table.columns()) {
            Type type = column.sqlType().endsWith("[]")
                    ? Types.ListType.ofOptional(elementId++, Types.StringType.get())
                    : type(column.sqlType());
            columns.add(Types.NestedField.optional(id++, column.name(), type));
        }
        return new Schema(columns);
    }
}
