package city.senne.engine.odsql;

import city.senne.engine.geo.GeoText;
import city.senne.engine.geo.GeometryProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// CQL2 as JSON.
final class Cql2Json {
    private static final int DEEPEST = 60;
    private static final int MAX_NODES = 20_000;
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(2 * DEEPEST)
                            .maxDocumentLength(100_000)
                            .build())
                    .build())
            .build();

    private int nodes;

    private Cql2Json() {}

    static Cql2Node read(String text) {
        try {
            return new Cql2Json().node(JSON.readTree(text));
        } catch (JacksonException noJson) {
            throw Cql2Node.refused("it is no JSON, or too large");
        }
    }

    private Cql2Node node(JsonNode json) {
        if (++nodes > MAX_NODES) throw Cql2Node.refused("it has more than " + MAX_NODES + " parts");
        if (json.isBoolean()) return new Cql2Node.Literal(new Expression.Truth(json.booleanValue()));
        if (json.isNumber()) return new Cql2Node.Literal(new Expression.Number(json.decimalValue()));
        if (json.isString()) return new Cql2Node.Literal(new Expression.Text(json.stringValue()));
        if (json.isArray()) return new Cql2Node.Several(nodes(json));
        if (json.has("op")) return operation(json);
        if (json.has("property")) return new Cql2Node.Property(text(json, "property"));
        if (json.has("date")) return moment(text(json, "date"));
        if (json.has("timestamp")) return moment(text(json, "timestamp"));
        if (json.has("interval")) return interval(json.get("interval"));
        if (json.has("bbox") && !json.has("type")) return new Cql2Node.Shape(Cql2Text.box(numbers(json.get("bbox"))));
        if (json.has("type")) return shape(json);
        throw Cql2Node.refused("a part is neither an operation nor a value: " + shortened(json));
    }

    private Cql2Node operation(JsonNode json) {
        JsonNode arguments = json.get("args");
        if (arguments == null || !arguments.isArray())
            throw Cql2Node.refused("an operation has args: " + shortened(json));
        return new Cql2Node.Operation(text(json, "op").toLowerCase(Locale.ROOT), nodes(arguments));
    }

    private List<Cql2Node> nodes(JsonNode array) {
        List<Cql2Node> nodes = new ArrayList<>();
        for (JsonNode each : array) nodes.add(node(each));
        return nodes;
    }

    private static Cql2Node moment(String text) {
        return new Cql2Node.Literal(new Expression.Moment(text));
    }

    private Cql2Node interval(JsonNode ends) {
        if (!ends.isArray() || ends.size() != 2) throw Cql2Node.refused("an interval has two ends");
        return new Cql2Node.Interval(end(ends.get(0)), end(ends.get(1)));
    }

    private @Nullable Cql2Node end(JsonNode json) {
        if (!json.isString()) return node(json);
        return json.stringValue().equals(Cql2Node.OPEN) ? null : moment(json.stringValue());
    }

    private static Cql2Node shape(JsonNode json) {
        try {
            return new Cql2Node.Shape(GeoText.read(json.toString()).geometry());
        } catch (GeometryProblem | IllegalArgumentException wrong) {
            throw Cql2Node.refused("no geometry: " + shortened(json));
        }
    }

    private static List<Double> numbers(JsonNode json) {
        List<Double> numbers = new ArrayList<>();
        for (JsonNode each : json) {
            if (!each.isNumber()) throw Cql2Node.refused("a box has four or six numbers");
            numbers.add(each.doubleValue());
        }
        return numbers;
    }

    private static String text(JsonNode json, String name) {
        JsonNode value = json.get(name);
        if (!value.isString()) throw Cql2Node.refused(name + " is a text: " + shortened(json));
        return value.stringValue();
    }

    private static String shortened(JsonNode json) {
        String text = json.toString();
        return text.length() > 100 ? text.substring(0, 100) + "…" : text;
    }
}
