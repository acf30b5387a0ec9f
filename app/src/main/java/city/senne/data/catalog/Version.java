package city.senne.data.catalog;

import city.senne.engine.lake.Difference;
import city.senne.engine.table.TableSchema;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One state of a dataset's rows; it never changes.
///
/// @param number counted from 1
/// @param snapshot the lake's id of it
/// @param rows [#UNTOLD] for those who may not know
/// @param bytes of the files that this version added
/// @param words of fields in several languages, by the name of the field
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
        Map<String, FieldWords> words,
        @Nullable Difference difference,
        @Nullable Extent extent,
        @Nullable UUID delivery) {

    public static final long UNTOLD = -1;

    public Version {
        words = Map.copyOf(words);
    }

    /// Whether it says how many rows there are, and where.
    public boolean tellsFigures() {
        return rows != UNTOLD;
    }

    /// The same for those who may not know.
    Version withoutFigures() {
        return new Version(
                dataset, number, snapshot, landed, update, UNTOLD, UNTOLD, schema, words, null, null, delivery);
    }

    /// The fields as the delivery calls them in a language.
    public TableSchema fields(String language) {
        return new TableSchema(schema.fields().stream()
                .map(field -> words.getOrDefault(field.name(), FieldWords.NONE).on(field, language))
                .toList());
    }

    /// Degrees of longitude and latitude, EPSG:4326.
    public record Extent(double west, double south, double east, double north) {}
}
