package city.senne.data.catalog;

import city.senne.engine.odsql.NamedField;
import city.senne.engine.odsql.PolicyFault;
import city.senne.engine.odsql.RowRight;
import city.senne.engine.table.TableSchema;
import city.senne.trust.access.Table;
import city.senne.trust.identity.Attributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Which rows of a dataset are shared: a condition in ODSQL that means the same tomorrow.
public final class RowCondition {
    public static final int LONGEST = 2000;

    private RowCondition() {}

    /// Why a condition cannot be used; a blank one can.
    public static Optional<RuleMistake> findMistake(String rows, TableSchema schema) {
        if (rows.isEmpty()) return Optional.empty();
        if (rows.length() > LONGEST) {
            return Optional.of(new RuleMistake("rows", "sharing.too-long", String.valueOf(LONGEST)));
        }
        try {
            RowRight right = RowRight.read(rows, schema);
            for (String key : right.attributes()) {
                if (!Attributes.isKey(key)) return Optional.of(new RuleMistake("rows", "sharing.rows.attribute", key));
            }
            // Answers are kept by the version they show: a condition must mean the same tomorrow. Rules have an end.
            return right.readsClock()
                    ? Optional.of(new RuleMistake("rows", "sharing.rows.clock", ""))
                    : Optional.empty();
        } catch (PolicyFault fault) {
            Throwable cause = fault.getCause();
            String said = cause == null
                    ? ""
                    : String.valueOf(cause.getMessage()).replaceFirst("^ODSQL query is malformed: ", "");
            return Optional.of(new RuleMistake("rows", "sharing.rows.wrong", said));
        }
    }

    /// The columns of the fields that a condition names, by those names.
    public static Map<String, String> columns(String rows, Table table) {
        Map<String, String> columns = new HashMap<>();
        for (NamedField named : RowRight.read(rows, table.schema()).named()) {
            columns.put(
                    named.asked(), table.columns().get(table.schema().fields().indexOf(named.field())));
        }
        return columns;
    }
}
