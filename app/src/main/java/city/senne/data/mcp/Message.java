package city.senne.data.mcp;

import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/// One message of JSON-RPC 2.0. Several in one (batches) are none: the protocol has done without them since 2025-06-18.
sealed interface Message {
    JsonMapper JSON = JsonMapper.shared();
    ObjectReader WHOLE = JSON.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /// @param id a text or a whole number
    /// @param params empty when there are none
    record Request(Object id, String method, Map<String, Object> params) implements Message {}

    record Notification(String method) implements Message {}

    /// Throws BrokenMessage.
    static Message read(byte[] body) {
        JsonNode tree;
        try {
            tree = WHOLE.readTree(body);
        } catch (JacksonException broken) {
            throw BrokenMessage.unreadable();
        }
        if (tree == null || tree.isMissingNode()) throw BrokenMessage.unreadable();
        if (tree.isArray())
            throw BrokenMessage.invalid("Several messages in one are not answered: send each by itself.");
        if (!tree.isObject() || !tree.path("jsonrpc").asString("").equals("2.0")) {
            throw BrokenMessage.invalid("A message is an object with jsonrpc: \"2.0\".");
        }
        JsonNode method = tree.path("method");
        if (!method.isString())
            throw BrokenMessage.invalid("A message names its method; answers are not waited for here.");
        JsonNode params = tree.path("params");
        if (!params.isMissingNode() && !params.isObject()) {
            throw BrokenMessage.invalid("The params of a message are an object.");
        }
        JsonNode id = tree.path("id");
        if (id.isMissingNode()) return new Notification(method.stringValue());
        return new Request(id(id), method.stringValue(), params.isObject() ? object(params) : Map.of());
    }

    private static Object id(JsonNode id) {
        if (id.isString()) return id.stringValue();
        if (id.isIntegralNumber() && id.canConvertToLong()) return id.longValue();
        throw BrokenMessage.invalid("The id of a request is a text or a whole number.");
    }

    private static Map<String, Object> object(JsonNode node) {
        return JSON.convertValue(node, new TypeReference<>() {});
    }
}
