package city.senne.engine.geo;

import city.senne.engine.delivery.Decision;
import city.senne.engine.delivery.Reason;
import city.senne.engine.delivery.SourceRow.Problem;
import city.senne.engine.delivery.types.GeoColumn;
import city.senne.engine.table.FieldType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;

/// Whole geometries, as the format holds them or as text. They take the place of their source: what cannot be read
/// or repaired rejects its row.
final class GeometryColumn implements GeoColumn {
    private final String header;
    private final int index;
    private final FieldType type;
    private final int srid;
    private final boolean fixed;
    private final List<Decision> decisions;
    private final PlaceFindings findings;

    /// @param srid of geometries that do not name their own
    /// @param fixed the publisher chose it: it holds even for those that name another
    GeometryColumn(String header, int index, FieldType type, int srid, boolean fixed, List<Decision> decisions) {
        this.header = header;
        this.index = index;
        this.type = type;
        this.srid = srid;
        this.fixed = fixed;
        this.decisions = List.copyOf(decisions);
        findings = new PlaceFindings(header);
    }

    @Override
    public Place read(@Nullable Object[] cells) {
        Object cell = index < cells.length ? cells[index] : null;
        if (cell == null) return new Place.Nowhere();
        try {
            Geometry geometry;
            Integer own = null;
            if (cell instanceof Geometry given) {
                geometry = given;
            } else {
                String text = cell instanceof String[] many ? String.join(",", many) : cell.toString();
                if (text.isBlank()) return new Place.Nowhere();
                GeoText.Placed placed = GeoText.read(text);
                geometry = placed.geometry();
                own = placed.srid();
            }
            return placed(geometry, own == null || fixed ? srid : own);
        } catch (GeometryProblem wrong) {
            return wrong(cell, wrong.reason());
        }
    }

    private Place placed(Geometry given, int system) throws GeometryProblem {
        return switch (Repair.of(given)) {
            case Repair.Outcome.Empty() -> new Place.Nowhere();
            case Repair.Outcome.Hopeless(Reason reason) -> wrong(given, reason);
            case Repair.Outcome.Sound(Geometry geometry, Reason mended) -> {
                Geometry one = single(geometry);
                if (type == FieldType.GEO_POINT && !(one instanceof Point)) {
                    yield wrong(given, Reason.of("geo.not-a-point", one.getGeometryType()));
                }
                Geometry moved = Crs.of(system).toWgs84(one);
                if (mended != null) {
                    String what =
                            mended.code().equals("geo.ring-closed") ? "geo.found-ring-closed" : "geo.found-repaired";
                    findings.add(what, shown(given), mended.arguments());
                }
                yield new Place.At(moved);
            }
        };
    }

    /// A multipoint of one point is that point.
    private Geometry single(Geometry geometry) {
        return type == FieldType.GEO_POINT && geometry.getNumGeometries() == 1 ? geometry.getGeometryN(0) : geometry;
    }

    private Place wrong(Object cell, Reason reason) {
        return new Place.Wrong(new Problem(header, shown(cell), reason));
    }

    private static String shown(Object cell) {
        String text = cell instanceof Geometry geometry && geometry.getNumPoints() > 50
                ? geometry.getGeometryType() + " " + geometry.getEnvelopeInternal()
                : cell.toString();
        return text.length() <= 200 ? text : text.substring(0, 199) + '…';
    }

    @Override
    public String name() {
        return header;
    }

    @Override
    public String label() {
        return header;
    }

    @Override
    public FieldType type() {
        return type;
    }

    @Override
    public List<Integer> sources() {
        return List.of(index);
    }

    @Override
    public boolean replacesSources() {
        return true;
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
