package city.senne.engine.odsql;

import java.util.List;

/// A statement ready to run.
///
/// @param sql DuckDB SQL; column `n` of its result is `columns.get(n - 1)`
/// @param parameters in order: String, Long, Double, BigDecimal, Boolean, LocalDate, LocalDateTime or OffsetDateTime
/// @param columns what the result's columns are called and how they are to be read
public record SqlQuery(String sql, List<Object> parameters, List<OutputColumn> columns) {
    public SqlQuery {
        parameters = List.copyOf(parameters);
        columns = List.copyOf(columns);
    }
}
