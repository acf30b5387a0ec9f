package city.senne.engine.odsql;

import city.senne.engine.geo.GeoText;
import city.senne.engine.geo.GeometryProblem;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.Interval;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/// CQL2 as text.
final class Cql2Text {
    private static final int MAX_CHARACTERS = 100_000;
    private static final int MAX_TOKENS = 20_000;
    private static final int MAX_DEPTH = 60;
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    private Cql2Text() {}

    static Cql2Node read(String text) {
        if (text.length() > MAX_CHARACTERS)
            throw Cql2Node.refused("it is longer than " + MAX_CHARACTERS + " characters");
        var refusal = new BaseErrorListener() {
            @Override
            public void syntaxError(
                    Recognizer<?, ?> recognizer,
                    @Nullable Object offending,
                    int line,
                    int column,
                    String message,
                    @Nullable RecognitionException cause) {
                String what = offending instanceof Token token && token.getType() != Token.EOF
                        ? "unexpected " + token.getText()
                        : offending == null ? "unexpected character" : "unexpected end";
                throw Cql2Node.refused(what + " at position " + column);
            }
        };
        var lexer = new Cql2Lexer(CharStreams.fromString(text));
        lexer.removeErrorListeners();
        lexer.addErrorListener(refusal);
        var tokens = new CommonTokenStream(lexer);
        tokens.fill();
        measure(tokens.getTokens());
        var parser = new Cql2Parser(tokens);
        parser.removeErrorListeners();
        parser.addErrorListener(refusal);
        return condition(parser.filter().condition());
    }

    /// The parser and all that comes after it recurse, so depth is bounded here.
    private static void measure(List<Token> tokens) {
        if (tokens.size() > MAX_TOKENS) throw Cql2Node.refused("it has more than " + MAX_TOKENS + " words and signs");
        int depth = 0;
        int operators = 0;
        // Within a geometry they are signs.
        int geometry = Integer.MAX_VALUE;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            switch (token.getText()) {
                case "(" -> {
                    depth++;
                    if (i > 0 && depth < geometry && isGeometry(tokens, i)) geometry = depth;
                }
                case ")" -> {
                    if (depth-- == geometry) geometry = Integer.MAX_VALUE;
                }
                case "*", "/", "+", "-" -> {
                    if (depth < geometry) operators++;
                }
                default -> {}
            }
            if (depth > MAX_DEPTH) throw Cql2Node.refused("it is nested deeper than " + MAX_DEPTH + " parentheses");
        }
        if (operators > ClauseText.MAX_OPERATORS) {
            throw Cql2Node.refused("it has more than " + ClauseText.MAX_OPERATORS + " arithmetic operators");
        }
    }

    /// Whether the parenthesis at an index opens a geometry: `POINT (`, `POINT Z (`, `BBOX (`.
    private static boolean isGeometry(List<Token> tokens, int index) {
        for (int i = index - 1; i >= Math.max(0, index - 2); i--) {
            int type = tokens.get(i).getType();
            if (type == Cql2Lexer.SHAPE || type == Cql2Lexer.BBOX) return true;
            if (type != Cql2Lexer.NAME) return false;
        }
        return false;
    }

    private static Cql2Node condition(Cql2Parser.ConditionContext condition) {
        List<Cql2Node> parts =
                condition.conjunction().stream().map(Cql2Text::conjunction).toList();
        return parts.size() == 1 ? parts.getFirst() : new Cql2Node.Operation("or", parts);
    }

    private static Cql2Node conjunction(Cql2Parser.ConjunctionContext conjunction) {
        List<Cql2Node> parts =
                conjunction.negation().stream().map(Cql2Text::negation).toList();
        return parts.size() == 1 ? parts.getFirst() : new Cql2Node.Operation("and", parts);
    }

    private static Cql2Node negation(Cql2Parser.NegationContext negation) {
        Cql2Node predicate = predicate(negation.predicate());
        return negation.NOT().size() % 2 == 0 ? predicate : not(predicate);
    }

    private static Cql2Node not(Cql2Node node) {
        return new Cql2Node.Operation("not", List.of(node));
    }

    private static Cql2Node predicate(Cql2Parser.PredicateContext predicate) {
        Cql2Node value = sum(predicate.sum());
        return switch (predicate.test()) {
            case null -> value;
            case Cql2Parser.ComparedContext test ->
                new Cql2Node.Operation(test.operator.getText(), List.of(value, sum(test.sum())));
            case Cql2Parser.ResemblingContext test ->
                negated(test.NOT() != null, new Cql2Node.Operation("like", List.of(value, sum(test.sum()))));
            case Cql2Parser.RangedContext test ->
                negated(
                        test.NOT() != null,
                        new Cql2Node.Operation("between", List.of(value, sum(test.sum(0)), sum(test.sum(1)))));
            case Cql2Parser.ListedContext test -> {
                var listed = new Cql2Node.Several(
                        test.sum().stream().map(Cql2Text::sum).toList());
                yield negated(test.NOT() != null, new Cql2Node.Operation("in", List.of(value, listed)));
            }
            case Cql2Parser.StatedContext test ->
                negated(test.NOT() != null, new Cql2Node.Operation("isnull", List.of(value)));
            default -> throw Cql2Node.refused("unexpected " + predicate.test().getText());
        };
    }

    private static Cql2Node negated(boolean negated, Cql2Node node) {
        return negated ? not(node) : node;
    }

    private static Cql2Node sum(Cql2Parser.SumContext sum) {
        return folded(sum, sum.product().stream().map(Cql2Text::product).toList());
    }

    private static Cql2Node product(Cql2Parser.ProductContext product) {
        return folded(product, product.signed().stream().map(Cql2Text::signed).toList());
    }

    /// The operators stand between the operands.
    private static Cql2Node folded(ParserRuleContext context, List<Cql2Node> operands) {
        Cql2Node result = operands.getFirst();
        for (int i = 1; i < operands.size(); i++) {
            String operator = context.getChild(2 * i - 1).getText();
            result = new Cql2Node.Operation(operator, List.of(result, operands.get(i)));
        }
        return result;
    }

    private static Cql2Node signed(Cql2Parser.SignedContext signed) {
        Cql2Node value = atom(signed.atom());
        long minuses = Stream.iterate(0, i -> i < signed.getChildCount() - 1, i -> i + 1)
                .filter(i -> signed.getChild(i).getText().equals("-"))
                .count();
        if (minuses % 2 == 0) return value;
        return value instanceof Cql2Node.Literal(Expression.Number(BigDecimal number))
                ? new Cql2Node.Literal(new Expression.Number(number.negate()))
                : new Cql2Node.Operation(
                        "-", List.of(new Cql2Node.Literal(new Expression.Number(BigDecimal.ZERO)), value));
    }

    private static Cql2Node atom(Cql2Parser.AtomContext atom) {
        return switch (atom) {
            case Cql2Parser.GroupedContext grouped -> condition(grouped.condition());
            case Cql2Parser.GeometryContext geometry -> shape(geometry.shape());
            case Cql2Parser.BoxContext box ->
                new Cql2Node.Shape(box(box.bound().stream()
                        .map(bound -> number(bound.getText()).doubleValue())
                        .toList()));
            case Cql2Parser.InstantContext instant ->
                new Cql2Node.Literal(
                        new Expression.Moment(unquoted(instant.STRING().getText())));
            case Cql2Parser.IntervalContext interval ->
                new Cql2Node.Interval(end(sum(interval.sum(0))), end(sum(interval.sum(1))));
            case Cql2Parser.CalledContext called ->
                new Cql2Node.Operation(
                        called.NAME().getText().toLowerCase(Locale.ROOT),
                        called.condition().stream().map(Cql2Text::condition).toList());
            case Cql2Parser.PropertyContext property -> new Cql2Node.Property(name(property.name()));
            case Cql2Parser.TextContext text ->
                new Cql2Node.Literal(new Expression.Text(unquoted(text.STRING().getText())));
            case Cql2Parser.NumberContext number ->
                new Cql2Node.Literal(new Expression.Number(number(number.getText())));
            case Cql2Parser.TruthContext truth -> new Cql2Node.Literal(new Expression.Truth(truth.TRUE() != null));
            default -> throw Cql2Node.refused("unexpected " + atom.getText());
        };
    }

    /// Texts within an interval are times, or say that there is no end.
    private static @Nullable Cql2Node end(Cql2Node node) {
        if (!(node instanceof Cql2Node.Literal(Expression.Text(String text)))) return node;
        return text.equals(Cql2Node.OPEN) ? null : new Cql2Node.Literal(new Expression.Moment(text));
    }

    private static String name(Cql2Parser.NameContext name) {
        if (name.QUOTED() == null) return name.getText();
        String quoted = name.getText();
        return quoted.substring(1, quoted.length() - 1).replace("\"\"", "\"");
    }

    private static String unquoted(String literal) {
        return literal.substring(1, literal.length() - 1).replace("''", "'").replace("\\'", "'");
    }

    private static BigDecimal number(String text) {
        BigDecimal number = new BigDecimal(text);
        // Nothing in a table is as large; a million digits would be made of `1e1000000`.
        if (Math.abs((long) number.scale()) > 400) throw Cql2Node.refused("the number " + text + " is out of range");
        return number;
    }

    /// @param sides west, south, east, north; with heights behind the first two and the last two
    static Geometry box(List<Double> sides) {
        if (sides.size() != 4 && sides.size() != 6) throw Cql2Node.refused("a box has four or six numbers");
        int half = sides.size() / 2;
        return GEOMETRIES.toGeometry(new Envelope(sides.get(0), sides.get(half), sides.get(1), sides.get(half + 1)));
    }

    private static Cql2Node shape(Cql2Parser.ShapeContext shape) {
        String text = shape.getStart()
                .getInputStream()
                .getText(Interval.of(
                        shape.getStart().getStartIndex(), shape.getStop().getStopIndex()));
        try {
            return new Cql2Node.Shape(GeoText.read(text).geometry());
        } catch (GeometryProblem | IllegalArgumentException wrong) {
            throw Cql2Node.refused("no geometry: " + (text.length() > 100 ? text.substring(0, 100) + "…" : text));
        }
    }
}
