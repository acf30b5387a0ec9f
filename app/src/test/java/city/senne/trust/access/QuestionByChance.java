package city.senne.trust.access;

import city.senne.engine.odsql.Question;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/// Questions about the tables of [RulesByChance] that are mostly well-formed, also about fields that may be hidden.
record QuestionByChance(Random random) {
    private static final String[] TEXTS = {"'x'", "'y'", "'c1'", "'c'", "'x***'", "\"it's\"", "''", "'2'"};

    static Question ask(Random random) {
        return new QuestionByChance(random).next();
    }

    private Question next() {
        boolean grouped = random.nextInt(3) == 0;
        String key = oneOf("b", "c", "d", "year(e)", "range(a, 2)", "ifnull(b, 'z')", "lower(c)", "e", field());
        return new Question(
                grouped ? key + ", " + aggregate() + " as n" : select(),
                random.nextInt(4) == 0 ? List.of() : List.of(condition(3)),
                grouped ? key : null,
                grouped ? oneOf(key, "-" + key) : oneOf(field(), "-" + field() + ", " + field(), field() + " desc"),
                random.nextInt(5) == 0 ? List.of(oneOf("b:x", "c:c1", "e:2024", "d:3")) : List.of(),
                random.nextInt(6) == 0 ? List.of(oneOf("b:y", "a:2", "c:c")) : List.of(),
                oneOf(2, 5, 100),
                random.nextInt(3),
                Locale.FRENCH,
                ZoneId.of(oneOf("UTC", "Europe/Brussels")));
    }

    private String select() {
        return oneOf(
                "*",
                field(),
                field() + ", " + field(),
                value(2) + " as v",
                "exclude(b)",
                "include(*)",
                aggregate() + " as n");
    }

    private String aggregate() {
        return oneOf(
                "count(*)",
                "count(" + field() + ")",
                "sum(" + value(1) + ")",
                "max(" + field() + ")",
                "min(" + field() + ")",
                "avg(d)",
                "count(distinct " + field() + ")",
                "median(a)");
    }

    private String condition(int depth) {
        if (depth > 0 && random.nextInt(2) == 0) {
            String left = condition(depth - 1);
            return oneOf(
                    "not (" + left + ")",
                    "(" + left + " and " + condition(depth - 1) + ")",
                    "(" + left + " or " + condition(depth - 1) + ")");
        }
        String text = oneOf(TEXTS);
        return switch (random.nextInt(10)) {
            case 0 -> field() + oneOf(" = ", " != ", " > ", " <= ") + text;
            case 1 -> value(2) + oneOf(" = ", " < ", " >= ") + value(1);
            case 2 -> field() + oneOf(" is null", " is not null");
            case 3 -> field() + " in (" + text + ", " + oneOf(TEXTS) + ")";
            case 4 -> oneOf("a", "d") + " in [" + random.nextInt(4) + ".." + random.nextInt(6) + "[";
            case 5 -> text;
            case 6 -> oneOf("search", "suggest", "startswith") + "(" + oneOf("", "b, ", "c, b, ", "*, ") + text + ")";
            case 7 -> "e " + oneOf("<", ">=") + " date'" + (2024 + random.nextInt(3)) + "'";
            case 8 -> field() + " like " + text;
            default -> text + " in " + field();
        };
    }

    private String value(int depth) {
        if (depth > 0 && random.nextInt(2) == 0) {
            return oneOf(
                    "(" + value(depth - 1) + oneOf(" + ", " - ", " * ", " / ") + value(depth - 1) + ")",
                    "ifnull(" + field() + ", " + value(depth - 1) + ")",
                    "length(" + field() + ")",
                    "year(" + field() + ")");
        }
        return oneOf("a", "d", String.valueOf(random.nextInt(6)), "2.5", field());
    }

    private String field() {
        return oneOf("a", "b", "c", "d", "e");
    }

    @SafeVarargs
    private <T> T oneOf(T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
