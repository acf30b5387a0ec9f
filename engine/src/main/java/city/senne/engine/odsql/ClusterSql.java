package city.senne.engine.odsql;

import static city.senne.engine.odsql.SqlText.of;
import static city.senne.engine.odsql.SqlText.parameter;

import java.util.List;

/// `geo_cluster` as SQL: points are sorted into squares of the world map as wide as the radius, then a square whose
/// middle is nearer than the radius to that of a fuller one next to it is joined to that.
final class ClusterSql {
    private static final double TILE_PIXELS = 256;

    private ClusterSql() {}

    /// The square, null without a point.
    static SqlText cell(ValueSql values, Bound.ClusterClass cluster) {
        return of(
                "CASE WHEN {} IS NOT NULL THEN struct_pack(cx := CAST(floor({}) AS BIGINT), cy := CAST(floor({}) AS BIGINT)) END",
                values.longitude(cluster.place()),
                across(values, cluster),
                down(values, cluster));
    }

    /// What else is needed of each row to join squares and to find their middles.
    static List<SqlText> inputs(ValueSql values, Bound.ClusterClass cluster, int index) {
        return List.of(
                values.longitude(cluster.place()).then(" AS x" + index),
                values.latitude(cluster.place()).then(" AS y" + index),
                across(values, cluster).then(" AS across" + index),
                down(values, cluster).then(" AS down" + index));
    }

    /// Columns from the left edge of the map.
    private static SqlText across(ValueSql values, Bound.ClusterClass cluster) {
        return of("(({} + 180) / 360 * {})", values.longitude(cluster.place()), squares(cluster));
    }

    /// Rows from its upper edge, where the map of the web ends short of the pole.
    private static SqlText down(ValueSql values, Bound.ClusterClass cluster) {
        SqlText latitude = of("radians(least(85.05, greatest(-85.05, {})))", values.latitude(cluster.place()));
        return of("((1 - ln(tan({}) + 1 / cos({})) / pi()) / 2 * {})", latitude, latitude, squares(cluster));
    }

    private static SqlText squares(Bound.ClusterClass cluster) {
        return of("CAST({} AS DOUBLE)", parameter(TILE_PIXELS * Math.pow(2, cluster.zoom()) / cluster.radius()));
    }

    /// The rows with the key of the square to which theirs was joined.
    ///
    /// @param rows an inner query with the inputs
    /// @param isMixed whether the middles may not depend on the order of the rows
    static SqlText joined(SqlText rows, int index, boolean isMixed) {
        return of(
                """
                (WITH points AS (SELECT * FROM {} WHERE k%1$d IS NOT NULL), \
                cells AS (SELECT k%1$d AS cell, count(*) AS n, avg({}) AS x, avg({}) AS y \
                FROM points GROUP BY k%1$d), \
                steps AS (SELECT dx, dy FROM range(-1, 2) AS h(dx), range(-1, 2) AS v(dy)), \
                fullest AS (SELECT a.cell, arg_max(b.cell, struct_pack(n := b.n, cell := b.cell)) AS leader \
                FROM cells AS a CROSS JOIN steps \
                JOIN cells AS b ON b.cell.cx = a.cell.cx + dx AND b.cell.cy = a.cell.cy + dy \
                WHERE pow(a.x - b.x, 2) + pow(a.y - b.y, 2) < 1 GROUP BY a.cell), \
                leaders AS (SELECT a.cell, CASE WHEN b.leader = b.cell THEN a.leader ELSE a.cell END AS leader \
                FROM fullest AS a JOIN fullest AS b ON b.cell = a.leader) \
                SELECT points.* REPLACE (leaders.leader AS k%1$d) \
                FROM points JOIN leaders ON leaders.cell = points.k%1$d) AS rows""".formatted(index),
                rows,
                AggregateSql.addends(of("across" + index), isMixed),
                AggregateSql.addends(of("down" + index), isMixed));
    }

    /// The middle of a cluster, as it is shown.
    static SqlText centroid(int index) {
        return of("struct_pack(cluster_centroid := struct_pack(lon := g.x%1$d, lat := g.y%1$d))".formatted(index));
    }
}
