package city.senne.engine.odsql;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/// The tree of a clause as it was written, before anything is known of the table.
sealed interface Expression {

    /// Something that has a value in every row.
    sealed interface Value extends Expression {}

    record Name(String name) implements Value {}

    record Text(String text) implements Value {}

    record Number(BigDecimal number) implements Value {}

    record Truth(boolean truth) implements Value {}

    record Nothing() implements Value {}

    /// `date'…'`, not yet read.
    record Moment(String text) implements Value {}

    /// `geom'…'`, not yet read.
    record Shape(String text) implements Value {}

    /// `10km`, `1 day`.
    record Quantity(BigDecimal amount, String unit) implements Value {}

    record Call(String function, List<Argument> arguments) implements Value {}

    record Arithmetic(Operation operation, Value left, Value right) implements Value {}

    record Negative(Value value) implements Value {}

    enum Operation {
        PLUS("+"),
        MINUS("-"),
        TIMES("*"),
        DIVIDED("/");

        final String sql;

        Operation(String sql) {
            this.sql = sql;
        }
    }

    /// What a function is given.
    sealed interface Argument {}

    record Given(Value value) implements Argument {}

    record Anything() implements Argument {}

    /// A condition, where a function takes one.
    record Held(Condition condition) implements Argument {}

    record Distinct(Value value) implements Argument {}

    /// `years=+1`
    record Setting(String name, Value value) implements Argument {}

    /// `]10, 50, 100[`
    record Bounds(boolean openBelow, List<Value> values, boolean openAbove) implements Argument {}

    /// Something that holds in a row or does not.
    sealed interface Condition extends Expression {}

    record AllOf(List<Condition> conditions) implements Condition {}

    record AnyOf(List<Condition> conditions) implements Condition {}

    record Not(Condition condition) implements Condition {}

    record Compared(Comparison comparison, Value left, Value right) implements Condition {}

    enum Comparison {
        EQUAL("="),
        UNEQUAL("<>"),
        LESS("<"),
        LESS_OR_EQUAL("<="),
        GREATER(">"),
        GREATER_OR_EQUAL(">=");

        final String sql;

        Comparison(String sql) {
            this.sql = sql;
        }
    }

    record IsNull(Value value) implements Condition {}

    record IsTruth(Value value, boolean truth) implements Condition {}

    record Between(Value value, Value low, boolean lowIncluded, Value high, boolean highIncluded)
            implements Condition {}

    record OneOf(Value value, List<Value> values) implements Condition {}

    /// `"a" in field`
    record Contained(Value value, Name in) implements Condition {}

    record Like(Value value, String words) implements Condition {}

    /// As SQL's `like`: `%` stands for any letters, `_` for one, `\\` before either for itself.
    record Matched(Value value, String pattern) implements Condition {}

    /// How the place in a field lies to a geometry in EPSG:4326.
    record Located(Bound.Spatial.Relation relation, Name place, Geometry geometry) implements Condition {}

    /// A bare string: full text.
    record Words(String words) implements Condition {}

    /// A bare field, constant or call.
    record Bare(Value value) implements Condition {}

    /// One thing asked for in `select`.
    sealed interface Selection {}

    record Everything() implements Selection {}

    record Included(List<Pattern> patterns) implements Selection {}

    record Excluded(List<Pattern> patterns) implements Selection {}

    /// A value with its label, in `select` or `group_by`.
    ///
    /// @param source the text as it was written
    record Labelled(Value value, @Nullable String label, String source) implements Selection {
        String name() {
            return label != null ? label : value instanceof Name field ? field.name() : source;
        }
    }

    record Pattern(String name, boolean prefix) {
        boolean matches(String field) {
            return prefix ? field.startsWith(name) : field.equals(name);
        }
    }

    record Ordered(Value value, boolean descending) {}
}
