package city.senne.engine.odsql;

import static city.senne.engine.odsql.SqlText.of;
import static city.senne.engine.odsql.SqlText.parameter;

import city.senne.engine.odsql.Bound.Condition;
import city.senne.engine.odsql.Bound.TextSearch;
import java.util.ArrayList;
import java.util.List;

/// Bound conditions as DuckDB SQL. A condition may come out null instead of false: within AND and OR that is the
/// same, so only what is negated or shown is made certain, and plain filters stay such that whole files can be
/// skipped by them.
final class ConditionSql {
    /// Words are rarely longer.
    private static final int FEW_LETTERS = 20;

    private final ValueSql values;

    ConditionSql(ValueSql values) {
        this.values = values;
    }

    SqlText render(Condition condition) {
        return switch (condition) {
            case Bound.AllOf(var conditions) -> conditions.isEmpty() ? of("true") : joined(" AND ", conditions);
            case Bound.AnyOf(var conditions) -> conditions.isEmpty() ? of("false") : joined(" OR ", conditions);
            case Bound.Not(var negated) -> of("(NOT coalesce({}, false))", values.render(negated));
            case Bound.Holds(var value) -> values.render(value);
            case Bound.Matched(var text, var pattern) ->
                of("({} LIKE {} ESCAPE '\\')", side(text), SqlText.text(pattern));
            case Bound.IsNull(var value) -> isNull(value);
            case Bound.Compared(var comparison, var left, var right) ->
                of("({} " + comparison.sql + " {})", side(left), side(right));
            case Bound.AnyCompared anyCompared -> anyCompared(anyCompared);
            case Bound.Between(var value, var low, var lowIncluded, var high, var highIncluded) ->
                of(
                        "({} " + (lowIncluded ? ">=" : ">") + " {} AND {} " + (highIncluded ? "<=" : "<") + " {})",
                        side(value),
                        side(low),
                        side(value),
                        side(high));
            case Bound.OneOf(var value, var options) ->
                of(
                        "({} IN ({}))",
                        side(value),
                        SqlText.joined(", ", options.stream().map(this::side).toList()));
            case TextSearch search -> textSearch(search);
            case Bound.Spatial spatial -> PlaceSql.spatial(values, spatial);
            case Bound.Near near -> PlaceSql.near(values, near);
        };
    }

    private SqlText joined(String operator, List<Bound> conditions) {
        return of(
                "({})",
                SqlText.joined(operator, conditions.stream().map(values::render).toList()));
    }

    private SqlText side(Bound bound) {
        return values.render(bound);
    }

    private SqlText isNull(Bound value) {
        if (value instanceof Bound.Nothing) return of("true");
        if (value instanceof Bound.Column column) {
            // The coordinates are cheaper to read than the geometry.
            if (column.type() == ValueType.POINT) return of("({} IS NULL)", values.longitude(column));
            if (column.type() == ValueType.SHAPE) {
                return of("({} IS NULL)", values.column(column.field().name() + "__xmin"));
            }
            if (column.type() == ValueType.TEXTS) {
                return of("({} IS NULL OR len({}) = 0)", values.render(value), values.render(value));
            }
        }
        return of("({} IS NULL)", values.render(value));
    }

    private SqlText anyCompared(Bound.AnyCompared compared) {
        SqlText list = values.render(compared.list());
        SqlText right = values.render(compared.right());
        return switch (compared.comparison()) {
            case EQUAL -> of("list_contains({}, {})", list, right);
            case UNEQUAL -> of("(len({}) > 0 AND NOT list_contains({}, {}))", list, list, right);
            default ->
                of("(len(list_filter({}, lambda item: item " + compared.comparison().sql + " {})) > 0)", list, right);
        };
    }

    private SqlText textSearch(TextSearch search) {
        if (search.columns().isEmpty() || search.terms().isEmpty()) {
            // Nothing to look in finds nothing; nothing to look for finds everything.
            return of(search.terms().isEmpty() ? "true" : "false");
        }
        if (search.manner() == TextSearch.Manner.STARTS) {
            SqlText beginning = SqlText.text(search.terms().getFirst().word());
            List<SqlText> starts = search.columns().stream()
                    .map(column -> column.type() == ValueType.TEXTS
                            ? of(
                                    "(len(list_filter({}, lambda item: starts_with(item, {}))) > 0)",
                                    values.render(column),
                                    beginning)
                            : of("starts_with({}, {})", values.render(column), beginning))
                    .toList();
            return of("({})", SqlText.joined(" OR ", starts));
        }
        List<SqlText> found = search.terms().stream()
                .map(term -> inAny(search.columns(), term))
                .toList();
        return of("({})", SqlText.joined(" AND ", found));
    }

    private SqlText inAny(List<Bound.Column> columns, SearchTerm term) {
        List<SqlText> found = new ArrayList<>();
        for (Bound.Column column : columns) found.add(matched(text(column), term));
        if (term.typos() > 0) {
            for (Bound.Column column : columns) found.add(nearlyMatched(text(column), term));
        }
        return of("({})", SqlText.joined(" OR ", found));
    }

    private SqlText text(Bound.Column column) {
        return column.type() == ValueType.TEXTS
                ? of("array_to_string({}, ' ')", values.render(column))
                : values.render(column);
    }

    /// A long pattern takes the engine tens of times longer, so it looks there only where the beginning is found.
    private static SqlText matched(SqlText text, SearchTerm term) {
        String end = term.prefix() ? "" : "($|[^\\pL\\pN])";
        SqlText whole = matches(text, LetterFolding.pattern(term.word()) + end);
        if (term.word().length() <= FEW_LETTERS) return whole;
        SqlText beginning = matches(text, LetterFolding.pattern(term.word(), FEW_LETTERS));
        return of("(CASE WHEN NOT {} THEN false ELSE {} END)", beginning, whole);
    }

    private static SqlText matches(SqlText text, String wordPattern) {
        return of("regexp_matches({}, {})", text, SqlText.text("(?i)(^|[^\\pL\\pN])" + wordPattern));
    }

    private static SqlText nearlyMatched(SqlText text, SearchTerm term) {
        return of(
                WordFunctions.NEARLY + "({}, {}, {})",
                text,
                SqlText.text(LetterFolding.folded(term.word())),
                of("CAST({} AS BIGINT)", parameter((long) term.typos())));
    }
}
