package city.senne.engine.delivery.types;

import city.senne.engine.delivery.SourceRow;
import city.senne.engine.table.FieldType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// Turns the cells of one column into values of its type. Made for millions of rows: nothing is thrown,
/// nothing is compiled, little is allocated. Not for several threads.
sealed interface CellReader {
    /// What a reader answers when the cell is no such value.
    Object MISFIT = new Object();

    /// The value in a cell that holds something; a text comes without blanks around it.
    Object read(Object cell);

    /// Why a cell is a misfit: the code of a reason without arguments.
    String misfitCode();

    /// The reader of a type, in the way in which the column writes it.
    static CellReader of(
            FieldType type,
            NumberFormat numbers,
            int order,
            ZoneId zone,
            @Nullable Booleans pair,
            @Nullable String many) {
        return switch (type) {
            case TEXT, FILE, GEO_POINT, GEO_SHAPE -> many == null ? new OfText() : new OfLists(many);
            case INT -> new OfIntegers(numbers);
            case DOUBLE -> new OfDoubles(numbers);
            case DECIMAL -> new OfDecimals(numbers);
            case BOOLEAN -> new OfBooleans(pair);
            case DATE -> new OfDates(order);
            case DATETIME -> new OfInstants(order, zone);
            case JSON -> new OfJson();
        };
    }

    record OfText() implements CellReader {
        @Override
        public Object read(Object cell) {
            return cell instanceof String text ? text : Texts.of(cell);
        }

        @Override
        public String misfitCode() {
            return "types.misfit-text";
        }
    }

    record OfLists(String separator) implements CellReader {
        @Override
        public Object read(Object cell) {
            if (cell instanceof String[] many) return many;
            String text = Texts.of(cell);
            java.util.List<String> parts = new java.util.ArrayList<>();
            int from = 0;
            while (true) {
                int end = text.indexOf(separator, from);
                String part = Texts.trimmed(end < 0 ? text.substring(from) : text.substring(from, end));
                if (!part.isEmpty()) parts.add(part);
                if (end < 0) return parts.toArray(String[]::new);
                from = end + separator.length();
            }
        }

        @Override
        public String misfitCode() {
            return "types.misfit-text";
        }
    }

    record OfIntegers(NumberFormat format, NumberText number) implements CellReader {
        OfIntegers(NumberFormat format) {
            this(format, new NumberText());
        }

        @Override
        public Object read(Object cell) {
            return switch (cell) {
                case String text ->
                    number.read(text) && number.fits(format) && number.isLong(format)
                            ? (Object) number.longValue(format)
                            : MISFIT;
                case Long value -> value;
                case Double value ->
                    value == Math.rint(value) && Math.abs(value) < 1e15 ? (Object) value.longValue() : MISFIT;
                case BigDecimal value ->
                    value.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0
                                    && value.setScale(0, RoundingMode.DOWN).compareTo(value) == 0
                            ? (Object) value.longValue()
                            : MISFIT;
                case Number value -> value.longValue();
                default -> MISFIT;
            };
        }

        @Override
        public String misfitCode() {
            return "types.misfit-int";
        }
    }

    record OfDoubles(NumberFormat format, NumberText number) implements CellReader {
        OfDoubles(NumberFormat format) {
            this(format, new NumberText());
        }

        @Override
        public Object read(Object cell) {
            return switch (cell) {
                case String text ->
                    number.read(text) && number.fits(format) ? (Object) number.doubleValue(format) : MISFIT;
                case Double value -> value;
                case Number value -> value.doubleValue();
                default -> MISFIT;
            };
        }

        @Override
        public String misfitCode() {
            return "types.misfit-number";
        }
    }

    /// Eighteen digits, four of them behind the point; what does not fit is refused, never rounded.
    record OfDecimals(NumberFormat format, NumberText number) implements CellReader {
        private static final BigDecimal LIMIT = BigDecimal.TEN.pow(14);

        OfDecimals(NumberFormat format) {
            this(format, new NumberText());
        }

        @Override
        public Object read(Object cell) {
            BigDecimal exact;
            switch (cell) {
                case String text -> {
                    if (!number.read(text) || !number.fits(format)) return MISFIT;
                    exact = number.decimalValue(format);
                }
                case BigDecimal value -> exact = value;
                case Double value -> {
                    if (!Double.isFinite(value)) return MISFIT;
                    exact = BigDecimal.valueOf(value);
                    if (exact.scale() > 4) exact = exact.setScale(4, RoundingMode.HALF_EVEN);
                }
                case Number value -> exact = BigDecimal.valueOf(value.longValue());
                default -> {
                    return MISFIT;
                }
            }
            if (exact.scale() > 4) exact = exact.stripTrailingZeros();
            return exact.scale() <= 4 && exact.abs().compareTo(LIMIT) < 0 ? exact : MISFIT;
        }

        @Override
        public String misfitCode() {
            return "types.misfit-decimal";
        }
    }

    record OfBooleans(@Nullable Booleans pair) implements CellReader {
        @Override
        public Object read(Object cell) {
            if (cell instanceof Boolean) return cell;
            if (cell instanceof Number number) {
                return number.doubleValue() == 1 ? Boolean.TRUE : number.doubleValue() == 0 ? Boolean.FALSE : MISFIT;
            }
            if (!(cell instanceof String text)) return MISFIT;
            if (pair != null) {
                if (pair.isYes(text, 0, text.length())) return Boolean.TRUE;
                return pair.isNo(text, 0, text.length()) ? Boolean.FALSE : MISFIT;
            }
            if (text.equals("1")) return Boolean.TRUE;
            if (text.equals("0")) return Boolean.FALSE;
            for (Booleans any : Booleans.ALL) {
                if (any.isYes(text, 0, text.length())) return Boolean.TRUE;
                if (any.isNo(text, 0, text.length())) return Boolean.FALSE;
            }
            return MISFIT;
        }

        @Override
        public String misfitCode() {
            return "types.misfit-boolean";
        }
    }

    record OfDates(int order, MomentText moment) implements CellReader {
        OfDates(int order) {
            this(order, new MomentText());
        }

        @Override
        public Object read(Object cell) {
            return switch (cell) {
                case String text -> {
                    if (!moment.read(text) || (moment.orders() & (order | MomentText.YEAR_FIRST)) == 0) yield MISFIT;
                    yield moment.isMidnight() ? moment.date(order) : MISFIT;
                }
                case LocalDate date -> date;
                case LocalDateTime local -> local.toLocalTime().toNanoOfDay() == 0 ? local.toLocalDate() : MISFIT;
                default -> MISFIT;
            };
        }

        @Override
        public String misfitCode() {
            return "types.misfit-date";
        }
    }

    record OfInstants(int order, ZoneId zone, MomentText moment) implements CellReader {
        OfInstants(int order, ZoneId zone) {
            this(order, zone, new MomentText());
        }

        @Override
        public Object read(Object cell) {
            return switch (cell) {
                case String text -> {
                    if (!moment.read(text) || (moment.orders() & (order | MomentText.YEAR_FIRST)) == 0) yield MISFIT;
                    LocalDateTime local = moment.dateTime(order);
                    yield moment.hasOffset()
                            ? Instant.ofEpochSecond(
                                    local.toEpochSecond(java.time.ZoneOffset.UTC) - moment.offsetSeconds(),
                                    local.getNano())
                            : local.atZone(zone).toInstant();
                }
                case LocalDate date -> date.atStartOfDay(zone).toInstant();
                case LocalDateTime local -> local.atZone(zone).toInstant();
                case Instant instant -> instant;
                default -> MISFIT;
            };
        }

        @Override
        public String misfitCode() {
            return "types.misfit-datetime";
        }
    }

    record OfJson() implements CellReader {
        @Override
        public Object read(Object cell) {
            return switch (cell) {
                case SourceRow.Json json -> json.text();
                case String text -> ColumnStudy.isJson(text) ? text : MISFIT;
                default -> MISFIT;
            };
        }

        @Override
        public String misfitCode() {
            return "types.misfit-json";
        }
    }

    /// Dates in a pattern that the publisher gave.
    record OfPattern(java.time.format.DateTimeFormatter pattern, FieldType type, ZoneId zone, CellReader typed)
            implements CellReader {
        @Override
        public Object read(Object cell) {
            if (!(cell instanceof String text)) return typed.read(cell);
            var position = new java.text.ParsePosition(0);
            if (pattern.parseUnresolved(text, position) == null || position.getIndex() < text.length()) return MISFIT;
            try {
                var parsed =
                        pattern.parseBest(text, java.time.ZonedDateTime::from, LocalDateTime::from, LocalDate::from);
                return switch (parsed) {
                    case java.time.ZonedDateTime moment when type == FieldType.DATETIME -> moment.toInstant();
                    case LocalDateTime local
                    when type == FieldType.DATETIME -> local.atZone(zone).toInstant();
                    case LocalDateTime local -> local.toLocalDate();
                    case LocalDate date
                    when type == FieldType.DATETIME -> date.atStartOfDay(zone).toInstant();
                    case LocalDate date -> date;
                    default -> MISFIT;
                };
            } catch (java.time.DateTimeException e) {
                return MISFIT;
            }
        }

        @Override
        public String misfitCode() {
            return "types.misfit-pattern";
        }
    }
}
