package city.senne.engine.odsql;

import city.senne.engine.odsql.Expression.Comparison;
import city.senne.engine.odsql.Expression.Operation;
import city.senne.engine.table.Field;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/// An expression whose names are known and whose types fit. Two that are equal have the same value in every
/// row.
sealed interface Bound {
    ValueType type();

    /// A field of the table (or of what the caller sees of it).
    record Column(Field field) implements Bound {
        @Override
        public ValueType type() {
            return ValueType.of(field);
        }
    }

    /// A name that no field has and every row answers to.
    record Technical(Kind kind, List<Field> fields) implements Bound {
        enum Kind {
            RECORD_ID("recordid", ValueType.TEXT),
            RECORD_TIMESTAMP("record_timestamp", ValueType.DATETIME),
            RECORD_SIZE("record_size", ValueType.INTEGER),
            DATASET_ID("datasetid", ValueType.TEXT);

            final String spelling;
            final ValueType type;

            Kind(String spelling, ValueType type) {
                this.spelling = spelling;
                this.type = type;
            }
        }

        @Override
        public ValueType type() {
            return kind.type;
        }
    }

    /// @param value String, Long, Double, BigDecimal, Boolean, LocalDate, LocalDateTime or OffsetDateTime
    record Constant(Object value, ValueType type) implements Bound {}

    record Nothing(ValueType type) implements Bound {}

    /// What is known of the caller; only rights name it.
    record Attribute(String key, List<String> values) implements Bound {
        public Attribute {
            values = List.copyOf(values);
        }

        @Override
        public ValueType type() {
            return ValueType.TEXTS;
        }
    }

    record ConstantGeometry(Geometry geometry) implements Bound {
        @Override
        public ValueType type() {
            return ValueType.SHAPE;
        }
    }

    record Arithmetic(Operation operation, Bound left, Bound right, ValueType type) implements Bound {}

    record Negative(Bound value) implements Bound {
        @Override
        public ValueType type() {
            return value.type();
        }
    }

    record Length(Bound text) implements Bound {
        @Override
        public ValueType type() {
            return ValueType.INTEGER;
        }
    }

    record Cased(Bound text, boolean upper) implements Bound {
        @Override
        public ValueType type() {
            return ValueType.TEXT;
        }
    }

    /// Of a text; null where there is none in it.
    record AsNumber(Bound text) implements Bound {
        @Override
        public ValueType type() {
            return ValueType.NUMBER;
        }
    }

    record AsText(Bound value, ZoneId zone) implements Bound {
        @Override
        public ValueType type() {
            return ValueType.TEXT;
        }
    }

    /// A day as the instant at which it begins in the zone.
    record AsInstant(Bound date, ZoneId zone) implements Bound {
        @Override
        public ValueType type() {
            return ValueType.DATETIME;
        }
    }

    record IfNull(Bound value, Bound otherwise, ValueType type) implements Bound {}

    /// The texts in a row; what is missing is left out.
    record Joined(List<Bound> texts) implements Bound {
        @Override
        public ValueType type() {
            return ValueType.TEXT;
        }
    }

    /// Half away from zero.
    ///
    /// @param digits behind the point; before it when negative
    record Rounded(Bound number, int digits) implements Bound {
        @Override
        public ValueType type() {
            return number.type();
        }
    }

    /// The value of the first branch whose condition holds.
    record Choice(List<Branch> branches, Bound otherwise, ValueType type) implements Bound {
        record Branch(Bound condition, Bound value) {}
    }

    /// A value as its grain shows it.
    record Coarse(Bound value, Grain grain) implements Bound {
        @Override
        public ValueType type() {
            return value.type();
        }
    }

    record DatePart(String part, Bound time, ZoneId zone) implements Bound {
        @Override
        public ValueType type() {
            return ValueType.INTEGER;
        }
    }

    record DateFormat(Bound time, DatePattern pattern, ZoneId zone) implements Bound {
        @Override
        public ValueType type() {
            return ValueType.TEXT;
        }
    }

    /// @param fallback null for the text itself
    record JsonFormat(Bound text, @Nullable Bound fallback) implements Bound {
        @Override
        public ValueType type() {
            return ValueType.JSON;
        }
    }

    /// In metres.
    record Distance(Column place, double longitude, double latitude) implements Bound {
        @Override
        public ValueType type() {
            return ValueType.NUMBER;
        }
    }

    record GeometryType(Column place) implements Bound {
        @Override
        public ValueType type() {
            return ValueType.TEXT;
        }
    }

    /// The whole geometry as one text, to tell equal ones: `longitude latitude` of a point, the base64 of a shape's
    /// WKB.
    ///
    /// @param shortened to a fingerprint
    record GeometryWords(Column place, boolean shortened) implements Bound {
        @Override
        public ValueType type() {
            return ValueType.TEXT;
        }
    }

    /// @param fields that tell rows apart as well as can be
    record Random(long seed, List<Field> fields) implements Bound {
        @Override
        public ValueType type() {
            return ValueType.INTEGER;
        }
    }

    // Classes, for groups and facets

    record WidthClass(Bound number, BigDecimal width) implements Bound {
        @Override
        public ValueType type() {
            return ValueType.RANGE;
        }
    }

    /// @param labels one more or one less than the bounds, or as many, depending on the open ends
    record BoundedClass(Bound value, List<Constant> bounds, boolean openBelow, boolean openAbove, List<String> labels)
            implements Bound {
        public BoundedClass {
            bounds = List.copyOf(bounds);
            labels = List.copyOf(labels);
        }

        @Override
        public ValueType type() {
            return ValueType.RANGE;
        }
    }

    record PeriodClass(Bound time, int count, Period period, ZoneId zone) implements Bound {
        @Override
        public ValueType type() {
            return ValueType.RANGE;
        }
    }

    record ClusterClass(Column place, int zoom, int radius) implements Bound {
        @Override
        public ValueType type() {
            return ValueType.CLUSTER;
        }
    }

    /// The beginning of a path, `depth` steps long: of a date (`2014/12`) or of a hierarchical value.
    ///
    /// @param separator null when the value has no steps
    /// @param under only paths that go on from this one; null for all
    record PathClass(
            Bound value,
            @Nullable String separator,
            int depth,
            @Nullable String under,
            ZoneId zone) implements Bound {
        @Override
        public ValueType type() {
            return value.type() == ValueType.TEXTS ? ValueType.TEXTS : ValueType.TEXT;
        }
    }

    // Over many rows

    record Aggregate(
            Kind kind, @Nullable Bound value, @Nullable BigDecimal percent, ValueType type) implements Bound {
        enum Kind {
            COUNT,
            COUNT_DISTINCT,
            SUM,
            AVERAGE,
            DEVIATION,
            SQUARES,
            MINIMUM,
            MAXIMUM,
            PERCENTILE,
            HULL,
            BOX
        }
    }

    // Conditions

    record Compared(Comparison comparison, Bound left, Bound right) implements Bound, Condition {}

    /// Holds when any value of the list compares so; [Comparison#UNEQUAL] when there are values and none is
    /// equal.
    record AnyCompared(Comparison comparison, Bound list, Bound right) implements Bound, Condition {}

    record Between(Bound value, Bound low, boolean lowIncluded, Bound high, boolean highIncluded)
            implements Bound, Condition {}

    record OneOf(Bound value, List<Bound> values) implements Bound, Condition {}

    record IsNull(Bound value) implements Bound, Condition {}

    /// A boolean value that is true.
    record Holds(Bound value) implements Bound, Condition {}

    /// @param pattern with `%` and `_`, `\\` before either where it is meant itself
    record Matched(Bound text, String pattern) implements Bound, Condition {}

    record AllOf(List<Bound> conditions) implements Bound, Condition {}

    record AnyOf(List<Bound> conditions) implements Bound, Condition {}

    record Not(Bound condition) implements Bound, Condition {}

    record TextSearch(Manner manner, List<Column> columns, List<SearchTerm> terms) implements Bound, Condition {
        enum Manner {
            /// Every term occurs as a word in any of the columns, taken together.
            WORDS,
            /// The whole value of a column starts with the one term, letter for letter.
            STARTS
        }
    }

    record Spatial(Relation relation, Column place, Geometry geometry) implements Bound, Condition {
        enum Relation {
            INTERSECTS,
            WITHIN,
            DISJOINT,
            CONTAINS,
            TOUCHES,
            CROSSES,
            OVERLAPS,
            EQUALS
        }
    }

    record Near(Column place, double longitude, double latitude, double metres) implements Bound, Condition {}

    /// A condition is a boolean that is never shown as unknown: what is null does not hold.
    sealed interface Condition extends Bound
            permits Compared,
                    AnyCompared,
                    Between,
                    OneOf,
                    IsNull,
                    Holds,
                    Matched,
                    AllOf,
                    AnyOf,
                    Not,
                    TextSearch,
                    Spatial,
                    Near {
        @Override
        default ValueType type() {
            return ValueType.BOOLEAN;
        }
    }
}
