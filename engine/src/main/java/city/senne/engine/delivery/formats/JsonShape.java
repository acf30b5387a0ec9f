package city.senne.engine.delivery.formats;

import city.senne.engine.delivery.ReadingOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/// Where the rows of a table are in a JSON text.
///
/// @param path names to follow from the root to the array of rows; empty for the root itself
/// @param others where rows could be found as well, largest first
record JsonShape(Kind kind, List<String> path, List<Candidate> others) {
    private static final int DEEPEST = 3;

    enum Kind {
        /// An array of objects.
        OBJECTS,
        /// An array of arrays.
        ARRAYS,
        /// An array of plain values.
        VALUES,
        /// One object after another.
        LINES,
        /// An object that is itself the only row.
        SINGLE,
        /// GeoJSON in one of its forms.
        FEATURES
    }

    /// An array that may be the table.
    record Candidate(List<String> path, Kind kind, long size) {
        String name() {
            return String.join(".", path);
        }
    }

    static JsonShape find(JsonText text, ReadingOptions options) throws IOException {
        try (JsonTokens tokens = text.tokens()) {
            return switch (tokens.next()) {
                case null -> throw Refusal.of("empty");
                case START_ARRAY -> ofArray(tokens);
                case START_OBJECT -> ofObject(tokens, options);
                default -> throw Refusal.of("json-no-table");
            };
        }
    }

    private static JsonShape ofArray(JsonTokens tokens) {
        JsonToken first = tokens.next();
        while (first == JsonToken.VALUE_NULL) first = tokens.next();
        return switch (first) {
            case START_OBJECT -> new JsonShape(isFeature(tokens) ? Kind.FEATURES : Kind.OBJECTS, List.of(), List.of());
            case START_ARRAY -> new JsonShape(Kind.ARRAYS, List.of(), List.of());
            case null, default -> {
                if (first == JsonToken.END_ARRAY) throw Refusal.of("json-no-rows");
                yield new JsonShape(Kind.VALUES, List.of(), List.of());
            }
        };
    }

    private static boolean isFeature(JsonTokens tokens) {
        String type = null;
        boolean content = false;
        while (tokens.next() == JsonToken.PROPERTY_NAME) {
            String name = tokens.name();
            JsonToken value = tokens.next();
            if (name.equals("type") && value == JsonToken.VALUE_STRING) type = tokens.string();
            else if (name.equals("geometry") || name.equals("features")) content = true;
            tokens.skip();
        }
        return content && type != null && GeoJsonReader.isFeatureType(type);
    }

    private static JsonShape ofObject(JsonTokens tokens, ReadingOptions options) {
        Survey survey = new Survey(tokens);
        survey.object(List.of());
        if (survey.geoJson) return new JsonShape(Kind.FEATURES, List.of(), List.of());
        if (survey.topology) throw Refusal.of("topojson");
        if (tokens.next() != null) return new JsonShape(Kind.LINES, List.of(), List.of());
        List<Candidate> found = survey.candidates.stream()
                .sorted((a, b) -> Long.compare(b.size(), a.size()))
                .toList();
        Candidate taken = found.isEmpty() ? null : found.getFirst();
        String wanted = options.sheet();
        if (wanted != null) {
            taken = found.stream()
                    .filter(c -> c.name().equals(wanted))
                    .findFirst()
                    .orElse(null);
            if (taken == null && !wanted.equals(".")) {
                List<String> names = found.stream().map(Candidate::name).toList();
                throw Refusal.of("no-such-sheet", wanted, Refusal.shown(String.join(", ", names)));
            }
        }
        if (taken == null) return new JsonShape(Kind.SINGLE, List.of(), found);
        Candidate chosen = taken;
        return new JsonShape(
                chosen.kind(),
                chosen.path(),
                found.stream().filter(c -> c != chosen).toList());
    }

    /// Walks through an object once, looking for arrays of objects or of arrays in it.
    private static final class Survey {
        private final JsonTokens tokens;
        private final List<Candidate> candidates = new ArrayList<>();
        private boolean geoJson;
        private boolean topology;

        Survey(JsonTokens tokens) {
            this.tokens = tokens;
        }

        void object(List<String> path) {
            String type = null;
            boolean geometry = false;
            while (tokens.next() == JsonToken.PROPERTY_NAME) {
                String name = tokens.name();
                JsonToken value = tokens.next();
                if (path.isEmpty()) {
                    if (name.equals("type") && value == JsonToken.VALUE_STRING) type = tokens.string();
                    geometry |= name.equals("features")
                            || name.equals("geometry")
                            || name.equals("coordinates")
                            || name.equals("geometries");
                    if (type != null) {
                        geoJson = geometry && GeoJsonReader.isType(type);
                        topology = type.equals("Topology");
                        if (geoJson || topology) return;
                    }
                }
                if (value == JsonToken.START_OBJECT && path.size() < DEEPEST - 1) object(with(path, name));
                else if (value == JsonToken.START_ARRAY) array(with(path, name));
                else tokens.skip();
                if (geoJson || topology) return;
            }
        }

        private void array(List<String> path) {
            Kind kind = null;
            long size = 0;
            for (JsonToken token; (token = tokens.next()) != JsonToken.END_ARRAY; ) {
                Kind own = kind(token);
                if (kind == null) kind = own;
                if (own != null && own == kind) size++;
                tokens.skip();
            }
            // The positions of a geometry are arrays of arrays too.
            boolean positions = path.getLast().equals("coordinates");
            if (kind != null && !positions) candidates.add(new Candidate(path, kind, size));
        }

        private static @Nullable Kind kind(@Nullable JsonToken token) {
            return switch (token) {
                case START_OBJECT -> Kind.OBJECTS;
                case START_ARRAY -> Kind.ARRAYS;
                case null, default -> null;
            };
        }

        private static List<String> with(List<String> path, String name) {
            List<String> longer = new ArrayList<>(path);
            longer.add(name);
            return List.copyOf(longer);
        }
    }
}
