package city.senne.engine.delivery.formats;

import city.senne.engine.delivery.SourceRow.Json;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/// Reads one value at a time into plain Java: String, Long, BigInteger, Double, Boolean, List, Map. An object that
/// names a key twice is remembered, since one of its two values would be lost.
final class JsonValues {
    private static final int MOST_NODES = 2_000_000;
    private static final JsonMapper WRITER = JsonMapper.builder().build();

    private final JsonTokens tokens;
    private @Nullable String repeatedKey;
    private int nodes;

    JsonValues(JsonTokens tokens) {
        this.tokens = tokens;
    }

    /// The value at the current token, whole. The parser then stands on its last token.
    @Nullable
    Object read() {
        repeatedKey = null;
        nodes = 0;
        return value(tokens.current());
    }

    /// Reads further into the same row: repeated keys and size count on.
    @Nullable
    Object readMore() {
        return value(tokens.current());
    }

    void startRow() {
        repeatedKey = null;
        nodes = 0;
    }

    /// The key that stood twice in an object of the last row, or null.
    @Nullable
    String repeatedKey() {
        return repeatedKey;
    }

    /// Only for an object that is the current token.
    @SuppressWarnings("unchecked")
    Map<String, @Nullable Object> readObject() {
        Object value = read();
        if (!(value instanceof Map)) throw new IllegalStateException("Not at an object");
        return (Map<String, @Nullable Object>) value;
    }

    private @Nullable Object value(@Nullable JsonToken token) {
        if (++nodes > MOST_NODES) throw Refusal.of("json-too-much", tokens.line(), 1);
        return switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> tokens.string();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(token);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case null, default -> null;
        };
    }

    private Object number(JsonToken token) {
        JsonParser parser = tokens.parser();
        try {
            if (parser.isNaN()) return parser.getString();
            if (token == JsonToken.VALUE_NUMBER_FLOAT) return parser.getDoubleValue();
            BigInteger big = parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                    ? parser.getBigIntegerValue()
                    : BigInteger.valueOf(parser.getLongValue());
            return big.bitLength() < 64 ? (Object) big.longValue() : big;
        } catch (JacksonException broken) {
            throw tokens.refusal(broken);
        }
    }

    private Map<String, @Nullable Object> object() {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        while (tokens.next() == JsonToken.PROPERTY_NAME) {
            String name = tokens.name();
            Object value = value(tokens.next());
            if (members.containsKey(name)) repeatedKey = name;
            members.put(name, value);
        }
        return members;
    }

    private List<@Nullable Object> array() {
        List<@Nullable Object> elements = new ArrayList<>();
        for (JsonToken token; (token = tokens.next()) != JsonToken.END_ARRAY; ) elements.add(value(token));
        return elements;
    }

    /// The cell for a value: a list of scalars becomes a String[], whatever nests becomes Json, an empty list or
    /// object is no value.
    static @Nullable Object cell(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case List<?> list when list.isEmpty() -> null;
            case List<?> list -> list.stream().anyMatch(JsonValues::isNested) ? json(list) : texts(list);
            case Map<?, ?> map -> map.isEmpty() ? null : json(map);
            case BigInteger big -> big.toString();
            default -> value;
        };
    }

    private static boolean isNested(@Nullable Object value) {
        return value instanceof List || value instanceof Map;
    }

    private static String[] texts(List<?> list) {
        return list.stream().filter(e -> e != null).map(Object::toString).toArray(String[]::new);
    }

    static Json json(Object value) {
        return new Json(WRITER.writeValueAsString(value));
    }
}
