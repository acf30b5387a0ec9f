package city.senne.engine.geo;

import city.senne.engine.delivery.Decision;
import city.senne.engine.delivery.SourceRow.Problem;
import city.senne.engine.delivery.types.GeoColumn;
import city.senne.engine.delivery.types.NumberFormat;
import city.senne.engine.table.FieldType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;

/// Points of two numbers, which stand in two columns or in one text. Nothing is rejected for them, since the numbers
/// stay visible beside: what makes no sense is no place, and is counted.
final class PointColumn implements GeoColumn {
    private final String name;
    private final String label;
    private final List<Integer> sources;
    private final Numbers numbers;
    private final boolean swapped;
    private final Crs crs;
    private final @Nullable Territory territory;
    private final List<Decision> decisions;
    private final PlaceFindings findings;

    /// The horizontal number first, unless the cells hold them the other way round; null when there are none.
    interface Numbers {
        @Nullable
        Coordinate in(@Nullable Object[] cells);
    }

    /// @param territory where all other places are, null when that is not known
    PointColumn(
            String name,
            String label,
            List<Integer> sources,
            Numbers numbers,
            boolean swapped,
            Crs crs,
            @Nullable Territory territory,
            List<Decision> decisions) {
        this.name = name;
        this.label = label;
        this.sources = List.copyOf(sources);
        this.numbers = numbers;
        this.swapped = swapped;
        this.crs = crs;
        this.territory = territory;
        this.decisions = List.copyOf(decisions);
        findings = new PlaceFindings(label);
    }

    static Numbers ofColumns(int x, NumberFormat xFormat, int y, NumberFormat yFormat) {
        return cells -> {
            Object first = x < cells.length ? cells[x] : null;
            Object second = y < cells.length ? cells[y] : null;
            if (isNothing(first) && isNothing(second)) return null;
            return new Coordinate(xFormat.number(first), yFormat.number(second));
        };
    }

    static Numbers ofText(int column) {
        return cells -> {
            Object cell = column < cells.length ? cells[column] : null;
            String text = cell instanceof String[] many ? String.join(",", many) : cell == null ? "" : cell.toString();
            if (isNothing(text)) return null;
            return GeoText.pair(text)
                    .map(pair -> new Coordinate(pair.first(), pair.second()))
                    .orElseGet(() -> new Coordinate(Double.NaN, Double.NaN));
        };
    }

    /// Without a digit there is no number, only a word for nothing.
    private static boolean isNothing(@Nullable Object cell) {
        return cell == null || cell instanceof String text && text.chars().noneMatch(Character::isDigit);
    }

    @Override
    public Place read(@Nullable Object[] cells) {
        Coordinate position = numbers.in(cells);
        if (position == null) return new Place.Nowhere();
        double x = swapped ? position.y : position.x;
        double y = swapped ? position.x : position.y;
        String shown = position.x + " " + position.y;
        if (x == 0 && y == 0) return nowhere("geo.found-zero", shown);
        if (!Double.isFinite(x) || !Double.isFinite(y)) return nowhere("geo.found-not-a-number", shown);
        try {
            Coordinate place = crs.toWgs84(x, y);
            if (territory != null && !territory.contains(place.x, place.y)) {
                findings.add("geo.found-far", shown, List.of());
            }
            return new Place.At(Shapes.point(place.x, place.y));
        } catch (GeometryProblem outside) {
            return nowhere("geo.found-outside", shown);
        }
    }

    private Place nowhere(String what, String shown) {
        findings.add(what, shown, List.of());
        return new Place.Nowhere();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public FieldType type() {
        return FieldType.GEO_POINT;
    }

    @Override
    public List<Integer> sources() {
        return sources;
    }

    @Override
    public boolean replacesSources() {
        return false;
    }

    @Override
    public List<Decision> decisions() {
        return decisions;
    }

    @Override
    public List<Problem> findings() {
        return findings.all();
    }
}
