package city.senne.engine.delivery.types;

import city.senne.engine.delivery.Decision;
import city.senne.engine.delivery.SourceRow;
import city.senne.engine.table.FieldType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/// A field of places made of one or several columns of the source. For several threads.
public interface GeoColumn {
    /// The name it should bear; numbered when another field bears it already.
    String name();

    /// As people read it.
    String label();

    /// GEO_POINT or GEO_SHAPE.
    FieldType type();

    /// The source columns that it is made of, by their index; the field stands behind the last of them.
    List<Integer> sources();

    /// Whether it stands in place of its sources (a geometry that the format itself holds), or beside
    /// them (columns of coordinates, which people may still want to see).
    boolean replacesSources();

    /// CRS and GEOMETRY decisions, with their reasons.
    List<Decision> decisions();

    /// What was mended or left without a place, counted; complete after the last row.
    default List<SourceRow.Problem> findings() {
        return List.of();
    }

    Place read(@Nullable Object[] cells);

    /// What the cells of a row say about where.
    sealed interface Place {
        /// In EPSG:4326, longitude first.
        record At(Geometry geometry) implements Place {}

        record Nowhere() implements Place {}

        record Wrong(SourceRow.Problem problem) implements Place {}
    }
}
