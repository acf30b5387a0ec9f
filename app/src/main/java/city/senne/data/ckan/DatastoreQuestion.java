package city.senne.data.ckan;

import city.senne.engine.odsql.Question;
import city.senne.engine.odsql.Spelling;
import city.senne.engine.table.Field;
import city.senne.engine.table.TableSchema;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// What `datastore_search` asks of rows, in words of ODSQL: every name of a field is one that the caller may see, and
/// every value is written as a value.
record DatastoreQuestion(Asked asked, TableSchema visible) {
    private static final int USUAL = 100;
    private static final int MOST = 32_000;
    private static final Pattern SORT = Pattern.compile(
            "\\s*(?:\"(?<quoted>[^\"]+)\"|(?<plain>[^\\s\",]+))(?:\\s+(?<direction>asc|desc))?\\s*",
            Pattern.CASE_INSENSITIVE);

    Question question(Locale language) {
        List<String> fields = asked.listed("fields").stream().map(this::name).toList();
        boolean distinct = asked.flag("distinct", false);
        List<String> shown = fields.isEmpty() && distinct
                ? visible.fields().stream()
                        .map(field -> Spelling.name(field.name()))
                        .toList()
                : fields;
        if (distinct) shown.forEach(this::refuseUngrouped);
        String list = shown.isEmpty() ? null : String.join(", ", shown);
        return Question.EVERYTHING
                .select(list)
                .groupBy(distinct ? list : null)
                .where(where().toArray(String[]::new))
                .orderBy(order())
                .page(limit(), offset())
                .in(language, ZoneOffset.UTC);
    }

    int limit() {
        return asked.whole("limit", USUAL, MOST);
    }

    int offset() {
        return asked.whole("offset", 0, Integer.MAX_VALUE);
    }

    /// As ODSQL spells it.
    private String name(String said) {
        return field("fields", said).map(_ -> Spelling.name(said)).orElseThrow();
    }

    private Optional<Field> field(String argument, String said) {
        Optional<Field> found = visible.findAsked(said);
        if (found.isEmpty()) throw Refused.invalid(argument, "Unknown field: " + Refused.shortened(said));
        return found;
    }

    private void refuseUngrouped(String spelled) {
        Field field = field("fields", spelled.replace("`", "")).orElseThrow();
        if (field.isMultivalued() || field.type().isGeo()) {
            throw Refused.invalid(
                    "distinct", "Rows that differ in %s cannot be told apart: leave it out".formatted(field.name()));
        }
    }

    private List<String> where() {
        List<String> where = new ArrayList<>();
        JsonNode filters = asked.object("filters");
        if (filters != null) {
            filters.properties().forEach(filter -> where.add(equal(filter.getKey(), filter.getValue())));
        }
        JsonNode q = asked.find("q");
        if (q != null && q.isString() && q.stringValue().strip().startsWith("{")) q = asked.object("q");
        if (q == null) return where;
        if (q.isObject()) {
            q.properties().forEach(each -> {
                field("q", each.getKey());
                words(each.getValue())
                        .ifPresent(words -> where.add(
                                "suggest(%s, %s)".formatted(Spelling.name(each.getKey()), Spelling.text(words))));
            });
        } else {
            words(q).ifPresent(words -> where.add("suggest(*, " + Spelling.text(words) + ")"));
        }
        return where;
    }

    private static Optional<String> words(JsonNode value) {
        if (!value.isValueNode()) throw Refused.invalid("q", "Words are expected");
        String words = value.asString();
        return words.codePoints().anyMatch(Character::isLetterOrDigit) ? Optional.of(words) : Optional.empty();
    }

    private String equal(String said, JsonNode value) {
        String name = field("filters", said).map(_ -> Spelling.name(said)).orElseThrow();
        if (!value.isArray()) return equalOne(name, value);
        List<String> choices = new ArrayList<>();
        for (JsonNode each : value) choices.add(equalOne(name, each));
        // One of none.
        if (choices.isEmpty()) return name + " is null AND " + name + " is not null";
        return "(" + String.join(" OR ", choices) + ")";
    }

    private static String equalOne(String name, JsonNode value) {
        if (value.isNull()) return name + " is null";
        if (!value.isValueNode()) throw Refused.invalid("filters", "A value or a list of values is expected");
        if (!value.isNumber()) return name + " = " + Spelling.text(value.asString());
        if (value.isFloatingPointNumber() && !Double.isFinite(value.doubleValue())) {
            throw Refused.invalid("filters", "No field holds such a number");
        }
        return name + " = " + Spelling.text(value.decimalValue().toPlainString());
    }

    private String order() {
        List<String> orders = new ArrayList<>();
        for (String item : asked.listed("sort")) {
            Matcher read = SORT.matcher(item);
            if (!read.matches()) throw Refused.invalid("sort", "Must be field asc or field desc");
            String said = read.group("quoted") == null ? read.group("plain") : read.group("quoted");
            field("sort", said);
            String direction = read.group("direction") == null ? "asc" : read.group("direction");
            orders.add(Spelling.name(said) + " " + direction.toLowerCase(Locale.ROOT));
        }
        return String.join(", ", orders);
    }
}
