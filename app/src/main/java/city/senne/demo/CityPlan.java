package city.senne.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.union.UnaryUnionOp;

/// The plan of an invented city, the same at every call: crooked streets with blocks between them, twelve
/// neighbourhoods, a river, parks. It lies on the map of Brussels and resembles it in nothing. Lengths are
/// metres from the middle of the city until [#onEarth].
final class CityPlan {
    static final int COLUMNS = 24;
    static final int ROWS = 18;
    private static final int CELL = 150;
    /// Of one block, on both sides of the street.
    private static final int HOUSES = 18;
    /// How far from a corner the first house stands, as a part of the block.
    private static final double FIRST_HOUSE = 0.08;
    private static final double LONGITUDE = 4.352;
    private static final double LATITUDE = 50.847;
    private static final double METRES_PER_DEGREE = 111_200;
    private static final GeometryFactory SHAPES = new GeometryFactory();

    /// A street from one end of the city to the other.
    record Street(StreetName name, LineString line) {}

    /// @param park whether trees grow there instead of houses
    record Block(int neighbourhood, Geometry shape, boolean park) {}

    private final Random random = new Random(1561);
    private final Coordinate[][] corners = new Coordinate[COLUMNS + 1][ROWS + 1];
    private final List<Street> streets = new ArrayList<>();
    private final List<Block> blocks = new ArrayList<>();
    private final Geometry river;

    CityPlan() {
        for (int c = 0; c <= COLUMNS; c++) for (int r = 0; r <= ROWS; r++) corners[c][r] = corner(c, r);
        river = SHAPES.createLineString(riverBed()).buffer(26);
        lay();
        build();
    }

    /// Straight streets are for planners: these bend with the hills, and no corner is where it was meant.
    private Coordinate corner(int column, int row) {
        double x = (column - COLUMNS / 2.0) * CELL;
        double y = (row - ROWS / 2.0) * CELL;
        double bent = x + 90 * Math.sin(y / 520) + 26 * random.nextGaussian();
        double risen = y + 110 * Math.sin(x / 700 + 0.6) + 26 * random.nextGaussian();
        double turn = Math.toRadians(14);
        return new Coordinate(
                bent * Math.cos(turn) - risen * Math.sin(turn), bent * Math.sin(turn) + risen * Math.cos(turn));
    }

    private static Coordinate[] riverBed() {
        List<Coordinate> bed = new ArrayList<>();
        for (double y = -1900; y <= 1900; y += 80) {
            bed.add(new Coordinate(-260 + 0.18 * y + 210 * Math.sin(y / 430), y));
        }
        return bed.toArray(Coordinate[]::new);
    }

    private void lay() {
        for (int r = 0; r <= ROWS; r++) {
            Coordinate[] line = new Coordinate[COLUMNS + 1];
            for (int c = 0; c <= COLUMNS; c++) line[c] = corners[c][r];
            streets.add(new Street(StreetName.ALL.get(r), SHAPES.createLineString(line)));
        }
        for (int c = 0; c <= COLUMNS; c++) {
            streets.add(new Street(StreetName.ALL.get(ROWS + 1 + c), SHAPES.createLineString(corners[c])));
        }
    }

    private void build() {
        Geometry banks = river.buffer(14);
        for (int c = 0; c < COLUMNS; c++) {
            for (int r = 0; r < ROWS; r++) {
                Geometry shape = cell(c, r).buffer(-9).difference(banks);
                if (shape.getArea() < 2500) continue;
                boolean bigPark = c >= 15 && c <= 18 && r >= 10 && r <= 12;
                blocks.add(new Block(neighbourhood(c, r), shape, bigPark || random.nextInt(22) == 0));
            }
        }
    }

    private Polygon cell(int c, int r) {
        return SHAPES.createPolygon(new Coordinate[] {
            corners[c][r], corners[c + 1][r], corners[c + 1][r + 1], corners[c][r + 1], corners[c][r]
        });
    }

    private static int neighbourhood(int column, int row) {
        return column * 4 / COLUMNS + 4 * (row * 3 / ROWS);
    }

    List<Street> streets() {
        return streets;
    }

    List<Block> blocks() {
        return blocks;
    }

    Geometry river() {
        return river;
    }

    /// All its cells with the streets between them.
    Geometry neighbourhood(int number) {
        List<Geometry> cells = new ArrayList<>();
        for (int c = 0; c < COLUMNS; c++) {
            for (int r = 0; r < ROWS; r++) if (neighbourhood(c, r) == number) cells.add(cell(c, r));
        }
        return UnaryUnionOp.union(cells);
    }

    /// Every house, street after street.
    List<Place> houses() {
        List<Place> houses = new ArrayList<>();
        for (int r = 0; r <= ROWS; r++) for (int c = 0; c < COLUMNS; c++) houses(houses, c, r, true);
        for (int c = 0; c <= COLUMNS; c++) for (int r = 0; r < ROWS; r++) houses(houses, c, r, false);
        return houses;
    }

    private void houses(List<Place> houses, int column, int row, boolean across) {
        for (int house = 1; house <= HOUSES; house++) {
            double along = FIRST_HOUSE + (house - 0.5) / HOUSES * (1 - 2 * FIRST_HOUSE);
            besideStreet(column, row, across, along, house % 2 == 0).ifPresent(houses::add);
        }
    }

    /// A place beside a street, where trees and benches stand.
    Place besideStreet(Random chance) {
        while (true) {
            int column = chance.nextInt(COLUMNS);
            int row = chance.nextInt(ROWS);
            boolean across = chance.nextBoolean();
            double along = FIRST_HOUSE + (1 - 2 * FIRST_HOUSE) * chance.nextDouble();
            Optional<Place> place = besideStreet(column, row, across, along, chance.nextBoolean());
            if (place.isPresent()) return place.get();
        }
    }

    /// @param across whether along a row of corners, not a column
    /// @param along the block, from 0 to 1
    /// @return none in the river
    private Optional<Place> besideStreet(int column, int row, boolean across, double along, boolean left) {
        Coordinate from = corners[column][row];
        Coordinate to = across ? corners[column + 1][row] : corners[column][row + 1];
        double length = from.distance(to);
        double side = left ? 6 : -6;
        Point at = SHAPES.createPoint(new Coordinate(
                from.x + along * (to.x - from.x) - side * (to.y - from.y) / length,
                from.y + along * (to.y - from.y) + side * (to.x - from.x) / length));
        int number = across ? row : ROWS + 1 + column;
        int house =
                (across ? column : row) * HOUSES + 1 + (int) ((along - FIRST_HOUSE) / (1 - 2 * FIRST_HOUSE) * HOUSES);
        int block = neighbourhood(Math.min(column, COLUMNS - 1), Math.min(row, ROWS - 1));
        return river.contains(at)
                ? Optional.empty()
                : Optional.of(new Place(onEarth(at), block, StreetName.ALL.get(number), house));
    }

    /// @param at longitude and latitude
    record Place(Geometry at, int neighbourhood, StreetName street, int house) {
        double longitude() {
            return at.getCoordinate().x;
        }

        double latitude() {
            return at.getCoordinate().y;
        }
    }

    /// Longitude and latitude in WGS 84.
    static Geometry onEarth(Geometry metres) {
        Geometry earth = metres.copy();
        earth.apply((Coordinate at) -> {
            at.x = LONGITUDE + at.x / (METRES_PER_DEGREE * Math.cos(Math.toRadians(LATITUDE)));
            at.y = LATITUDE + at.y / METRES_PER_DEGREE;
        });
        earth.geometryChanged();
        return earth;
    }
}
