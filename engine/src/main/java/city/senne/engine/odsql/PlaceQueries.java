package city.senne.engine.odsql;

import static city.senne.engine.odsql.SqlText.of;
import static city.senne.engine.odsql.SqlText.parameter;

import city.senne.engine.table.Field;
import city.senne.engine.table.FieldType;
import city.senne.engine.tiles.TileGrid;
import java.util.ArrayList;
import java.util.List;

/// What a map asks of one field of places: rows in a window, counts in a grid, the extent. All of it reads from the
/// rows and fields that the caller of the bound query may see, and keeps to its conditions. Windows are compared with
/// the coordinates beside each place, which lets whole parts of files be skipped.
public final class PlaceQueries {
    private final Relation relation;
    private final BoundQuery query;
    private final Field place;

    /// @param place a field of places that the caller of the query may see
    public PlaceQueries(Relation relation, BoundQuery query, Field place) {
        if (!place.type().isGeo() || !query.table().schema().fields().contains(place)) {
            throw OdsqlException.unknownField(place.name());
        }
        this.relation = relation;
        this.query = query;
        this.place = place;
    }

    /// The columns of the query that hold no places, then `place__x` and `place__y` (longitude and latitude of points,
    /// the middle of shapes), `place__size`, and for shapes `place__shape` (WKB). Largest shapes first.
    public SqlQuery rows(PlaceWindow window, int limit) {
        var values = new ValueSql("r", relation, java.util.Map.of());
        List<SqlText> shown = new ArrayList<>();
        List<OutputColumn> columns = new ArrayList<>();
        for (int i = 0; i < query.outputs().size(); i++) {
            OutputColumn column = query.columns().get(i);
            if (column.type() == ValueType.POINT || column.type() == ValueType.SHAPE) continue;
            columns.add(column);
            shown.add(values.shown(query.outputs().get(i).value()).then(" AS c" + columns.size()));
        }
        for (String extra : isShape() ? List.of("x", "y", "size", "shape") : List.of("x", "y", "size")) {
            SqlText value = switch (extra) {
                case "x" -> x();
                case "y" -> y();
                case "size" -> size();
                default -> SqlText.column("r", place.name());
            };
            ValueType type = extra.equals("shape") ? ValueType.SHAPE : ValueType.NUMBER;
            columns.add(new OutputColumn("place__" + extra, type, null));
            shown.add(value.then(" AS c" + columns.size()));
        }
        SqlText sql = of(
                "SELECT {} FROM {}{}{} LIMIT {}",
                SqlText.joined(", ", shown),
                visible(),
                conditions(window),
                order(),
                parameter((long) limit));
        return new SqlQuery(sql.sql(), sql.parameters(), columns);
    }

    /// Counts in cells of a grid: column and row of each cell from the north-west, how many
    /// rows have their middle in it, how many of them are at least `large`, and the mean of their longitudes and
    /// latitudes. Cells of the window's edges may lie outside it.
    ///
    /// @param across how many cells lie side by side
    public SqlQuery cells(PlaceWindow window, TileGrid grid, long across, double large) {
        GridSql at = GridSql.of(grid, SqlText.column("p", "x"), SqlText.column("p", "y"));
        SqlText sql = of(
                """
                SELECT CAST(floor({} * {}) AS BIGINT) AS c1, CAST(floor({} * {}) AS BIGINT) AS c2, count(*) AS c3, \
                count(*) FILTER (p."size" >= {}) AS c4, avg({}) AS c5, avg({}) AS c6 \
                FROM (SELECT {} AS "x", {} AS "y", {} AS "size" FROM {}{}) AS p GROUP BY 1, 2""",
                at.across(),
                parameter((double) across),
                at.down(),
                parameter((double) across),
                parameter(large),
                AggregateSql.addends(SqlText.column("p", "x"), relation.isMixed()),
                AggregateSql.addends(SqlText.column("p", "y"), relation.isMixed()),
                x(),
                y(),
                size(),
                visible(),
                conditions(window));
        return new SqlQuery(
                sql.sql(),
                sql.parameters(),
                List.of(
                        new OutputColumn("column", ValueType.INTEGER, null),
                        new OutputColumn("row", ValueType.INTEGER, null),
                        new OutputColumn("count", ValueType.INTEGER, null),
                        new OutputColumn("large", ValueType.INTEGER, null),
                        new OutputColumn("x", ValueType.NUMBER, null),
                        new OutputColumn("y", ValueType.NUMBER, null)));
    }

    /// One row: how many rows have a place, then west, south, east and north of all of them, null when there is none.
    public SqlQuery extent() {
        SqlText sql = of(
                "SELECT count({}) AS c1, min({}) AS c2, min({}) AS c3, max({}) AS c4, max({}) AS c5 FROM {}{}",
                side("west"),
                side("west"),
                side("south"),
                side("east"),
                side("north"),
                visible(),
                DuckDbRenderer.where(relation, query));
        return new SqlQuery(
                sql.sql(),
                sql.parameters(),
                List.of(
                        new OutputColumn("count", ValueType.INTEGER, null),
                        new OutputColumn("west", ValueType.NUMBER, null),
                        new OutputColumn("south", ValueType.NUMBER, null),
                        new OutputColumn("east", ValueType.NUMBER, null),
                        new OutputColumn("north", ValueType.NUMBER, null)));
    }

    private SqlText order() {
        List<SqlText> keys = new ArrayList<>();
        if (isShape()) keys.add(size().then(" DESC"));
        if (relation.mixed()) {
            for (int i = 0; i < relation.rowOrder().size(); i++) {
                keys.add(SqlText.column("r", DuckDbRenderer.rowOrder(i)));
            }
        }
        return keys.isEmpty() ? SqlText.EMPTY : of(" ORDER BY {}", SqlText.joined(", ", keys));
    }

    private SqlText visible() {
        return DuckDbRenderer.rows(relation, query, List.of(new Bound.Column(place)));
    }

    private SqlText conditions(PlaceWindow window) {
        SqlText inside = of(
                "{} >= {} AND {} <= {} AND {} >= {} AND {} <= {}",
                side("east"),
                parameter(window.west()),
                side("west"),
                parameter(window.east()),
                side("north"),
                parameter(window.south()),
                side("south"),
                parameter(window.north()));
        if (isShape() && window.least() > 0) inside = inside.then(" AND {} >= {}", size(), parameter(window.least()));
        if (isShape() && Double.isFinite(window.most())) {
            inside = inside.then(" AND {} < {}", size(), parameter(window.most()));
        }
        SqlText asked = DuckDbRenderer.where(relation, query);
        return asked.sql().isEmpty() ? of(" WHERE {}", inside) : asked.then(" AND {}", inside);
    }

    private boolean isShape() {
        return place.type() == FieldType.GEO_SHAPE;
    }

    private SqlText side(String side) {
        return column(
                switch (side) {
                    case "west" -> isShape() ? "xmin" : "x";
                    case "east" -> isShape() ? "xmax" : "x";
                    case "south" -> isShape() ? "ymin" : "y";
                    default -> isShape() ? "ymax" : "y";
                });
    }

    private SqlText x() {
        return isShape() ? of("(({} + {}) / 2)", side("west"), side("east")) : side("west");
    }

    private SqlText y() {
        return isShape() ? of("(({} + {}) / 2)", side("south"), side("north")) : side("south");
    }

    /// Towards the poles the map stretches what it shows.
    private SqlText size() {
        if (!isShape()) return of("CAST(0 AS DOUBLE)");
        return of(
                "greatest({} - {}, ({} - {}) / cos(radians({})))",
                side("east"),
                side("west"),
                side("north"),
                side("south"),
                bounded(y()));
    }

    /// A latitude where the map of the web shows it, or on its edge.
    static SqlText bounded(SqlText latitude) {
        return of("greatest(-85.0511287798, least(85.0511287798, {}))", latitude);
    }

    private SqlText column(String end) {
        return SqlText.column("r", place.name() + "__" + end);
    }
}
