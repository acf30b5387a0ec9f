package city.senne.data.ckan;

import city.senne.engine.odsql.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The query language of CKAN's search, as far as it is understood, in words of ODSQL: words, `"phrases"`,
/// `field:value`, `field:(a OR b)`, `field:[from TO until]`, `AND`, `OR`, `NOT`, `+`, `-`, brackets. What is not
/// understood is refused, and named.
final class SearchSyntax {
    private static final int MAX_LENGTH = 4_000;
    private static final int MAX_DEPTH = 20;
    private static final Pattern TOKEN = Pattern.compile("\\s*(?:(?<bracket>[()])"
            + "|(?<sign>[-+!](?=[^\\s]))"
            + "|(?<operator>(?:AND|OR|NOT)(?=[\\s(]|$)|&&|\\|\\|)"
            + "|(?<field>\\*|[\\p{L}_][\\p{L}\\p{N}_.]*):(?=\\S)"
            + "|[\\[{]\\s*(?<low>[^\\s\\]}]+)\\s+TO\\s+(?<high>[^\\s\\]}]+)\\s*(?<end>[\\]}])"
            + "|\"(?<phrase>[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\""
            + "|(?<word>(?:[^\\s()\"\\[\\]{}:\\\\]++|\\\\.)++))");

    private final String argument;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private enum Sort {
        BRACKET,
        SIGN,
        OPERATOR,
        FIELD,
        RANGE,
        PHRASE,
        WORD
    }

    /// @param more the end of a range
    private record Token(Sort sort, String text, String more) {
        boolean is(Sort other, String otherText) {
            return sort == other && text.equals(otherText);
        }
    }

    private SearchSyntax(String argument, String text) {
        this.argument = argument;
        if (text.length() > MAX_LENGTH) throw refused("longer than %d characters".formatted(MAX_LENGTH));
        Matcher matcher = TOKEN.matcher(text.stripTrailing());
        int end = 0;
        while (matcher.lookingAt()) {
            tokens.add(token(matcher));
            end = matcher.end();
            matcher.region(end, matcher.regionEnd());
        }
        String rest = text.substring(Math.min(end, text.length())).strip();
        if (!rest.isEmpty()) throw refused("not understood from here on: " + Refused.shortened(rest));
    }

    /// A condition of ODSQL that means the same; empty when everything is meant.
    ///
    /// @param argument in which it was asked, for errors
    static Optional<String> where(String argument, String text) {
        var syntax = new SearchSyntax(argument, text);
        Optional<String> condition = syntax.either(0, null);
        if (syntax.at < syntax.tokens.size()) throw syntax.refused("a bracket that was not opened");
        return condition;
    }

    /// The condition that a title bears all the words; empty where there are not words alone.
    static Optional<String> inTitle(String text) {
        boolean onlyWords = text.length() <= MAX_LENGTH && text.matches("[\\p{L}\\p{M}\\p{N}\\s'’-]*+");
        return onlyWords && !text.matches(".*\\b(AND|OR|NOT)\\b.*")
                ? words(Spelling.name("titles"), text)
                : Optional.empty();
    }

    private Refused refused(String why) {
        return Refused.invalid(argument, "The query cannot be answered: " + why);
    }

    private Token token(Matcher found) {
        if (found.group("bracket") != null) return new Token(Sort.BRACKET, found.group("bracket"), "");
        if (found.group("sign") != null) return new Token(Sort.SIGN, found.group("sign"), "");
        if (found.group("operator") != null) {
            String operator = found.group("operator").replace("&&", "AND").replace("||", "OR");
            return new Token(Sort.OPERATOR, operator, "");
        }
        if (found.group("field") != null) return new Token(Sort.FIELD, found.group("field"), "");
        if (found.group("low") != null) {
            boolean closed =
                    found.group().strip().startsWith("[") && found.group("end").equals("]");
            if (!closed) throw refused("a range without its ends");
            return new Token(Sort.RANGE, found.group("low"), found.group("high"));
        }
        return found.group("phrase") != null
                ? new Token(Sort.PHRASE, plain(found.group("phrase")), "")
                : new Token(Sort.WORD, found.group("word"), "");
    }

    private static String plain(String escaped) {
        return escaped.replaceAll("\\\\(.)", "$1");
    }

    /// @param field in which the values are looked for; null outside of the brackets of one
    private Optional<String> either(int depth, @Nullable String field) {
        if (depth > MAX_DEPTH) throw refused("too many brackets");
        List<Optional<String>> choices = new ArrayList<>();
        choices.add(all(depth, field));
        while (isNext(Sort.OPERATOR, "OR")) {
            at++;
            choices.add(all(depth, field));
        }
        // One choice that everything meets makes all of them so.
        if (choices.stream().anyMatch(Optional::isEmpty)) return Optional.empty();
        return Optional.of(joined(choices.stream().map(Optional::get).toList(), " OR "));
    }

    private Optional<String> all(int depth, @Nullable String field) {
        List<String> conditions = new ArrayList<>();
        int begin = at;
        while (at < tokens.size() && !isNext(Sort.OPERATOR, "OR") && !isNext(Sort.BRACKET, ")")) {
            if (isNext(Sort.OPERATOR, "AND")) {
                if (at == begin) throw refused("AND without a condition before it");
                at++;
            }
            one(depth, field).ifPresent(conditions::add);
        }
        if (at == begin && (depth > 0 || !tokens.isEmpty())) throw refused("a condition is missing");
        return conditions.isEmpty() ? Optional.empty() : Optional.of(joined(conditions, " AND "));
    }

    private Optional<String> one(int depth, @Nullable String field) {
        boolean negated = false;
        while (isNext(Sort.SIGN) || isNext(Sort.OPERATOR, "NOT")) {
            negated ^= !tokens.get(at).text.equals("+");
            at++;
        }
        if (at == tokens.size()) throw refused("a condition is missing");
        Optional<String> condition = affirmed(depth, field);
        if (!negated) return condition;
        return Optional.of(condition.map(met -> "NOT (" + met + ")").orElse("dataset_id is null"));
    }

    private Optional<String> affirmed(int depth, @Nullable String field) {
        Token token = tokens.get(at++);
        return switch (token.sort) {
            case FIELD -> {
                if (field != null) throw refused("a field within another: " + Refused.shortened(token.text));
                if (at == tokens.size()) throw refused("a value is missing after " + token.text + ":");
                if (isNext(Sort.FIELD)) throw refused("a field within another");
                yield affirmed(depth, token.text);
            }
            case BRACKET -> {
                if (!token.text.equals("(")) throw refused("a bracket that was not opened");
                Optional<String> inner = either(depth + 1, field);
                if (!isNext(Sort.BRACKET, ")")) throw refused("a bracket that is not closed");
                at++;
                yield inner;
            }
            case RANGE, PHRASE, WORD -> value(field, token);
            case SIGN, OPERATOR -> throw refused("a condition is missing before " + token.text);
        };
    }

    private boolean isNext(Sort sort) {
        return at < tokens.size() && tokens.get(at).sort == sort;
    }

    private boolean isNext(Sort sort, String text) {
        return at < tokens.size() && tokens.get(at).is(sort, text);
    }

    private static String joined(List<String> conditions, String by) {
        return conditions.size() == 1 ? conditions.getFirst() : "(" + String.join(")" + by + "(", conditions) + ")";
    }

    private Optional<String> value(@Nullable String name, Token token) {
        boolean isAny = token.sort == Sort.WORD && token.text.equals("*");
        if (isAny && (name == null || name.equals("*"))) return Optional.empty();
        if (token.sort == Sort.WORD) refuseWildcards(token.text);
        SearchField field = SearchField.find(name == null ? "text" : name)
                .orElseThrow(() -> refused("unknown field " + Refused.shortened(String.valueOf(name))));
        String column = Spelling.name(field.column());
        if (isAny) return Optional.of(column + " is not null");
        if (field.kind() == SearchField.Kind.TIME) return Optional.of(time(column, token));
        if (token.sort == Sort.RANGE) throw refused("a range in a field that has no order");
        String said = token.sort == Sort.WORD ? plain(token.text) : token.text;
        return switch (field.kind()) {
            case WORDS -> words(column, said);
            default -> {
                String value = field.kind() == SearchField.Kind.CAPITALS ? said.toUpperCase(Locale.ROOT) : said;
                yield Optional.of(
                        token.sort == Sort.WORD && value.endsWith("*")
                                ? "startswith(" + column + ", " + Spelling.text(value.substring(0, value.length() - 1))
                                        + ")"
                                : column + " = " + Spelling.text(value));
            }
        };
    }

    /// Words of which a dataset bears at least the beginnings, in whatever order.
    private static Optional<String> words(String column, String said) {
        boolean says = said.codePoints().anyMatch(Character::isLetterOrDigit);
        return says ? Optional.of("suggest(" + column + ", " + Spelling.text(said) + ")") : Optional.empty();
    }

    private void refuseWildcards(String word) {
        if (word.equals("*")) return;
        String inner = word.endsWith("*") ? word.substring(0, word.length() - 1) : word;
        Matcher special = Pattern.compile("(?<!\\\\)[*?~^]").matcher(inner);
        if (special.find()) throw refused("%s within %s".formatted(special.group(), Refused.shortened(word)));
    }

    private String time(String column, Token token) {
        if (token.sort != Sort.RANGE) return column + " = " + moment(token.text);
        List<String> bounds = new ArrayList<>();
        if (!token.text.equals("*")) bounds.add(column + " >= " + moment(token.text));
        if (!token.more.equals("*")) bounds.add(column + " <= " + moment(token.more));
        return bounds.isEmpty() ? column + " is not null" : joined(bounds, " AND ");
    }

    /// A day means its beginning, in UTC.
    private String moment(String said) {
        if (!said.matches(
                "\\d{4}(-\\d{2}(-\\d{2}(T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?(Z|[+-]\\d{2}:?\\d{2})?)?)?)?")) {
            throw refused("a date is expected: " + Refused.shortened(said));
        }
        return Spelling.text(said);
    }
}
