package city.senne.data.ckan;

import city.senne.trust.journal.Reads;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// The arguments of an action: parameters of the address, or the JSON object that was posted, whatever type its sender
/// says it has. The journal is told what was posted as it is told of an address.
record Asked(Map<String, JsonNode> arguments) {
    private static final int LARGEST = 1 << 16;
    private static final JsonMapper JSON = JsonMapper.shared();

    /// What says who asks or how to send, and not what.
    private static final Set<String> OF_THE_CALLER = Set.of("apikey", "purpose", "callback", "_");

    static Asked of(HttpServletRequest request) throws IOException {
        Map<String, JsonNode> arguments =
                request.getMethod().equals("POST") ? posted(request) : new TreeMap<>(inAddress(request));
        arguments.keySet().removeAll(OF_THE_CALLER);
        return new Asked(arguments);
    }

    private static Map<String, JsonNode> inAddress(HttpServletRequest request) {
        Map<String, JsonNode> arguments = new TreeMap<>();
        try {
            request.getParameterMap().forEach((name, values) -> arguments.put(name, node(values)));
        } catch (IllegalStateException undecodable) {
            throw badRequest("The parameters cannot be decoded");
        }
        return arguments;
    }

    private static JsonNode node(String[] values) {
        JsonNodeFactory nodes = JSON.getNodeFactory();
        if (values.length == 1) return nodes.stringNode(values[0]);
        ArrayNode all = nodes.arrayNode();
        Arrays.stream(values).forEach(all::add);
        return all;
    }

    private static Map<String, JsonNode> posted(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            throw Refused.of(HttpStatus.CONTENT_TOO_LARGE, "Bad request", "More than a question may hold");
        }
        if (body.length == 0) return new TreeMap<>();
        JsonNode tree;
        try {
            tree = JSON.readTree(body);
        } catch (JacksonException broken) {
            throw badRequest("JSON Error: the body cannot be decoded");
        }
        if (!tree.isObject()) throw badRequest("JSON Error: the body is not an object");
        Map<String, JsonNode> arguments = new TreeMap<>();
        SortedMap<String, String> told = new TreeMap<>();
        tree.properties().forEach(property -> {
            JsonNode value = property.getValue();
            arguments.put(property.getKey(), value);
            told.put(property.getKey(), value.isValueNode() ? value.asString() : value.toString());
        });
        Reads.areAskedFor(told);
        return arguments;
    }

    private static Refused badRequest(String message) {
        return Refused.of(HttpStatus.BAD_REQUEST, "Bad request", message);
    }

    /// Throws Refused for any other argument: leaving it out would answer another question.
    void allowOnly(String... known) {
        Set<String> others = new TreeSet<>(arguments.keySet());
        others.removeAll(Set.of(known));
        for (String other : others) {
            throw Refused.invalid(
                    Refused.shortened(other), "This argument is not known here: " + Refused.shortened(other));
        }
    }

    /// Null when it is missing or blank.
    @Nullable
    JsonNode find(String name) {
        JsonNode value = arguments.get(name);
        boolean says = value != null
                && !value.isNull()
                && !(value.isString() && value.stringValue().isBlank());
        return says ? value : null;
    }

    /// Null when it is missing or blank.
    @Nullable
    String text(String name) {
        JsonNode value = find(name);
        if (value == null) return null;
        if (value.isArray() && !value.isEmpty()) value = value.get(0);
        if (!value.isValueNode()) throw Refused.invalid(name, "A text is expected");
        return value.asString();
    }

    String required(String name) {
        String text = text(name);
        if (text == null) throw Refused.missing(name);
        return text.strip();
    }

    boolean flag(String name, boolean usual) {
        String text = text(name);
        if (text == null) return usual;
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes", "on", "t", "y" -> true;
            case "false", "0", "no", "off", "f", "n" -> false;
            default -> throw Refused.invalid(name, "True or false is expected");
        };
    }

    /// @param usual when nothing is said; larger ones than the largest are taken for that
    int whole(String name, int usual, int largest) {
        String text = text(name);
        if (text == null) return usual;
        if (!text.strip().matches("\\d{1,18}")) {
            throw Refused.invalid(name, "Must be a whole number that is not negative");
        }
        return (int) Math.min(Long.parseLong(text.strip()), largest);
    }

    /// Several texts: a list, a list in JSON as parameters hold it, or one text.
    List<String> texts(String name) {
        JsonNode value = find(name);
        if (value == null) return List.of();
        if (value.isString() && value.stringValue().strip().startsWith("[")) value = read(name, value.stringValue());
        if (!value.isArray()) return List.of(String.valueOf(text(name)));
        List<String> texts = new ArrayList<>();
        for (JsonNode each : value) {
            if (!each.isValueNode()) throw Refused.invalid(name, "A list of texts is expected");
            texts.add(each.asString());
        }
        return texts;
    }

    /// The same with commas between them where they are one text.
    List<String> listed(String name) {
        List<String> texts = texts(name);
        if (texts.size() != 1) return texts;
        return Arrays.stream(texts.getFirst().split(","))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /// An object, or a text with one; null when it is missing.
    @Nullable
    JsonNode object(String name) {
        JsonNode value = find(name);
        if (value != null && value.isString()) value = read(name, value.stringValue());
        if (value != null && !value.isObject()) throw Refused.invalid(name, "A JSON object is expected");
        return value;
    }

    private static JsonNode read(String name, String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException broken) {
            throw Refused.invalid(name, "Cannot be read as JSON");
        }
    }
}
