package city.senne.engine.geo;

import city.senne.engine.delivery.Decision;
import city.senne.engine.delivery.Decision.Aspect;
import city.senne.engine.delivery.ReadingOptions;
import city.senne.engine.delivery.Reason;
import city.senne.engine.delivery.types.ColumnProfile;
import city.senne.engine.delivery.types.GeoColumn;
import city.senne.engine.delivery.types.NumberFormat;
import city.senne.engine.table.FieldType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;

/// Finds two columns that together are a place: by their names, then by their values.
record PairSearch(List<@Nullable Object[]> rows, ReadingOptions options, Territory territory) {

    private record Named(ColumnProfile column, CoordinateNames name) {}

    void find(List<ColumnProfile> columns, List<GeoColumn> found) {
        List<Named> named = new ArrayList<>();
        for (ColumnProfile column : columns) {
            CoordinateNames name = CoordinateNames.of(column.header());
            if (name != null && column.values() > 0) named.add(new Named(column, name));
        }
        // Longitude and latitude first: projected coordinates beside them say the same again.
        for (boolean geographic : new boolean[] {true, false}) {
            boolean located = found.stream().anyMatch(f -> f.type() == FieldType.GEO_POINT);
            for (Named first : named) {
                if (!first.name().isFirst() || first.name().isGeographic() != geographic) continue;
                boolean again = first.name().subject().isEmpty() && (located || !geographic && !found.isEmpty());
                if (again) continue;
                for (Named second : named) {
                    if (!first.name().belongsTo(second.name())) continue;
                    GeoColumn pair = pair(first, second);
                    if (pair != null) found.add(pair);
                    break;
                }
            }
        }
    }

    private @Nullable GeoColumn pair(Named first, Named second) {
        for (NumberFormat format : formats(first.column(), second.column())) {
            PointColumn.Numbers numbers = PointColumn.ofColumns(
                    first.column().index(), format, second.column().index(), format);
            List<Coordinate> positions = new ArrayList<>();
            int unreadable = 0;
            for (@Nullable Object[] row : rows) {
                Coordinate position = numbers.in(row);
                if (position == null) continue;
                positions.add(position);
                if (!Double.isFinite(position.x) || !Double.isFinite(position.y)) unreadable++;
            }
            List<Coordinate> meaningful = SystemGuess.meaningful(positions);
            if (meaningful.isEmpty() || unreadable > 0.2 * positions.size()) continue;
            boolean geographic = first.name().isGeographic();
            SystemGuess guess = chosenOrGuessed(meaningful, first.name().srid(), options.srid(), territory, geographic);
            if (guess == null && geographic) guess = anywhere(meaningful, false);
            if (guess != null) return column(first, second, numbers, guess, meaningful.size());
        }
        return null;
    }

    /// A coordinate has one sign in it: whether that was taken for a separator of thousands is tried the other way.
    private static Set<NumberFormat> formats(ColumnProfile first, ColumnProfile second) {
        Set<NumberFormat> formats = new LinkedHashSet<>();
        formats.add(first.numberFormat());
        formats.add(second.numberFormat());
        formats.add(NumberFormat.POINT);
        formats.add(NumberFormat.COMMA);
        return formats;
    }

    /// The system that was chosen, when there is one; else the one in which the positions fall into the territory.
    ///
    /// @param geographic the positions call themselves longitude and latitude: a choice for other coordinates does
    ///     not concern them as long as they look like that
    static @Nullable SystemGuess chosenOrGuessed(
            List<Coordinate> positions,
            @Nullable Integer hint,
            @Nullable Integer chosen,
            Territory territory,
            boolean geographic) {
        if (chosen != null && Crs.find(chosen).isPresent()) {
            boolean degrees = geographic && chosen != Crs.WGS84 && anywhere(positions, false) != null;
            if (!degrees) {
                double straight = SystemGuess.share(positions, chosen, false, territory);
                double turned = SystemGuess.share(positions, chosen, true, territory);
                return new SystemGuess(chosen, turned > straight, Math.max(straight, turned));
            }
        }
        return SystemGuess.of(positions, hint, territory);
    }

    /// Longitude and latitude somewhere on Earth, when names leave no doubt that they are.
    ///
    /// @param latitudeFirst the usual order in a text
    static @Nullable SystemGuess anywhere(List<Coordinate> positions, boolean latitudeFirst) {
        if (positions.isEmpty()) return null;
        for (boolean swapped : new boolean[] {latitudeFirst, !latitudeFirst}) {
            long fitting = positions.stream()
                    .filter(p -> Math.abs(swapped ? p.y : p.x) <= 180 && Math.abs(swapped ? p.x : p.y) <= 90)
                    .count();
            if (fitting >= SystemGuess.ENOUGH * positions.size()) return new SystemGuess(Crs.WGS84, swapped, 0);
            if (!latitudeFirst) break;
        }
        return null;
    }

    private GeoColumn column(Named first, Named second, PointColumn.Numbers numbers, SystemGuess guess, int count) {
        String firstHeader = first.column().header();
        String secondHeader = second.column().header();
        String subject = first.name().subject();
        String name = subject.isEmpty() ? "geo_point_2d" : subject + "_point";
        String label = secondHeader + ", " + firstHeader;
        List<Decision> decisions = new ArrayList<>();
        String what = guess.swapped() ? "geo.point-of-columns-swapped" : "geo.point-of-columns";
        decisions.add(Decision.found(
                Aspect.GEOMETRY,
                firstHeader,
                FieldType.GEO_POINT.apiName(),
                Reason.of(what, firstHeader, secondHeader)));
        decisions.add(crsDecision(firstHeader, guess, count, options));
        return new PointColumn(
                name,
                label,
                List.of(first.column().index(), second.column().index()),
                numbers,
                guess.swapped(),
                Crs.find(guess.srid()).orElseThrow(),
                guess.share() >= SystemGuess.ENOUGH ? territory : null,
                decisions);
    }

    static Decision crsDecision(String header, SystemGuess guess, int count, ReadingOptions options) {
        String code = Integer.toString(guess.srid());
        Integer chosen = options.srid();
        if (chosen != null && chosen == guess.srid()) return Decision.chosen(Aspect.CRS, header, code);
        Reason reason = guess.share() >= SystemGuess.ENOUGH
                ? GeoInference.byPosition(guess, count)
                : Reason.of("geo.crs-by-name", GeoInference.name(guess.srid()));
        return Decision.found(Aspect.CRS, header, code, reason);
    }
}
