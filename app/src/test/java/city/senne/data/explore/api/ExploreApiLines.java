package city.senne.data.explore.api;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The Explore API, rule by rule, each with what shows that it holds; see the head of `explore-api-lines.yaml`.
record ExploreApiLines(List<Part> parts) {
    record Part(int number, String title, List<Line> lines) {}

    /// @param number `3.2` is the second line of the third part
    record Line(String number, String rule, JsonNode said) {
        Stream<Ask> asks() {
            return said.path("ask").properties().stream()
                    .map(entry -> new Ask(number, entry.getKey(), entry.getValue()));
        }

        List<String> texts(String key) {
            return StreamSupport.stream(said.path(key).spliterator(), false)
                    .map(JsonNode::asString)
                    .toList();
        }

        String text(String key) {
            return said.path(key).asString("");
        }
    }

    /// One question to the twelve trees.
    record Ask(String line, String asked, JsonNode expect) {
        String method() {
            return asked.matches("[A-Z]+ .*") ? asked.substring(0, asked.indexOf(' ')) : "GET";
        }

        String address() {
            String address = asked.replaceFirst("^[A-Z]+ ", "");
            return address.startsWith("/") ? address : ApiVisitor.TREES + "/" + address;
        }

        @Override
        public String toString() {
            return line + " " + asked;
        }
    }

    static ExploreApiLines read() {
        try (InputStream yaml = ExploreApiLines.class.getResourceAsStream("explore-api-lines.yaml")) {
            Object read = new Load(LoadSettings.builder().build()).loadFromInputStream(Objects.requireNonNull(yaml));
            JsonNode parts = JsonMapper.shared().valueToTree(read);
            return new ExploreApiLines(IntStream.range(0, parts.size())
                    .mapToObj(i -> part(i + 1, parts.get(i)))
                    .toList());
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static Part part(int number, JsonNode part) {
        JsonNode lines = part.get("lines");
        return new Part(
                number,
                part.get("part").asString(),
                IntStream.range(0, lines.size())
                        .mapToObj(i -> new Line(
                                number + "." + (i + 1), lines.get(i).get("rule").asString(), lines.get(i)))
                        .toList());
    }

    Stream<Line> lines() {
        return parts.stream().flatMap(part -> part.lines().stream());
    }
}
