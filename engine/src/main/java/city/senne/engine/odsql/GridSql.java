package city.senne.engine.odsql;

import static city.senne.engine.odsql.SqlText.parameter;

import city.senne.engine.geo.Lambert2008;
import city.senne.engine.tiles.TileGrid;

/// Where places lie in a grid of tiles, as shares of its sides: what [TileGrid#place] does, in SQL and by the same
/// steps, so that a place is counted in the tile in which it would be drawn.
///
/// @param across from the west
/// @param down from the north
record GridSql(SqlText across, SqlText down) {
    /// @param longitude,latitude columns
    static GridSql of(TileGrid grid, SqlText longitude, SqlText latitude) {
        return switch (grid) {
            case WEB_MERCATOR -> mercator(longitude, latitude);
            case BELGIAN_LAMBERT -> lambert(grid, longitude, latitude);
        };
    }

    private static GridSql mercator(SqlText longitude, SqlText latitude) {
        SqlText bounded = PlaceQueries.bounded(latitude);
        return new GridSql(
                SqlText.of("(({} + 180) / 360)", longitude),
                SqlText.of(
                        "(0.5 - 0.25 * ln((1 + sin(radians({}))) / (1 - sin(radians({})))) / pi())", bounded, bounded));
    }

    private static GridSql lambert(TileGrid grid, SqlText longitude, SqlText latitude) {
        SqlText bounded =
                SqlText.of("radians(greatest({}, least(90, {})))", parameter(Lambert2008.SOUTHERNMOST), latitude);
        SqlText flat = SqlText.of("({} * sin({}))", parameter(Lambert2008.ECCENTRICITY), bounded);
        SqlText t = SqlText.of(
                "(tan(pi() / 4 - {} / 2) / pow((1 - {}) / (1 + {}), {}))",
                bounded,
                flat,
                flat,
                parameter(Lambert2008.ECCENTRICITY / 2));
        SqlText radius = SqlText.of("({} * pow({}, {}))", parameter(Lambert2008.SCALE), t, parameter(Lambert2008.CONE));
        SqlText angle = SqlText.of(
                "({} * (radians({}) - {}))", parameter(Lambert2008.CONE), longitude, parameter(Lambert2008.MERIDIAN));
        return new GridSql(
                SqlText.of(
                        "(({} + {} * sin({}) - {}) / {})",
                        parameter(Lambert2008.EASTING),
                        radius,
                        angle,
                        parameter(grid.extent().getMinX()),
                        parameter(grid.extent().getWidth())),
                SqlText.of(
                        "(({} - ({} - {} * cos({}))) / {})",
                        parameter(grid.extent().getMaxY()),
                        parameter(Lambert2008.NORTHING + Lambert2008.ORIGIN),
                        radius,
                        angle,
                        parameter(grid.extent().getHeight())));
    }
}
