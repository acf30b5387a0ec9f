/// Tables as Iceberg snapshots over Parquet files that DuckDB writes and reads.
@NullMarked
package city.senne.engine.lake;

import org.jspecify.annotations.NullMarked;
