package city.senne.engine.delivery;

import city.senne.engine.table.FieldType;
import org.jspecify.annotations.Nullable;

/// A column as it stands in the file.
///
/// @param header as written, trimmed; several header lines are joined by a blank
/// @param declared the type when the format itself declares one (Parquet, GeoPackage, Shapefile), else
/// null: to be
/// inferred
/// @param srid EPSG code of a geometry column when the format declares one, else null
public record SourceColumn(
        String header,
        @Nullable FieldType declared,
        @Nullable Integer srid) {
    public static SourceColumn of(String header) {
        return new SourceColumn(header, null, null);
    }
}
