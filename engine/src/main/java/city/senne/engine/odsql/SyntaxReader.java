package city.senne.engine.odsql;

import city.senne.engine.odsql.Expression.Argument;
import city.senne.engine.odsql.Expression.Comparison;
import city.senne.engine.odsql.Expression.Condition;
import city.senne.engine.odsql.Expression.Labelled;
import city.senne.engine.odsql.Expression.Operation;
import city.senne.engine.odsql.Expression.Ordered;
import city.senne.engine.odsql.Expression.Pattern;
import city.senne.engine.odsql.Expression.Selection;
import city.senne.engine.odsql.Expression.Value;
import city.senne.engine.odsql.OdsqlParser.ComparisonContext;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.Interval;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/// Text of a clause to its [Expression]: decides where a condition may stand and which words are functions.
final class SyntaxReader {
    private final ClauseText clause;
    private final Set<String> labels;
    private final boolean extended;

    private SyntaxReader(String text, Set<String> labels, boolean extended) {
        this.clause = new ClauseText(text, extended);
        this.labels = labels;
        this.extended = extended;
    }

    static List<Selection> select(String text, boolean extended) {
        var reader = new SyntaxReader(text, Set.of(), extended);
        return reader.clause.parse(OdsqlParser::selectClause).selectItem().stream()
                .map(reader::selection)
                .toList();
    }

    static Condition where(String text, boolean extended) {
        return where(text, Set.of(), extended);
    }

    /// @param labels given in `select` and `group_by`; they may be reserved words
    static Condition where(String text, Set<String> labels, boolean extended) {
        var reader = new SyntaxReader(text, labels, extended);
        return reader.condition(reader.clause.parse(OdsqlParser::whereClause).expression());
    }

    /// @param labels given in `select`; they may be reserved words
    static List<Labelled> groupBy(String text, Set<String> labels, boolean extended) {
        var reader = new SyntaxReader(text, labels, extended);
        return reader.clause.parse(OdsqlParser::groupByClause).groupItem().stream()
                .map(item -> reader.labelled(item.expression(), item.label()))
                .toList();
    }

    /// @param labels given in `select` and `group_by`; they may be reserved words
    static List<Ordered> orderBy(String text, Set<String> labels, boolean extended) {
        var reader = new SyntaxReader(text, labels, extended);
        return reader.clause.parse(OdsqlParser::orderByClause).orderItem().stream()
                .map(item -> {
                    Value value = reader.value(item.expression());
                    boolean descending = item.DESC() != null;
                    return value instanceof Expression.Negative(Value sorted)
                            ? new Ordered(sorted, !descending)
                            : new Ordered(value, descending);
                })
                .toList();
    }

    static Value facet(String text) {
        var reader = new SyntaxReader(text, Set.of(), false);
        return reader.value(reader.clause.parse(OdsqlParser::facetClause).expression());
    }

    /// One expression, as a mask has it.
    static Value value(String text) {
        var reader = new SyntaxReader(text, Set.of(), true);
        return reader.value(reader.clause.parse(OdsqlParser::facetClause).expression());
    }

    private Selection selection(OdsqlParser.SelectItemContext item) {
        return switch (item) {
            case OdsqlParser.EverythingContext _ -> new Expression.Everything();
            case OdsqlParser.PatternsContext patterns -> {
                List<Pattern> names = patterns.pattern().stream()
                        .map(pattern -> new Pattern(name(pattern.name()), pattern.STAR() != null))
                        .toList();
                yield patterns.sign.getType() == OdsqlParser.INCLUDE
                        ? new Expression.Included(names)
                        : new Expression.Excluded(names);
            }
            case OdsqlParser.SelectedContext selected -> labelled(selected.expression(), selected.label());
            default -> throw clause.unexpected(item.getStart());
        };
    }

    private Labelled labelled(OdsqlParser.ExpressionContext expression, OdsqlParser.@Nullable LabelContext label) {
        return new Labelled(value(expression), label == null ? null : label(label), source(expression));
    }

    private static String label(OdsqlParser.LabelContext label) {
        return label.BACKQUOTED() != null ? ClauseText.unquoted(label.getText()) : label.getText();
    }

    private static String source(ParserRuleContext context) {
        return context.getStart()
                .getInputStream()
                .getText(Interval.of(
                        context.getStart().getStartIndex(), context.getStop().getStopIndex()));
    }

    private Condition condition(OdsqlParser.ExpressionContext expression) {
        List<Condition> alternatives = expression.conjunction().stream()
                .map(conjunction -> {
                    List<Condition> conditions =
                            conjunction.negation().stream().map(this::condition).toList();
                    return conditions.size() == 1 ? conditions.getFirst() : new Expression.AllOf(conditions);
                })
                .toList();
        return alternatives.size() == 1 ? alternatives.getFirst() : new Expression.AnyOf(alternatives);
    }

    private Condition condition(OdsqlParser.NegationContext negation) {
        Condition condition = condition(negation.comparison());
        return negation.NOT().size() % 2 == 0 ? condition : new Expression.Not(condition);
    }

    private Condition condition(ComparisonContext comparison) {
        OdsqlParser.TestContext test = comparison.test();
        if (test == null) {
            return switch (single(comparison.sum())) {
                case OdsqlParser.GroupedContext grouped -> condition(grouped.expression());
                case OdsqlParser.TextContext text -> new Expression.Words(ClauseText.unquoted(text.getText()));
                case null, default -> new Expression.Bare(value(comparison.sum()));
            };
        }
        Value value = value(comparison.sum());
        return switch (test) {
            case OdsqlParser.ComparedContext compared ->
                new Expression.Compared(comparison(compared.operator), value, value(compared.sum()));
            case OdsqlParser.StatedContext stated -> {
                Condition condition = stated.NULL() != null
                        ? new Expression.IsNull(value)
                        : new Expression.IsTruth(value, stated.TRUE() != null);
                yield stated.NOT() == null ? condition : new Expression.Not(condition);
            }
            case OdsqlParser.RangedContext ranged -> {
                OdsqlParser.IntervalContext interval = ranged.interval();
                yield new Expression.Between(
                        value,
                        value(interval.sum(0)),
                        interval.low.getText().equals("["),
                        value(interval.sum(1)),
                        interval.high.getText().equals("]"));
            }
            case OdsqlParser.ListedContext listed ->
                new Expression.OneOf(
                        value, listed.sum().stream().map(this::value).toList());
            case OdsqlParser.ContainedContext contained ->
                new Expression.Contained(value, new Expression.Name(name(contained.name())));
            case OdsqlParser.ResemblingContext resembling ->
                new Expression.Like(
                        value, ClauseText.unquoted(resembling.STRING().getText()));
            default -> throw clause.unexpected(test.getStart());
        };
    }

    private static Comparison comparison(Token operator) {
        return switch (operator.getText()) {
            case "!=" -> Comparison.UNEQUAL;
            case "<" -> Comparison.LESS;
            case "<=" -> Comparison.LESS_OR_EQUAL;
            case ">" -> Comparison.GREATER;
            case ">=" -> Comparison.GREATER_OR_EQUAL;
            default -> Comparison.EQUAL;
        };
    }

    /// The only atom of a sum, or null when there is arithmetic in it.
    private static OdsqlParser.@Nullable AtomContext single(OdsqlParser.SumContext sum) {
        OdsqlParser.ProductContext product = sum.product(0);
        boolean alone = sum.product().size() == 1
                && product.signed().size() == 1
                && product.signed(0).getChildCount() == 1;
        return alone ? product.signed(0).atom() : null;
    }

    /// An expression that must not be a condition: the first word that makes it one is the error.
    private Value value(OdsqlParser.ExpressionContext expression) {
        return value(onlyComparison(expression).sum());
    }

    private ComparisonContext onlyComparison(OdsqlParser.ExpressionContext expression) {
        ComparisonContext comparison = anyComparison(expression);
        if (comparison.test() != null) {
            throw clause.unexpected(comparison.test().getStart());
        }
        return comparison;
    }

    private ComparisonContext anyComparison(OdsqlParser.ExpressionContext expression) {
        OdsqlParser.ConjunctionContext conjunction = expression.conjunction(0);
        OdsqlParser.NegationContext negation = conjunction.negation(0);
        if (!negation.NOT().isEmpty()) throw clause.unexpected(negation.NOT(0).getSymbol());
        if (!conjunction.AND().isEmpty()) {
            throw clause.unexpected(conjunction.AND(0).getSymbol());
        }
        if (!expression.OR().isEmpty()) throw clause.unexpected(expression.OR(0).getSymbol());
        return negation.comparison();
    }

    private Value value(OdsqlParser.SumContext sum) {
        Value value = value(sum.product(0));
        for (int i = 1; i < sum.product().size(); i++) {
            Operation operation = sum.getChild(2 * i - 1).getText().equals("+") ? Operation.PLUS : Operation.MINUS;
            value = new Expression.Arithmetic(operation, value, value(sum.product(i)));
        }
        return value;
    }

    private Value value(OdsqlParser.ProductContext product) {
        Value value = value(product.signed(0));
        for (int i = 1; i < product.signed().size(); i++) {
            Operation operation =
                    product.getChild(2 * i - 1).getText().equals("*") ? Operation.TIMES : Operation.DIVIDED;
            value = new Expression.Arithmetic(operation, value, value(product.signed(i)));
        }
        return value;
    }

    private Value value(OdsqlParser.SignedContext signed) {
        Value value = value(signed.atom());
        long minuses = signed.children.stream()
                .filter(child ->
                        child instanceof TerminalNode sign && sign.getText().equals("-"))
                .count();
        if (minuses % 2 == 0) return value;
        return value instanceof Expression.Number(BigDecimal number)
                ? new Expression.Number(number.negate())
                : new Expression.Negative(value);
    }

    private Value value(OdsqlParser.AtomContext atom) {
        String text = atom.getText();
        return switch (atom) {
            case OdsqlParser.GroupedContext grouped -> value(grouped.expression());
            case OdsqlParser.CalledContext called -> call(called);
            case OdsqlParser.NamedContext named -> new Expression.Name(name(named.name()));
            case OdsqlParser.TextContext _ -> new Expression.Text(ClauseText.unquoted(text));
            case OdsqlParser.NumberContext _ -> new Expression.Number(number(text, atom.getStart()));
            case OdsqlParser.QuantityContext _ -> {
                int end = 0;
                while (Character.isDigit(text.charAt(end)) || text.charAt(end) == '.') end++;
                yield new Expression.Quantity(number(text.substring(0, end), atom.getStart()), text.substring(end));
            }
            case OdsqlParser.MomentContext _ -> new Expression.Moment(ClauseText.unquoted(text));
            case OdsqlParser.GeometryContext _ -> new Expression.Shape(ClauseText.unquoted(text));
            case OdsqlParser.TruthContext truth -> new Expression.Truth(truth.TRUE() != null);
            case OdsqlParser.NothingContext _ -> new Expression.Nothing();
            default -> throw clause.unexpected(atom.getStart());
        };
    }

    private BigDecimal number(String text, Token token) {
        if (text.length() > 400) throw clause.unexpected(token);
        BigDecimal number = new BigDecimal(text);
        // Beyond what a double holds there is only harm, such as a scale of a billion digits.
        if (Math.abs((long) number.precision() - number.scale()) > 308) throw clause.unexpected(token);
        return number;
    }

    private Value call(OdsqlParser.CalledContext called) {
        String function = called.word().getText().toLowerCase(Locale.ROOT);
        if (!Functions.exists(function, extended)) {
            throw clause.unexpected(((TerminalNode) called.getChild(1)).getSymbol());
        }
        List<Argument> arguments = new ArrayList<>();
        int count = called.argument().size();
        for (int i = 0; i < count; i++) {
            OdsqlParser.ArgumentContext argument = called.argument(i);
            arguments.add(Functions.takesCondition(function, i, count) ? held(argument) : argument(argument));
        }
        return new Expression.Call(function, List.copyOf(arguments));
    }

    private Argument held(OdsqlParser.ArgumentContext argument) {
        if (!(argument instanceof OdsqlParser.GivenContext given)) throw clause.unexpected(argument.getStart());
        return new Expression.Held(condition(given.expression()));
    }

    private Argument argument(OdsqlParser.ArgumentContext argument) {
        return switch (argument) {
            case OdsqlParser.AnythingContext _ -> new Expression.Anything();
            case OdsqlParser.DistinctContext distinct -> new Expression.Distinct(value(distinct.expression()));
            case OdsqlParser.SpacedQuantityContext quantity ->
                new Expression.Given(new Expression.Quantity(
                        number(quantity.NUMBER().getText(), argument.getStart()),
                        quantity.NAME().getText()));
            case OdsqlParser.BoundsContext bounds ->
                new Expression.Bounds(
                        bounds.low.getText().equals("]"),
                        bounds.sum().stream().map(this::value).toList(),
                        bounds.high.getText().equals("["));
            case OdsqlParser.GivenContext given -> given(given);
            default -> throw clause.unexpected(argument.getStart());
        };
    }

    private Argument given(OdsqlParser.GivenContext given) {
        ComparisonContext comparison = anyComparison(given.expression());
        if (comparison.test() instanceof OdsqlParser.ComparedContext compared
                && compared.operator.getText().equals("=")
                && single(comparison.sum()) instanceof OdsqlParser.NamedContext setting
                && Functions.takesSettings(functionAround(given))) {
            return new Expression.Setting(setting.getText().toLowerCase(Locale.ROOT), value(compared.sum()));
        }
        return new Expression.Given(value(given.expression()));
    }

    private static String functionAround(OdsqlParser.GivenContext argument) {
        return argument.getParent() instanceof OdsqlParser.CalledContext called
                ? called.word().getText().toLowerCase(Locale.ROOT)
                : "";
    }

    private String name(OdsqlParser.NameContext name) {
        if (name.BACKQUOTED() != null) return ClauseText.unquoted(name.getText());
        String word = name.getText();
        if (Functions.isReserved(word.toLowerCase(Locale.ROOT)) && !labels.contains(word)) {
            throw clause.unexpected(after(name));
        }
        return word;
    }

    /// A reserved word alone is the beginning of something: what is wrong is the next token.
    private Token after(OdsqlParser.NameContext name) {
        return clause.tokenAfter(name.getStop());
    }
}
