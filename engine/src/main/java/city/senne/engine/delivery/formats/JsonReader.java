package city.senne.engine.delivery.formats;

import city.senne.engine.delivery.Decision;
import city.senne.engine.delivery.Decision.Aspect;
import city.senne.engine.delivery.ReadingOptions;
import city.senne.engine.delivery.Reason;
import city.senne.engine.delivery.RowReader;
import city.senne.engine.delivery.SourceColumn;
import city.senne.engine.delivery.SourceRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/// Objects as rows: in an array, in an array inside a wrapper, one after another, or a single one. The text is read
/// through once before the first row, for the columns are the union of all keys.
final class JsonReader implements RowReader {
    private final JsonElements elements;
    private final JsonColumns columns;
    private final List<SourceColumn> headers;
    private final List<Decision> decisions;

    private JsonReader(
            JsonElements elements, JsonColumns columns, List<SourceColumn> headers, List<Decision> decisions) {
        this.elements = elements;
        this.columns = columns;
        this.headers = headers;
        this.decisions = List.copyOf(decisions);
    }

    static RowReader open(Path file, ReadingOptions options, Limits limits) throws IOException {
        JsonText text = JsonText.of(file, options, limits);
        JsonShape shape = JsonShape.find(text, options);
        List<Decision> decisions = new ArrayList<>(text.decisions());
        return switch (shape.kind()) {
            case FEATURES -> GeoJsonReader.open(text, limits, decisions);
            case ARRAYS -> {
                describe(shape, options, decisions);
                yield SheetReader.open(new JsonArrayRows(text, shape), List.of(), options, limits, decisions);
            }
            case OBJECTS, VALUES, LINES, SINGLE -> open(text, shape, options, limits, decisions);
        };
    }

    private static RowReader open(
            JsonText text, JsonShape shape, ReadingOptions options, Limits limits, List<Decision> decisions)
            throws IOException {
        JsonColumns columns = new JsonColumns(limits);
        long rows = 0;
        try (JsonElements elements = new JsonElements(text, shape)) {
            while (elements.advance()) {
                rows++;
                if (elements.token() == JsonToken.START_OBJECT) {
                    columns.learn(elements.values().readObject());
                } else if (shape.kind() == JsonShape.Kind.VALUES && !isNested(elements.token())) {
                    columns.learn(wrapped(elements.values().read()));
                } else {
                    elements.skip();
                }
            }
            if (elements.isFollowedByMore()) {
                decisions.add(Decision.found(Aspect.SHEET, null, "1", Reason.of("formats.script-first-value")));
            }
        }
        List<SourceColumn> headers = columns.settle();
        if (rows == 0 || headers.isEmpty()) throw Refusal.of("json-no-rows");
        describe(shape, options, decisions);
        return new JsonReader(new JsonElements(text, shape), columns, headers, decisions);
    }

    private static boolean isNested(@Nullable JsonToken token) {
        return token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY;
    }

    private static Map<String, @Nullable Object> wrapped(@Nullable Object value) {
        return java.util.Collections.singletonMap("value", value);
    }

    private static void describe(JsonShape shape, ReadingOptions options, List<Decision> decisions) {
        String why = switch (shape.kind()) {
            case OBJECTS -> "formats.json-objects";
            case ARRAYS -> "formats.json-arrays";
            case VALUES -> "formats.json-values";
            case LINES -> "formats.json-lines";
            case SINGLE -> "formats.json-single";
            case FEATURES -> "formats.geojson";
        };
        decisions.add(Decision.found(Aspect.FORMAT, null, "json", Reason.of(why)));
        String name = shape.path().isEmpty() ? "." : String.join(".", shape.path());
        if (options.sheet() != null) {
            decisions.add(Decision.chosen(Aspect.SHEET, null, name));
        } else if (!shape.path().isEmpty()) {
            List<String> others =
                    shape.others().stream().map(JsonShape.Candidate::name).toList();
            Reason reason = others.isEmpty()
                    ? Reason.of("formats.json-wrapper", name)
                    : Reason.of("formats.json-wrapper-largest", name, Refusal.shown(String.join(", ", others)));
            decisions.add(Decision.found(Aspect.SHEET, null, name, reason));
        }
    }

    @Override
    public List<SourceColumn> columns() {
        return headers;
    }

    @Override
    public @Nullable SourceRow next() throws IOException {
        if (!elements.advance()) return null;
        @Nullable Object[] cells = new @Nullable Object[headers.size()];
        long place = elements.place();
        if (elements.token() == JsonToken.START_OBJECT) {
            columns.lay(elements.values().readObject(), cells, 0);
        } else if (elements.isOfValues() && !isNested(elements.token())) {
            columns.lay(wrapped(elements.values().read()), cells, 0);
        } else {
            Object value = elements.values().read();
            Object shown = value == null ? "null" : JsonValues.cell(value);
            return new SourceRow(place, cells, Refusal.ofRow(null, shown, Reason.of("formats.json-not-an-object")));
        }
        String repeated = elements.values().repeatedKey();
        if (repeated == null) return new SourceRow(place, cells, null);
        return new SourceRow(
                place, cells, Refusal.ofRow(null, repeated, Reason.of("formats.json-repeated-key", repeated)));
    }

    @Override
    public List<Decision> decisions() {
        return decisions;
    }

    @Override
    public double progress() {
        return elements.progress();
    }

    @Override
    public void close() throws IOException {
        elements.close();
    }
}
