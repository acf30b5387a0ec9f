package city.senne.engine.delivery;

import city.senne.engine.table.TableSchema;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How the rows of a file become the rows of a table. Made by profiling the whole file once; then applied
/// row by row.
public interface ReadingPlan {
    TableSchema schema();

    /// Every decision about columns, each with its reason, in the order of the columns.
    List<Decision> decisions();

    /// What a publisher should look at though nothing was rejected: "kept as text because of row 812". What
    /// was mended in geometries is counted while rows are converted, so that the list is complete after the
    /// last one.
    List<SourceRow.Problem> findings();

    /// The row in the table's types: String, String[] (multivalued), Long, Double, BigDecimal, Boolean,
    /// LocalDate, Instant, JTS Geometry in EPSG:4326; one per field, null for no value. Or the problem that
    /// rejects the row.
    Outcome convert(SourceRow row);

    /// The same plan for DuckDB; empty when it cannot be told in SQL.
    Optional<PlainPlan> plain();

    sealed interface Outcome {
        record Converted(@Nullable Object[] values) implements Outcome {}

        record Rejected(SourceRow.Problem problem) implements Outcome {}
    }
}
