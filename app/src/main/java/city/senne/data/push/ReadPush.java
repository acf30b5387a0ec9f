package city.senne.data.push;

import city.senne.data.catalog.Dataset;
import city.senne.data.ingest.TryRows;
import city.senne.engine.delivery.Reason;
import city.senne.engine.delivery.UnreadableDelivery;
import city.senne.engine.table.Field;
import city.senne.engine.table.FieldType;
import city.senne.platform.i18n.Words;
import city.senne.platform.web.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Judges what is pushed before any of it is kept: all of it is taken, or none.
@Component
class ReadPush {
    private static final int MOST_TOLD = 100;
    private static final int LONGEST_TOLD = 200;
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final Reason KEY_MISSING = Reason.of("delivery.pushed_key");

    private final TryRows tryRows;

    ReadPush(TryRows tryRows) {
        this.tryRows = tryRows;
    }

    /// What is wrong with a row.
    ///
    /// @param row counted from 1
    /// @param field null when the row as a whole is meant
    /// @param value as it was read, null where it says nothing
    record Wrong(long row, @Nullable String field, @Nullable String value, String message) {
        static Wrong of(long row, @Nullable String field, String message) {
            return new Wrong(row, field, null, message);
        }
    }

    /// @param json its objects with commas between, empty when there are none
    /// @param wrong at most a hundred things; when there is any, nothing is to be kept
    record Read(String json, List<Wrong> wrong) {}

    /// Throws a [Problem] when this is no JSON.
    Read read(Dataset dataset, byte[] body, Words words) throws IOException {
        JsonNode parsed = parse(body);
        List<JsonNode> rows = new ArrayList<>();
        if (parsed.isArray()) parsed.forEach(rows::add);
        else rows.add(parsed);
        List<Wrong> wrong = new ArrayList<>();
        Map<String, String> columns = dataset.columns();
        for (int i = 0; i < rows.size() && wrong.size() < MOST_TOLD; i++) {
            if (rows.get(i) instanceof ObjectNode row) nameByColumn(row, columns, i + 1, words, wrong);
            judge(dataset, i + 1, rows.get(i), words, wrong);
        }
        if (rows.isEmpty() || !wrong.isEmpty()) return new Read("", wrong);
        String json = rows.stream().map(JsonNode::toString).collect(Collectors.joining(","));
        Locale language = words.language().locale();
        try {
            for (TryRows.Wrong found : tryRows.read(dataset, ("[" + json + "]").getBytes(StandardCharsets.UTF_8))) {
                wrong.add(new Wrong(
                        found.row(),
                        found.field(),
                        found.value() == null ? null : shortened(found.value()),
                        found.reason().text(language)));
            }
        } catch (UnreadableDelivery refused) {
            wrong.add(Wrong.of(1, null, refused.reason().text(language)));
        }
        wrong.sort(Comparator.comparingLong(Wrong::row));
        return new Read(json, wrong.stream().limit(MOST_TOLD).toList());
    }

    private static JsonNode parse(byte[] body) {
        try {
            JsonNode parsed = STRICT.readTree(body);
            if (parsed.isMissingNode()) throw Problem.invalid("push-empty");
            return parsed;
        } catch (JacksonException notJson) {
            throw Problem.invalid(
                    "push-not-json",
                    notJson.getLocation() == null ? 1 : notJson.getLocation().getLineNr(),
                    notJson.getLocation() == null ? 1 : notJson.getLocation().getColumnNr());
        }
    }

    /// Rows of several pushes are read together: each column has one name there.
    private static void nameByColumn(
            ObjectNode row, Map<String, String> columns, int number, Words words, List<Wrong> wrong) {
        Map<String, String> sent = new HashMap<>();
        for (String name : List.copyOf(row.propertyNames())) {
            String column = columns.getOrDefault(name, name);
            String other = sent.putIfAbsent(column, name);
            if (other != null) wrong.add(Wrong.of(number, name, words.of("push.row.field-twice", other, name)));
            if (name.equals(column)) continue;
            JsonNode value = row.remove(name);
            if (!row.has(column)) row.set(column, value);
        }
    }

    private static void judge(Dataset dataset, int number, JsonNode row, Words words, List<Wrong> wrong) {
        if (!row.isObject()) {
            wrong.add(Wrong.of(number, null, words.of("push.row.no-object")));
            return;
        }
        List<Field> fields = dataset.current().schema().fields();
        Set<String> known = new HashSet<>();
        for (Field field : fields) {
            known.add(field.name());
            known.add(field.label());
        }
        if (row.isEmpty()) wrong.add(Wrong.of(number, null, words.of("push.row.empty")));
        for (String name : row.propertyNames()) {
            if (known.contains(name)) {
                if (row.path(name).isObject() && !holdsObjects(fields, name)) {
                    wrong.add(Wrong.of(number, shortened(name), words.of("push.row.no-value")));
                }
                if (!isWhole(row.path(name).toString())) {
                    wrong.add(Wrong.of(number, shortened(name), words.of("push.row.half-character")));
                }
                continue;
            }
            String names = fields.stream()
                    .map(field -> dataset.notes(field.name()).nameOf(field.name()))
                    .collect(Collectors.joining(", "));
            wrong.add(Wrong.of(number, shortened(name), words.of("push.row.unknown-field", shortened(names))));
        }
        for (Field key : dataset.current().schema().key()) {
            JsonNode value = Objects.requireNonNullElse(row.get(key.name()), row.path(key.label()));
            if (value.isMissingNode() || value.isNull()) {
                wrong.add(Wrong.of(
                        number, key.name(), KEY_MISSING.text(words.language().locale())));
            }
        }
    }

    private static boolean holdsObjects(List<Field> fields, String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name) || field.label().equals(name))
                .anyMatch(field -> field.type().isGeo() || field.type() == FieldType.JSON);
    }

    /// Whether no character lacks its other half, which neither files nor answers can hold.
    private static boolean isWhole(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    private static String shortened(String text) {
        String told = text.length() <= LONGEST_TOLD ? text : text.substring(0, LONGEST_TOLD) + "…";
        return isWhole(told) ? told : new String(told.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
