package city.senne.engine.odsql;

import static city.senne.engine.odsql.SqlText.of;
import static city.senne.engine.odsql.SqlText.parameter;
import static city.senne.engine.odsql.SqlText.text;

import city.senne.engine.table.Field;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.io.WKBWriter;

/// Bound expressions as DuckDB SQL. Nothing here can fail on a value: an error would tell about rows that
/// the caller may not see, so what cannot be computed is null.
final class ValueSql {
    private static final int MAX_NESTED = 4_000;

    private final String alias;
    private final Relation relation;
    private final Map<Bound, SqlText> known;
    private final ConditionSql conditions = new ConditionSql(this);

    /// @param alias under which the columns are found
    /// @param known what has been computed already, and where it is
    ValueSql(String alias, Relation relation, Map<Bound, SqlText> known) {
        this.alias = alias;
        this.relation = relation;
        this.known = known;
    }

    /// As it is shown in an answer: [ValueType] says in which SQL type.
    SqlText shown(Bound bound) {
        SqlText value = render(bound);
        boolean computed = known.containsKey(bound);
        return switch (bound) {
            case Bound.Column column
            when column.type() == ValueType.POINT && !computed ->
                of(
                        "CASE WHEN {} IS NOT NULL THEN struct_pack(lon := {}, lat := {}) END",
                        longitude(column),
                        longitude(column),
                        latitude(column));
            case Bound.Condition _ when !computed -> of("coalesce({}, false)", value);
            default -> value;
        };
    }

    SqlText render(Bound bound) {
        SqlText computed = known.get(bound);
        if (computed != null) return computed;
        return switch (bound) {
            case Bound.Column(Field field) -> column(field.name());
            case Bound.Technical technical -> technical(technical);
            case Bound.Constant(Object value, ValueType type) -> constant(value, type);
            case Bound.Nothing(ValueType type) -> nothing(type);
            case Bound.Attribute(var _, var values) ->
                of(
                        "CAST([{}] AS VARCHAR[])",
                        SqlText.joined(", ", values.stream().map(SqlText::text).toList()));
            case Bound.ConstantGeometry(var geometry) ->
                of("from_base64({})", text(Base64.getEncoder().encodeToString(new WKBWriter().write(geometry))));
            case Bound.Arithmetic arithmetic -> of("TRY({})", arithmetic(arithmetic));
            case Bound.Negative(var value) -> of("TRY(-{})", render(value));
            case Bound.Length(var value) -> of("length({})", render(value));
            case Bound.Cased(var value, var upper) -> of(upper ? "upper({})" : "lower({})", render(value));
            case Bound.AsNumber(var value) -> of("TRY_CAST({} AS DOUBLE)", render(value));
            case Bound.AsText(var value, var zone) -> asText(value, zone);
            case Bound.AsInstant(var date, var zone) ->
                of("timezone({}, CAST({} AS TIMESTAMP))", zone(zone), render(date));
            case Bound.IfNull(var value, var otherwise, var _) ->
                of("coalesce({}, {})", render(value), render(otherwise));
            case Bound.Joined(var texts) ->
                of(
                        "concat({})",
                        SqlText.joined(", ", texts.stream().map(this::render).toList()));
            case Bound.Rounded(var number, var digits) -> of("TRY(round({}, " + digits + "))", render(number));
            case Bound.Choice choice -> choice(choice);
            case Bound.Coarse coarse -> GrainSql.value(this, coarse);
            case Bound.DatePart(var part, var time, var zone) ->
                // dayofweek counts from Monday as 0, as now(weekday=…) does.
                part.equals("dayofweek")
                        ? of("(isodow({}) - 1)", local(time, zone))
                        : part.equals("millisecond")
                                ? of("(millisecond({}) % 1000)", local(time, zone))
                                : of(part + "({})", local(time, zone));
            case Bound.DateFormat(var time, var pattern, var zone) -> pattern.sql(local(time, zone));
            case Bound.JsonFormat(var value, var fallback) -> jsonFormat(nested(value), fallback);
            case Bound.Distance distance -> PlaceSql.distance(this, distance);
            case Bound.GeometryType(var place) -> PlaceSql.geometryType(this, place);
            case Bound.GeometryWords(var place, var shortened) ->
                shortened ? of("md5({})", PlaceSql.words(this, place)) : PlaceSql.words(this, place);
            case Bound.Random(var seed, var fields) ->
                of("hash({}, {})", RecordIds.text(this, fields), parameter(seed));
            case Bound.WidthClass(var number, BigDecimal width) ->
                of("floor(CAST({} AS DOUBLE) / {})", render(number), parameter(width.doubleValue()));
            case Bound.BoundedClass bounded -> boundedClass(bounded);
            case Bound.PeriodClass(var time, var count, var period, var zone) ->
                periodStart(local(time, zone), count, period);
            case Bound.ClusterClass cluster -> ClusterSql.cell(this, cluster);
            case Bound.PathClass path -> path(path);
            case Bound.Aggregate aggregate -> throw new IllegalStateException("Not aggregated: " + aggregate);
            case Bound.Condition condition -> conditions.render(condition);
        };
    }

    SqlText column(String name) {
        return SqlText.column(alias, name);
    }

    SqlText longitude(Bound.Column place) {
        return column(place.field().name() + "__x");
    }

    SqlText latitude(Bound.Column place) {
        return column(place.field().name() + "__y");
    }

    private SqlText technical(Bound.Technical technical) {
        return switch (technical.kind()) {
            case RECORD_ID -> of("sha1({})", RecordIds.text(this, technical.fields()));
            case RECORD_SIZE -> of("strlen({})", RecordIds.text(this, technical.fields()));
            case DATASET_ID -> relation.datasetId() == null ? nothing(ValueType.TEXT) : text(relation.datasetId());
            case RECORD_TIMESTAMP ->
                relation.timestamp() == null
                        ? nothing(ValueType.DATETIME)
                        : constant(relation.timestamp().atOffset(ZoneOffset.UTC), ValueType.DATETIME);
        };
    }

    /// With its type, for where a bare parameter would leave DuckDB to guess.
    private static SqlText constant(Object value, ValueType type) {
        return switch (type) {
            case TEXT -> text((String) value);
            case INTEGER -> of("CAST({} AS BIGINT)", parameter(value));
            case NUMBER -> of("CAST({} AS DOUBLE)", parameter(value));
            case BOOLEAN -> of("CAST({} AS BOOLEAN)", parameter(value));
            case DATE -> of("CAST({} AS DATE)", parameter(value));
            case DATETIME -> of("CAST({} AS TIMESTAMPTZ)", parameter(value));
            default -> parameter(value);
        };
    }

    static SqlText nothing(ValueType type) {
        String sqlType = switch (type) {
            case TEXTS -> "VARCHAR[]";
            case POINT -> "STRUCT(lon DOUBLE, lat DOUBLE)";
            default -> type.fieldType().sqlType();
        };
        return of("CAST(NULL AS " + sqlType + ")");
    }

    private SqlText arithmetic(Bound.Arithmetic arithmetic) {
        SqlText left = operand(arithmetic.left(), arithmetic.type());
        SqlText right = operand(arithmetic.right(), arithmetic.type());
        return arithmetic.operation() == Expression.Operation.DIVIDED
                ? of("({} / nullif({}, 0))", left, right)
                : of("({} " + arithmetic.operation().sql + " {})", left, right);
    }

    /// Inner operations share the outer guard against overflow.
    private SqlText operand(Bound operand, ValueType type) {
        SqlText sql = operand instanceof Bound.Arithmetic inner && !known.containsKey(inner)
                ? arithmetic(inner)
                : render(operand);
        return type == ValueType.NUMBER && operand.type() != ValueType.NUMBER ? of("CAST({} AS DOUBLE)", sql) : sql;
    }

    private SqlText choice(Bound.Choice choice) {
        SqlText nothing = nothing(choice);
        List<SqlText> branches = choice.branches().stream()
                .map(branch -> of(
                        "WHEN {} THEN {}", nested(branch.condition()), branch(branch.value(), choice.type(), nothing)))
                .toList();
        return of(
                "CASE {} ELSE {} END",
                SqlText.joined(" ", branches),
                branch(choice.otherwise(), choice.type(), nothing));
    }

    /// What stands for nothing in a choice.
    ///
    /// DuckDB 2.0 takes a text that is one constant or nothing for one that is never nothing, where a filter hands
    /// it to a function: `CASE WHEN a THEN 'x' END IN ('x', 'y')` keeps each row in which `a` can be told.
    /// A nothing that it finds out row by row keeps it from that.
    private SqlText nothing(Bound.Choice choice) {
        SqlText plain = render(new Bound.Nothing(choice.type()));
        boolean isText = choice.type() == ValueType.TEXT;
        boolean readsRow = Stream.concat(
                        choice.branches().stream().map(Bound.Choice.Branch::value), Stream.of(choice.otherwise()))
                .anyMatch(value -> !isNothing(value) && !isConstant(value));
        if (!isText || readsRow) return plain;
        SqlText told =
                of("CAST({} AS VARCHAR)", nested(choice.branches().getFirst().condition()));
        return of("nullif({}, {})", told, told);
    }

    /// What may be written several times, and again where it stands: it must not double at every step.
    private SqlText nested(Bound bound) {
        SqlText sql = render(bound);
        boolean doubles = sql.sql().length() > MAX_NESTED
                && BoundTree.contains(bound, part -> part instanceof Bound.Choice || part instanceof Bound.JsonFormat);
        if (doubles) throw OdsqlException.malformed("The query is too large: functions are nested too deep.");
        return sql;
    }

    private static boolean isNothing(Bound value) {
        return value instanceof Bound.Nothing
                || value instanceof Bound.Coarse seen && seen.grain() instanceof Grain.Empty;
    }

    private static boolean isConstant(Bound value) {
        return value instanceof Bound.Constant
                || value instanceof Bound.Coarse seen && seen.grain() instanceof Grain.Constant;
    }

    private SqlText branch(Bound value, ValueType type, SqlText nothing) {
        if (isNothing(value)) return nothing;
        return type == ValueType.NUMBER ? of("CAST({} AS DOUBLE)", render(value)) : render(value);
    }

    private SqlText asText(Bound value, ZoneId zone) {
        return switch (value.type()) {
            case DATETIME -> of("strftime({}, '%Y-%m-%dT%H:%M:%S')", local(value, zone));
            case TEXTS -> of("array_to_string({}, ',')", render(value));
            default -> of("CAST({} AS VARCHAR)", render(value));
        };
    }

    /// A day or an instant as the clock on the wall showed it.
    SqlText local(Bound time, ZoneId zone) {
        return time.type() == ValueType.DATE
                ? of("CAST({} AS TIMESTAMP)", render(time))
                : of("timezone({}, {})", zone(zone), render(time));
    }

    /// DuckDB knows the zones of the JDK by name, and fixed offsets in this spelling only.
    static SqlText zone(ZoneId zone) {
        ZoneId plain = zone.normalized();
        if (plain.equals(ZoneOffset.UTC)) return text("UTC");
        return text(plain instanceof ZoneOffset ? "GMT" + plain.getId() : plain.getId());
    }

    private SqlText jsonFormat(SqlText value, @Nullable Bound fallback) {
        SqlText otherwise = fallback == null ? value : render(fallback);
        // json_valid accepts NaN and the like, which no client of ours can read.
        return of(
                "CASE WHEN {} IS NULL THEN NULL WHEN json_valid({}) AND {} THEN {} ELSE CAST(to_json({}) AS VARCHAR) END",
                value,
                value,
                of("NOT regexp_matches({}, '(^|[\\[,:\\s])-?(NaN|Infinity|nan|inf)')", value),
                value,
                otherwise);
    }

    private SqlText boundedClass(Bound.BoundedClass bounded) {
        List<SqlText> cases = new ArrayList<>();
        SqlText value = render(bounded.value());
        int shift = bounded.openBelow() ? 1 : 0;
        for (int i = 0; i < bounded.bounds().size(); i++) {
            SqlText bound = render(bounded.bounds().get(i));
            boolean dropped = i == 0 && !bounded.openBelow();
            cases.add(of("WHEN {} < {} THEN " + (dropped ? "NULL" : String.valueOf(i + shift)), value, bound));
        }
        String last = bounded.openAbove() ? String.valueOf(bounded.bounds().size() + shift) : "NULL";
        return of("CASE WHEN {} IS NULL THEN NULL {} ELSE " + last + " END", value, SqlText.joined(" ", cases));
    }

    private static SqlText periodStart(SqlText local, int count, Period period) {
        if (count == 1) return of("date_trunc('" + period.word + "', {})", local);
        SqlText length = parameter(period.microseconds * count);
        return of(
                "make_timestamp(epoch_us({}) - ((epoch_us({}) % {} + {}) % {}))", local, local, length, length, length);
    }

    private SqlText path(Bound.PathClass path) {
        Bound value = path.value();
        if (value.type().isTime()) {
            String pattern = List.of("%Y", "%Y/%m", "%Y/%m/%d").get(Math.min(path.depth(), 3) - 1);
            return under(path, of("strftime({}, '" + pattern + "')", local(value, path.zone())));
        }
        if (path.separator() == null) {
            return value.type() == ValueType.TEXTS
                    ? of("list_distinct({})", render(value))
                    : asText(value, path.zone());
        }
        SqlText separator = text(path.separator());
        SqlText depth = parameter((long) path.depth());
        if (value.type() != ValueType.TEXTS) return under(path, beginning(render(value), separator, depth));
        return of(
                "list_distinct(list_transform({}, lambda step: {}))",
                render(value),
                under(path, beginning(of("step"), separator, depth)));
    }

    private static SqlText under(Bound.PathClass path, SqlText text) {
        return path.under() == null
                ? text
                : of("CASE WHEN starts_with({}, {}) THEN {} END", text, text(path.under() + path.separator()), text);
    }

    private static SqlText beginning(SqlText value, SqlText separator, SqlText depth) {
        return of(
                "CASE WHEN len(string_split({}, {})) >= {} THEN array_to_string(list_slice(string_split({}, {}), 1, {}), {}) END",
                value,
                separator,
                depth,
                value,
                separator,
                depth,
                separator);
    }
}
