package city.senne.engine.odsql;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.function.Function;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/// The text of one clause, turned into a parse tree; refused before parsing when it is large enough to hurt.
final class ClauseText {
    static final int MAX_CHARACTERS = 100_000;
    static final int MAX_TOKENS = 10_000;
    static final int MAX_LITERALS = 2_000;
    static final int MAX_OPERATORS = 200;
    static final int MAX_DEPTH = 60;

    private final String text;
    private final boolean extended;
    private @Nullable CommonTokenStream tokens;

    /// @param extended with the functions that are added to the language
    ClauseText(String text, boolean extended) {
        this.text = text;
        this.extended = extended;
    }

    <T extends ParserRuleContext> T parse(Function<OdsqlParser, T> rule) {
        if (text.length() > MAX_CHARACTERS) {
            throw tooLarge("longer than " + MAX_CHARACTERS + " characters");
        }
        var refusal = new BaseErrorListener() {
            @Override
            public void syntaxError(
                    Recognizer<?, ?> recognizer,
                    @Nullable Object offending,
                    int line,
                    int column,
                    String message,
                    @Nullable RecognitionException cause) {
                throw offending instanceof Token token ? unexpected(culprit(token)) : unexpectedCharacter(recognizer);
            }
        };
        var lexer = new OdsqlLexer(CharStreams.fromString(text));
        lexer.removeErrorListeners();
        lexer.addErrorListener(refusal);
        var allTokens = new CommonTokenStream(lexer);
        allTokens.fill();
        measure(allTokens);
        tokens = allTokens;
        var parser = new OdsqlParser(allTokens);
        parser.removeErrorListeners();
        parser.addErrorListener(refusal);
        return rule.apply(parser);
    }

    /// The parser and all that comes after it recurse, so depth is bounded here, before any of them starts.
    private static void measure(CommonTokenStream tokens) {
        if (tokens.size() > MAX_TOKENS) throw tooLarge("made of more than " + MAX_TOKENS + " words and signs");
        int depth = 0;
        int literals = 0;
        int operators = 0;
        for (Token token : tokens.getTokens()) {
            String spelling = token.getText();
            switch (token.getType()) {
                case OdsqlLexer.STRING,
                        OdsqlLexer.NUMBER,
                        OdsqlLexer.QUANTITY,
                        OdsqlLexer.DATE_LITERAL,
                        OdsqlLexer.GEOMETRY_LITERAL -> literals++;
                case OdsqlLexer.STAR -> operators++;
                default -> {
                    switch (spelling) {
                        case "(" -> depth++;
                        case ")" -> depth--;
                        case "+", "-", "/" -> operators++;
                        default -> {}
                    }
                }
            }
            if (depth > MAX_DEPTH) throw tooLarge("nested deeper than " + MAX_DEPTH + " parentheses");
        }
        if (literals > MAX_LITERALS) throw tooLarge("made of more than " + MAX_LITERALS + " constants");
        if (operators > MAX_OPERATORS) throw tooLarge("made of more than " + MAX_OPERATORS + " arithmetic operators");
    }

    private static OdsqlException tooLarge(String how) {
        return OdsqlException.malformed("The query is too large: it is " + how + ".");
    }

    /// Where the parser lost the thread, unless a word called like a function is none: then its parenthesis is what
    /// was not expected, whatever follows.
    private Token culprit(Token lost) {
        for (int i = 1; i < lost.getTokenIndex(); i++) {
            Token called = requireNonNull(tokens).get(i - 1);
            Token parenthesis = tokens.get(i);
            if (called.getType() == OdsqlLexer.NAME
                    && parenthesis.getText().equals("(")
                    && !Functions.exists(called.getText().toLowerCase(Locale.ROOT), extended)) {
                return parenthesis;
            }
        }
        return lost;
    }

    /// Only after parsing.
    Token tokenAfter(Token token) {
        return requireNonNull(tokens).get(token.getTokenIndex() + 1);
    }

    OdsqlException unexpected(Token token) {
        String what = token.getType() == Token.EOF ? "end of text" : token.getText();
        return unexpected(what, token.getStartIndex());
    }

    private OdsqlException unexpectedCharacter(Recognizer<?, ?> recognizer) {
        // The lexer stops where it lost the thread; the token it was reading began here.
        int position = recognizer instanceof OdsqlLexer lexer ? lexer._tokenStartCharIndex : 0;
        int index = text.offsetByCodePoints(0, Math.min(position, text.codePointCount(0, text.length())));
        String what = index < text.length() ? Character.toString(text.codePointAt(index)) : "end of text";
        return unexpected(what, position);
    }

    private OdsqlException unexpected(String what, int position) {
        return OdsqlException.syntax(
                "unexpected " + shortened(what) + " at position " + position + " in " + shortened(text));
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= 500
                ? text
                : text.substring(0, text.offsetByCodePoints(0, 500)) + "…";
    }

    /// What stands between the quotes of a string, a date, a geometry or a back-quoted name.
    static String unquoted(String literal) {
        int start = 0;
        while ("\"'`".indexOf(literal.charAt(start)) < 0) start++;
        var content = new StringBuilder(literal.length());
        for (int i = start + 1; i < literal.length() - 1; i++) {
            char character = literal.charAt(i);
            if (character != '\\') {
                content.append(character);
                continue;
            }
            char escaped = literal.charAt(++i);
            switch (escaped) {
                case 'n' -> content.append('\n');
                case 't' -> content.append('\t');
                case 'r' -> content.append('\r');
                case 'b' -> content.append('\b');
                case 'f' -> content.append('\f');
                case 'u' -> {
                    int code = hexadecimal(literal, i + 1);
                    if (code >= 0) {
                        content.append((char) code);
                        i += 4;
                    } else {
                        content.append(escaped);
                    }
                }
                default -> content.append(escaped);
            }
        }
        return content.toString();
    }

    private static int hexadecimal(String text, int from) {
        if (from + 4 >= text.length()) return -1;
        int code = 0;
        for (int i = from; i < from + 4; i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0) return -1;
            code = code * 16 + digit;
        }
        return code;
    }
}
