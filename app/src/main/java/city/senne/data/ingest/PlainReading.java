package city.senne.data.ingest;

import city.senne.engine.delivery.Decision;
import city.senne.engine.table.TableSchema;
import java.util.List;

/// How DuckDB reads a large file without any irregularity: its first rows decided what its columns are, and
/// every cell was found to fit. Many times faster than [ReadRows], with the same rows and types as the
/// result.
///
/// @param select the query that yields the rows
/// @param rows how many there are
record PlainReading(TableSchema schema, List<Decision> decisions, String select, long rows) {}
