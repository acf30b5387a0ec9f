package city.senne.engine.delivery.formats;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Arrays in an array, as the rows of a sheet.
final class JsonArrayRows implements SheetRows {
    private final JsonElements elements;

    JsonArrayRows(JsonText text, JsonShape shape) throws IOException {
        elements = new JsonElements(text, shape);
    }

    @Override
    public @Nullable SheetRow next() {
        if (!elements.advance()) return null;
        long place = elements.place();
        Object value = elements.values().read();
        List<?> cells = value instanceof List<?> list ? list : java.util.Collections.singletonList(value);
        return new SheetRow(place, cells.stream().map(JsonValues::cell).toArray());
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
