package city.senne.engine.odsql;

import city.senne.engine.odsql.Bound.Condition;
import city.senne.engine.odsql.Bound.Spatial;
import city.senne.engine.odsql.Expression.Call;
import city.senne.engine.odsql.Expression.Given;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;

/// Gives the conditions about places their meaning, in today's spelling and in the older ones.
final class PlaceBinder {
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    private final ValueBinder values;

    PlaceBinder(ValueBinder values) {
        this.values = values;
    }

    Condition bind(Call call) {
        Bound.Column place = values.place(call, 0);
        int count = call.arguments().size();
        return switch (call.function()) {
            case "within_distance", "distance" -> near(call, place);
            case "in_bbox" -> {
                if (count != 5) throw ValueBinder.wrongArguments(call);
                yield inside(
                        place, new Envelope(degrees(call, 2), degrees(call, 4), degrees(call, 1), degrees(call, 3)));
            }
            case "bbox" -> {
                if (count != 3) throw ValueBinder.wrongArguments(call);
                Envelope corners = ValueBinder.geometry(call, 1).getEnvelopeInternal();
                corners.expandToInclude(ValueBinder.geometry(call, 2).getEnvelopeInternal());
                yield inside(place, corners);
            }
            case "geometry" -> {
                if (count != 2 && count != 3) throw ValueBinder.wrongArguments(call);
                yield spatial(call, place, count == 2 ? "intersects" : mode(call));
            }
            case "polygon" -> spatial(call, place, "intersects");
            default -> {
                if (count != 2) throw ValueBinder.wrongArguments(call);
                yield spatial(call, place, call.function());
            }
        };
    }

    /// As the standards for filters define it.
    Condition located(Spatial.Relation relation, Expression.Name name, Geometry geometry) {
        Bound.Column place = values.scope().column(name.name());
        if (!place.type().isGeo()) throw OdsqlException.notAllowed(name.name());
        AskedGeometry.refuseUnrelated(relation, geometry);
        return place.type() == ValueType.POINT
                ? ofPoint(relation, place, geometry)
                : new Spatial(relation, place, geometry);
    }

    /// A point has no inside that could be elsewhere than itself.
    private static Condition ofPoint(Spatial.Relation relation, Bound.Column place, Geometry geometry) {
        return switch (relation) {
            case INTERSECTS, DISJOINT -> new Spatial(relation, place, geometry);
            case WITHIN -> {
                Geometry boundary = geometry.getBoundary();
                Condition meets = new Spatial(Spatial.Relation.INTERSECTS, place, geometry);
                if (boundary.isEmpty()) yield meets;
                yield new Bound.AllOf(
                        List.of(meets, new Bound.Not(new Spatial(Spatial.Relation.INTERSECTS, place, boundary))));
            }
            case CONTAINS, EQUALS ->
                geometry.getDimension() == 0 && geometry.getNumPoints() == 1
                        ? new Spatial(Spatial.Relation.INTERSECTS, place, geometry)
                        : new Bound.AnyOf(List.of());
            case TOUCHES -> new Spatial(Spatial.Relation.INTERSECTS, place, geometry.getBoundary());
            case CROSSES, OVERLAPS -> new Bound.AnyOf(List.of());
        };
    }

    private static String mode(Call call) {
        if (call.arguments().get(2) instanceof Given(Expression.Name(String name))) {
            return name.toLowerCase(Locale.ROOT);
        }
        throw ValueBinder.wrongArguments(call);
    }

    private static Condition spatial(Call call, Bound.Column place, String mode) {
        Geometry geometry = ValueBinder.geometry(call, 1);
        Spatial.Relation relation = switch (mode) {
            case "intersects" -> Spatial.Relation.INTERSECTS;
            case "within" -> Spatial.Relation.WITHIN;
            case "disjoint" -> Spatial.Relation.DISJOINT;
            default -> throw ValueBinder.wrongArguments(call);
        };
        if (place.type() == ValueType.SHAPE) AskedGeometry.refuseUnrelated(relation, geometry);
        return new Spatial(relation, place, geometry);
    }

    private static Condition inside(Bound.Column place, Envelope envelope) {
        return new Spatial(Spatial.Relation.INTERSECTS, place, GEOMETRIES.toGeometry(envelope));
    }

    private static double degrees(Call call, int index) {
        return ValueBinder.number(call, index).doubleValue();
    }

    private static Condition near(Call call, Bound.Column place) {
        if (call.arguments().size() != 3) throw ValueBinder.wrongArguments(call);
        if (!(ValueBinder.geometry(call, 1) instanceof Point point) || point.isEmpty()) {
            throw OdsqlException.malformed(call.function() + " only supports a point geometry");
        }
        if (!(call.arguments().get(2) instanceof Given(Expression.Quantity(BigDecimal amount, String unit)))) {
            throw ValueBinder.wrongArguments(call);
        }
        return new Bound.Near(place, point.getX(), point.getY(), amount.doubleValue() * metres(call, unit));
    }

    private static double metres(Call call, String unit) {
        return switch (unit.toLowerCase(Locale.ROOT)) {
            case "mi" -> 1609.344;
            case "yd" -> 0.9144;
            case "ft" -> 0.3048;
            case "m" -> 1;
            case "cm" -> 0.01;
            case "km" -> 1000;
            case "mm" -> 0.001;
            default -> throw ValueBinder.wrongArguments(call);
        };
    }
}
