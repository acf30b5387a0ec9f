package city.senne.data.catalog;

import city.senne.engine.lake.Difference;
import city.senne.engine.table.TableSchema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One state of a dataset's rows; it never changes.
///
/// @param number counted from 1
/// @param snapshot the lake's id of it
/// @param bytes of the files that this version added
/// @param difference from the version before; null for the first one, and where it was not counted
/// @param extent the box around all geometries, or null without any
/// @param delivery the delivery it came from
public record Version(
        DatasetId dataset,
        int number,
        long snapshot,
        Instant landed,
        UpdateMode update,
        long rows,
        long bytes,
        TableSchema schema,
        @Nullable Difference difference,
        @Nullable Extent extent,
        @Nullable UUID delivery) {

    /// Degrees of longitude and latitude, EPSG:4326.
    public record Extent(double west, double south, double east, double north) {}
}
