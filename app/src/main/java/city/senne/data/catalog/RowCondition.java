package city.senne.data.catalog;

import city.senne.engine.odsql.Additions;
import city.senne.engine.odsql.BoundQuery;
import city.senne.engine.odsql.NamedField;
import city.senne.engine.odsql.Odsql;
import city.senne.engine.odsql.PolicyFault;
import city.senne.engine.odsql.Question;
import city.senne.engine.odsql.View;
import city.senne.engine.table.TableSchema;
import city.senne.trust.access.Table;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Which rows of a dataset are shared: a condition in ODSQL that means the same tomorrow.
public final class RowCondition {
    public static final int LONGEST = 2000;

    private RowCondition() {}

    /// Why a condition cannot be used; a blank one can.
    public static Optional<RuleMistake> findMistake(String rows, TableSchema schema, Instant now) {
        if (rows.isEmpty()) return Optional.empty();
        if (rows.length() > LONGEST) {
            return Optional.of(new RuleMistake("rows", "sharing.too-long", String.valueOf(LONGEST)));
        }
        try {
            View.of(schema).onlyRows(rows).schema();
            // Answers are kept by the version they show: a condition must mean the same tomorrow. Rules have an end.
            return bound(rows, schema, now).readsClock()
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
    public static Map<String, String> columns(String rows, Table table, Instant now) {
        Map<String, String> columns = new HashMap<>();
        for (NamedField named : bound(rows, table.schema(), now).named()) {
            columns.put(
                    named.asked(), table.columns().get(table.schema().fields().indexOf(named.field())));
        }
        return columns;
    }

    private static BoundQuery bound(String rows, TableSchema schema, Instant now) {
        return Odsql.bind(Question.EVERYTHING.where(rows).extended(Additions.Extent.ALL), View.of(schema), now);
    }
}
