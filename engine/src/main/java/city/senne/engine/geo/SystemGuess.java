package city.senne.engine.geo;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;

/// In which system positions are meant that do not say it: the one in which they fall into the territory.
///
/// @param swapped the second number is the horizontal one
/// @param share of the positions that fall into the territory, 0 to 1
record SystemGuess(int srid, boolean swapped, double share) {
    static final double ENOUGH = 0.95;

    /// Systems in use in and around Belgium, likeliest first.
    private static final List<Integer> CANDIDATES =
            List.of(Crs.WGS84, Crs.LAMBERT_72, Crs.LAMBERT_2008, 3857, 2154, 28992, 25831, 25832);

    /// @param hint the system that a header names, tried first
    static @Nullable SystemGuess of(List<Coordinate> positions, @Nullable Integer hint, Territory territory) {
        if (positions.isEmpty()) return null;
        Set<Integer> candidates = new LinkedHashSet<>();
        if (hint != null) candidates.add(hint);
        candidates.addAll(CANDIDATES);
        for (boolean swapped : new boolean[] {false, true}) {
            for (int srid : candidates) {
                double share = share(positions, srid, swapped, territory);
                if (share >= ENOUGH) return new SystemGuess(srid, swapped, share);
            }
        }
        return null;
    }

    static double share(List<Coordinate> positions, int srid, boolean swapped, Territory territory) {
        Crs crs = Crs.find(srid).orElse(null);
        if (crs == null || positions.isEmpty()) return 0;
        int inside = 0;
        for (Coordinate position : positions) {
            try {
                Coordinate place = swapped ? crs.toWgs84(position.y, position.x) : crs.toWgs84(position.x, position.y);
                if (territory.contains(place.x, place.y)) inside++;
            } catch (GeometryProblem outside) {
                // Counts as not inside.
            }
        }
        return (double) inside / positions.size();
    }

    /// The positions that say something: 0, 0 is how programs write that they do not know.
    static List<Coordinate> meaningful(List<Coordinate> positions) {
        List<Coordinate> meaningful = new ArrayList<>();
        for (Coordinate position : positions) {
            boolean finite = Double.isFinite(position.x) && Double.isFinite(position.y);
            if (finite && (position.x != 0 || position.y != 0)) meaningful.add(position);
        }
        return meaningful;
    }
}
