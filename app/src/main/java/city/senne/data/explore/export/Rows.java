package city.senne.data.explore.export;

import city.senne.engine.odsql.OutputColumn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows on their way out, read once, from first to last.
///
/// The values by type of column: String, List of String, Long, BigInteger, Double, BigDecimal, Boolean, LocalDate,
/// OffsetDateTime, [Place] for a point and the centre of a cluster, `byte[]` with WKB for a shape. JSON is
/// a String; a file is a [File], or a String that names none we know.
public interface Rows {
    List<OutputColumn> columns();

    /// Goes to the next row; false when there is none.
    boolean next();

    /// @param column counted from 0
    @Nullable
    Object value(int column);

    /// What names the current record; null for a group, and when nobody asked for it.
    default @Nullable String id() {
        return null;
    }

    /// A file that a cell names.
    ///
    /// @param format its ending in capitals, empty when that says nothing
    /// @param address of its content
    record File(String id, String name, String format, String mediaType, String address) {}

    /// A position in EPSG:4326.
    record Place(double longitude, double latitude) {}
}
