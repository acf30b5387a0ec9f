package city.senne.engine.odsql;

import city.senne.engine.geo.NamedCrs;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/// A condition on rows that was not written in ODSQL: its tree is the same, so that whatever holds for a question holds
/// for it. Names are looked up when the question is bound.
public final class Filter {
    private final Expression.Condition condition;

    Filter(Expression.Condition condition) {
        this.condition = condition;
    }

    Expression.Condition condition() {
        return condition;
    }

    /// Reads CQL2 as text.
    ///
    /// @param crs of the coordinates in it
    /// @throws OdsqlException when it is none, or means what we do not know
    public static Filter cql2Text(String text, NamedCrs crs) {
        return new Filter(new Cql2Meaning(crs).condition(Cql2Text.read(text)));
    }

    /// Reads CQL2 as JSON; the same otherwise.
    public static Filter cql2Json(String json, NamedCrs crs) {
        return new Filter(new Cql2Meaning(crs).condition(Cql2Json.read(json)));
    }

    /// Rows that meet all of them.
    public static Filter all(List<Filter> filters) {
        return new Filter(
                new Expression.AllOf(filters.stream().map(Filter::condition).toList()));
    }

    /// Rows whose place has something in common with one of the geometries.
    ///
    /// @param geometries in EPSG:4326
    public static Filter touching(String field, List<Geometry> geometries) {
        return new Filter(new Expression.AnyOf(geometries.stream()
                .<Expression.Condition>map(geometry ->
                        new Expression.Located(Bound.Spatial.Relation.INTERSECTS, new Expression.Name(field), geometry))
                .toList()));
    }

    /// Rows whose time lies in a period, both ends included.
    ///
    /// @param from a day or an instant as ISO 8601 writes it; null for a period without beginning
    /// @param until null for one without end
    public static Filter during(String field, @Nullable String from, @Nullable String until) {
        var time = new Expression.Name(field);
        List<Expression.Condition> ends = new ArrayList<>();
        if (from != null) {
            ends.add(
                    new Expression.Compared(Expression.Comparison.GREATER_OR_EQUAL, time, new Expression.Moment(from)));
        }
        if (until != null) {
            ends.add(new Expression.Compared(Expression.Comparison.LESS_OR_EQUAL, time, new Expression.Moment(until)));
        }
        return new Filter(new Expression.AllOf(ends));
    }

    /// Rows in which a field has this value, as text.
    public static Filter equal(String field, String value) {
        return new Filter(new Expression.Compared(
                Expression.Comparison.EQUAL, new Expression.Name(field), new Expression.Text(value)));
    }
}
