package city.senne.data.explore.api;

import city.senne.data.explore.export.Rows;
import city.senne.engine.odsql.OutputColumn;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The current one of some rows, by the names of their columns.
final class NamedRow {
    private final Rows rows;
    private final Map<String, Integer> places = new HashMap<>();

    NamedRow(Rows rows) {
        this.rows = rows;
        for (OutputColumn column : rows.columns()) places.put(column.name(), places.size());
    }

    boolean next() {
        return rows.next();
    }

    OutputColumn column(String name) {
        return rows.columns().get(place(name));
    }

    @Nullable
    Object value(String name) {
        return rows.value(place(name));
    }

    long count(String name) {
        return value(name) instanceof Number number ? number.longValue() : 0;
    }

    private int place(String name) {
        return Objects.requireNonNull(places.get(name), name);
    }
}
