package city.senne.engine.geo;

import city.senne.engine.delivery.Decision;
import city.senne.engine.delivery.Decision.Aspect;
import city.senne.engine.delivery.ReadingOptions;
import city.senne.engine.delivery.Reason;
import city.senne.engine.delivery.types.ColumnProfile;
import city.senne.engine.delivery.types.GeoColumn;
import city.senne.engine.delivery.types.GeoColumns;
import city.senne.engine.table.FieldType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;

/// Finds the places in a table: geometries that the format holds or that stand as text, two coordinates in one text
/// or in two columns. In which system they are meant is decided by what the file says, then by names, and always
/// confirmed by where the positions fall.
public final class GeoInference implements GeoColumns {
    @Override
    public List<GeoColumn> find(
            List<ColumnProfile> columns,
            List<@Nullable Object[]> sampleRows,
            ReadingOptions options,
            Territory territory) {
        Search search = new Search(sampleRows, options, territory);
        for (ColumnProfile column : columns) search.lookForGeometries(column);
        for (ColumnProfile column : columns) search.lookForPairInText(column);
        new PairSearch(sampleRows, options, territory).find(columns, search.found);
        return List.copyOf(search.found);
    }

    private static final class Search {
        private final List<@Nullable Object[]> rows;
        private final ReadingOptions options;
        private final Territory territory;
        private final List<GeoColumn> found = new ArrayList<>();

        Search(List<@Nullable Object[]> rows, ReadingOptions options, Territory territory) {
            this.rows = rows;
            this.options = options;
            this.territory = territory;
        }

        void lookForGeometries(ColumnProfile column) {
            FieldType declared = column.column().declared();
            FieldType wanted = wanted(column);
            if (wanted != null && !wanted.isGeo()) return;
            boolean isGeo = declared != null && declared.isGeo() || column.type() == FieldType.GEO_SHAPE;
            if (isGeo) {
                found.add(ofGeometries(column, declared));
                return;
            }
            if (declared != null && declared != FieldType.TEXT && declared != FieldType.JSON) return;
            List<Object> cells = cells(column);
            if (cells.isEmpty()) return;
            int whole = 0;
            for (Object cell : cells) {
                boolean geometry = GeoText.recognise(text(cell))
                        .filter(n -> n != GeoText.Notation.PAIR)
                        .isPresent();
                if (geometry) whole++;
            }
            if (whole >= SystemGuess.ENOUGH * cells.size()) found.add(ofTexts(column, cells));
        }

        private @Nullable FieldType wanted(ColumnProfile column) {
            ReadingOptions.ColumnOptions chosen = options.columns().get(column.header());
            return chosen == null ? null : chosen.type();
        }

        private List<Object> cells(ColumnProfile column) {
            List<Object> cells = new ArrayList<>();
            for (@Nullable Object[] row : rows) {
                Object cell = column.index() < row.length ? row[column.index()] : null;
                if (cell != null && !text(cell).isBlank()) cells.add(cell);
            }
            return cells;
        }

        private GeoColumn ofGeometries(ColumnProfile column, @Nullable FieldType declared) {
            List<Geometry> geometries = new ArrayList<>();
            for (Object cell : cells(column)) if (cell instanceof Geometry geometry) geometries.add(geometry);
            FieldType wanted = wanted(column);
            FieldType type = wanted != null ? wanted : declared == FieldType.GEO_POINT ? declared : FieldType.GEO_SHAPE;
            if (wanted == null && declared == null && areAllPoints(geometries)) type = FieldType.GEO_POINT;
            List<Decision> decisions = new ArrayList<>();
            int srid = system(column.header(), column.column().srid(), positions(geometries), decisions);
            return new GeometryColumn(column.header(), column.index(), type, srid, options.srid() != null, decisions);
        }

        private GeoColumn ofTexts(ColumnProfile column, List<Object> cells) {
            List<Geometry> geometries = new ArrayList<>();
            Map<Integer, Integer> stated = new HashMap<>();
            GeoText.Notation notation = GeoText.Notation.WKT;
            for (Object cell : cells) {
                try {
                    notation = GeoText.recognise(text(cell)).orElse(notation);
                    GeoText.Placed placed = GeoText.read(text(cell));
                    Integer own = placed.srid();
                    if (own != null) stated.merge(own, 1, Integer::sum);
                    geometries.add(placed.geometry());
                } catch (GeometryProblem unreadable) {
                    // Its row will be rejected with this very reason.
                }
            }
            FieldType wanted = wanted(column);
            FieldType type =
                    wanted != null ? wanted : areAllPoints(geometries) ? FieldType.GEO_POINT : FieldType.GEO_SHAPE;
            List<Decision> decisions = new ArrayList<>();
            decisions.add(Decision.found(
                    Aspect.GEOMETRY, column.header(), type.apiName(), Reason.of("geo.geometry-text", notation.name())));
            Integer own = stated.entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .map(Map.Entry::getKey)
                    .orElse(null);
            if (own != null && options.srid() == null) {
                decisions.add(Decision.found(
                        Aspect.CRS, column.header(), own.toString(), Reason.of("geo.crs-in-values", name(own))));
            }
            int srid = own != null && options.srid() == null
                    ? own
                    : system(column.header(), null, positions(geometries), decisions);
            return new GeometryColumn(column.header(), column.index(), type, srid, options.srid() != null, decisions);
        }

        /// What was chosen, else what the file says when the positions do not contradict it, else where they fall.
        private int system(
                String header, @Nullable Integer stated, List<Coordinate> positions, List<Decision> decisions) {
            Integer chosen = options.srid();
            if (chosen != null) {
                decisions.add(Decision.chosen(Aspect.CRS, header, chosen.toString()));
                return chosen;
            }
            if (stated != null && (positions.isEmpty() || plausible(positions, stated) > 0.5)) return stated;
            SystemGuess guess = SystemGuess.of(positions, null, territory);
            if (guess != null && !guess.swapped()) {
                decisions.add(Decision.found(
                        Aspect.CRS, header, Integer.toString(guess.srid()), byPosition(guess, positions.size())));
                return guess.srid();
            }
            int srid = stated != null ? stated : Crs.WGS84;
            if (stated == null) {
                decisions.add(Decision.found(
                        Aspect.CRS, header, Integer.toString(srid), Reason.of("geo.crs-assumed", name(srid))));
            }
            return srid;
        }

        private static double plausible(List<Coordinate> positions, int srid) {
            Crs crs = Crs.find(srid).orElse(null);
            if (crs == null) return 0;
            long inside = positions.stream().filter(p -> crs.contains(p.x, p.y)).count();
            return (double) inside / positions.size();
        }

        void lookForPairInText(ColumnProfile column) {
            FieldType declared = column.column().declared();
            FieldType wanted = wanted(column);
            boolean other =
                    wanted != null ? wanted != FieldType.GEO_POINT : declared != null && declared != FieldType.TEXT;
            boolean taken = found.stream().anyMatch(f -> f.sources().contains(column.index()));
            if (other || taken || column.type() != FieldType.TEXT) return;
            List<Object> cells = cells(column);
            List<Coordinate> positions = new ArrayList<>();
            for (Object cell : cells) {
                GeoText.pair(text(cell)).ifPresent(p -> positions.add(new Coordinate(p.first(), p.second())));
            }
            if (positions.isEmpty() || positions.size() < SystemGuess.ENOUGH * cells.size()) return;
            List<Coordinate> meaningful = SystemGuess.meaningful(positions);
            boolean named = CoordinateNames.soundsLikePlace(column.header());
            SystemGuess guess = PairSearch.chosenOrGuessed(meaningful, null, options.srid(), territory, true);
            if (guess == null && named) guess = PairSearch.anywhere(meaningful, true);
            boolean fractions = meaningful.stream().anyMatch(p -> p.x != Math.rint(p.x) && p.y != Math.rint(p.y));
            if (guess == null || !named && !fractions) return;
            found.add(ofPairText(column, guess, meaningful.size()));
        }

        private GeoColumn ofPairText(ColumnProfile column, SystemGuess guess, int count) {
            Crs crs = Crs.find(guess.srid()).orElseThrow();
            List<Decision> decisions = new ArrayList<>();
            String order = guess.swapped() ? "geo.pair-latitude-first" : "geo.pair-longitude-first";
            decisions.add(
                    Decision.found(Aspect.GEOMETRY, column.header(), FieldType.GEO_POINT.apiName(), Reason.of(order)));
            decisions.add(PairSearch.crsDecision(column.header(), guess, count, options));
            return new PointColumn(
                    column.header() + "_point",
                    // Beside the text, which bears the header.
                    column.header() + " (point)",
                    List.of(column.index()),
                    PointColumn.ofText(column.index()),
                    guess.swapped(),
                    crs,
                    guess.share() >= SystemGuess.ENOUGH ? territory : null,
                    decisions);
        }
    }

    static Reason byPosition(SystemGuess guess, int count) {
        long percent = Math.round(guess.share() * 100);
        return Reason.of("geo.crs-by-position", name(guess.srid()), percent, count);
    }

    static String name(int srid) {
        return Crs.find(srid).map(Crs::name).orElse("EPSG:" + srid);
    }

    static String text(Object cell) {
        return cell instanceof String[] many ? String.join(",", many) : cell.toString();
    }

    private static boolean areAllPoints(List<Geometry> geometries) {
        return !geometries.isEmpty() && geometries.stream().allMatch(g -> g instanceof Point);
    }

    private static List<Coordinate> positions(List<Geometry> geometries) {
        List<Coordinate> positions = new ArrayList<>();
        for (Geometry geometry : geometries) {
            Coordinate first = geometry.getCoordinate();
            if (first != null) positions.add(first);
        }
        return SystemGuess.meaningful(positions);
    }
}
