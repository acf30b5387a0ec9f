package city.senne.engine.delivery.types;

import city.senne.engine.delivery.ReadingOptions;
import city.senne.engine.geo.Territory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds places in the columns of a table: coordinates in two columns, in one text, in a geometry.
public interface GeoColumns {
    /// Looks for nothing.
    GeoColumns NONE = (columns, sampleRows, options, territory) -> List.of();

    /// The fields that can be made of the columns.
    ///
    /// @param sampleRows up to 1000 rows taken from the whole file, to look at values that belong
    ///     together
    /// @param territory where places are expected
    List<GeoColumn> find(
            List<ColumnProfile> columns,
            List<@Nullable Object[]> sampleRows,
            ReadingOptions options,
            Territory territory);
}
