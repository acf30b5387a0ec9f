package city.senne.data.explore.api;

import city.senne.engine.odsql.RecordIds;
import city.senne.engine.odsql.Spelling;
import city.senne.engine.table.Field;
import city.senne.engine.table.FieldType;
import city.senne.engine.table.TableSchema;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The search language of the first version of the API, in words of ODSQL: words, `"phrases"`, `field:value`,
/// `field>5`, `field:[1 TO 5]`, `AND`, `OR`, `NOT`, `-`, brackets. Nothing that a person types is a
/// mistake: what is no condition on a field she may see is looked for as it stands.
final class SearchLanguage {
    private static final int MAX_LENGTH = 4_000;
    private static final int MAX_DEPTH = 30;
    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:(?<bracket>[()])|(?<minus>-(?=\\S))|(?<field>[\\p{L}_][\\w\\p{L}.-]*?)\\s*(?<sign>:|==|=|>=|<=|>|<)\\s*"
                    + "(?:\"(?<text>(?:[^\"\\\\]|\\\\.)*)\"|\\[\\s*(?<low>\\S+)\\s+TO\\s+(?<high>\\S+?)\\s*]|(?<value>[^\\s()\"]+))"
                    + "|\"(?<phrase>(?:[^\"\\\\]|\\\\.)*)\"|(?<word>[^\\s()\"]+)|(?<stray>\"))");

    private final TableSchema fields;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private record Token(
            String bracket,
            boolean isMinus,
            String word,
            @Nullable String condition) {}

    private SearchLanguage(String text, TableSchema fields) {
        this.fields = fields;
        Matcher matcher = TOKEN.matcher(text.substring(0, Math.min(text.length(), MAX_LENGTH)));
        while (matcher.find()) token(matcher);
    }

    /// Conditions of ODSQL that mean the same; empty when nothing is looked for.
    ///
    /// @param fields those that the caller may see
    static Optional<String> where(String text, TableSchema fields) {
        var language = new SearchLanguage(text, fields);
        List<String> all = new ArrayList<>();
        while (language.at < language.tokens.size()) {
            language.either(0).ifPresent(all::add);
            // A bracket that closes nothing.
            if (language.at < language.tokens.size()) language.at++;
        }
        return joined(all, " AND ");
    }

    private void token(Matcher found) {
        if (found.group("bracket") != null) tokens.add(new Token(found.group("bracket"), false, "", null));
        else if (found.group("minus") != null) tokens.add(new Token("", true, "", null));
        else if (found.group("field") != null) tokens.add(new Token("", false, "", condition(found)));
        else if (found.group("phrase") != null) tokens.add(words(found.group("phrase"), true));
        else if (found.group("word") != null) tokens.add(words(found.group("word"), false));
    }

    private static Token words(String text, boolean isPhrase) {
        boolean isOperator = !isPhrase && text.matches("AND|OR|NOT");
        boolean says = text.codePoints().anyMatch(Character::isLetterOrDigit);
        return new Token("", false, isOperator ? text : "", isOperator || !says ? null : Spelling.text(text));
    }

    private Optional<String> either(int depth) {
        List<String> choices = new ArrayList<>();
        all(depth).ifPresent(choices::add);
        while (isWord("OR")) {
            at++;
            all(depth).ifPresent(choices::add);
        }
        return joined(choices, " OR ");
    }

    private Optional<String> all(int depth) {
        List<String> conditions = new ArrayList<>();
        while (at < tokens.size() && !isWord("OR") && !tokens.get(at).bracket.equals(")")) {
            if (isWord("AND")) at++;
            else one(depth).ifPresent(conditions::add);
        }
        return joined(conditions, " AND ");
    }

    private Optional<String> one(int depth) {
        boolean negated = false;
        while (tokens.get(at).isMinus || tokens.get(at).word.equals("NOT")) {
            negated = !negated;
            at++;
            if (at == tokens.size() || tokens.get(at).bracket.equals(")")) return Optional.empty();
        }
        Optional<String> condition = affirmed(depth);
        return negated ? condition.map(affirmed -> "NOT (" + affirmed + ")") : condition;
    }

    private Optional<String> affirmed(int depth) {
        Token token = tokens.get(at++);
        if (!token.bracket.equals("(")) return Optional.ofNullable(token.condition);
        if (depth >= MAX_DEPTH) return Optional.empty();
        Optional<String> inner = either(depth + 1);
        if (at < tokens.size()) at++;
        return inner;
    }

    private boolean isWord(String word) {
        return at < tokens.size() && tokens.get(at).word.equals(word);
    }

    private static Optional<String> joined(List<String> conditions, String by) {
        if (conditions.isEmpty()) return Optional.empty();
        return Optional.of(
                conditions.size() == 1 ? conditions.getFirst() : "(" + String.join(")" + by + "(", conditions) + ")");
    }

    private String condition(Matcher found) {
        String whole = found.group().strip();
        String asked = found.group("field");
        Field field = fields.findAsked(asked).orElse(null);
        if (field == null && isRecord(found)) return "recordid = " + Spelling.text(found.group("value"));
        if (field == null) return Spelling.text(whole);
        String name = Spelling.name(asked);
        if (found.group("low") != null) {
            return among(field, found.group("low"), found.group("high")).orElseGet(() -> Spelling.text(whole));
        }
        String value =
                found.group("text") != null ? found.group("text").replaceAll("\\\\(.)", "$1") : found.group("value");
        String sign = found.group("sign");
        Optional<String> condition = switch (sign) {
            case ":", "=", "==" -> equal(field, name, value, sign.equals(":"));
            default -> literal(field, value).map(literal -> name + " " + sign + " " + literal);
        };
        return condition.orElseGet(() -> Spelling.text(whole));
    }

    /// As maps ask for the record that was chosen.
    private static boolean isRecord(Matcher found) {
        String value = found.group("value");
        return "recordid".equals(found.group("field")) && value != null && RecordIds.isId(value);
    }

    private static Optional<String> equal(Field field, String name, String value, boolean loose) {
        return switch (field.type()) {
            case TEXT, JSON, FILE ->
                Optional.of(name + (loose && !field.isMultivalued() ? " like " : " = ") + Spelling.text(value));
            case BOOLEAN ->
                value.matches("(?i)true|false|1|0")
                        ? Optional.of(name + " is " + (value.matches("(?i)true|1") ? "true" : "false"))
                        : Optional.empty();
            case DATE, DATETIME -> among(field, value, value);
            case INT, DOUBLE, DECIMAL -> literal(field, value).map(literal -> name + " = " + literal);
            case GEO_POINT, GEO_SHAPE -> Optional.empty();
        };
    }

    /// A part of a date, such as `2014` or `2014/05`, means all of it.
    private static Optional<String> among(Field field, String low, String high) {
        String name = Spelling.name(field.name());
        List<String> bounds = new ArrayList<>();
        boolean isTime = field.type() == FieldType.DATE || field.type() == FieldType.DATETIME;
        if (!low.equals("*")) {
            Optional<String> bound = isTime ? firstDay(low).map(Spelling::day) : literal(field, low);
            if (bound.isEmpty()) return bound;
            bounds.add(name + " >= " + bound.get());
        }
        if (!high.equals("*")) {
            Optional<String> bound = isTime ? end(high).map(Spelling::day) : literal(field, high);
            if (bound.isEmpty()) return bound;
            bounds.add(name + (isTime ? " < " : " <= ") + bound.get());
        }
        return joined(bounds, " AND ");
    }

    private static Optional<String> literal(Field field, String value) {
        return switch (field.type()) {
            case INT, DOUBLE, DECIMAL ->
                value.matches("[+-]?\\d{1,18}(\\.\\d{1,18})?") ? Optional.of(value) : Optional.empty();
            case DATE, DATETIME -> firstDay(value).map(Spelling::day);
            case TEXT -> Optional.of(Spelling.text(value));
            default -> Optional.empty();
        };
    }

    /// Of a year, a month or a day; empty when the text is none of them.
    static Optional<LocalDate> firstDay(String date) {
        String iso = date.replace('/', '-');
        try {
            return Optional.of(
                    switch (iso.length()) {
                        case 4 -> LocalDate.of(Integer.parseInt(iso), 1, 1);
                        case 7 -> YearMonth.parse(iso).atDay(1);
                        default -> LocalDate.parse(iso.length() > 10 ? iso.substring(0, 10) : iso);
                    });
        } catch (DateTimeParseException | NumberFormatException notADate) {
            return Optional.empty();
        }
    }

    /// The first day behind it.
    private static Optional<LocalDate> end(String date) {
        return firstDay(date).map(day -> switch (date.length()) {
            case 4 -> day.plusYears(1);
            case 7 -> day.plusMonths(1);
            default -> day.plusDays(1);
        });
    }
}
