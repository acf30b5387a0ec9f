package city.senne.data.explore.export;

import city.senne.engine.odsql.OutputColumn;
import city.senne.engine.odsql.ValueType;
import city.senne.engine.table.Annotations;
import city.senne.engine.table.Field;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows written out in a test.
final class GivenRows implements Rows {
    private final List<OutputColumn> columns = new ArrayList<>();
    private final List<List<@Nullable Object>> rows = new ArrayList<>();
    private int at = -1;

    static GivenRows rows() {
        return new GivenRows();
    }

    GivenRows column(String name, ValueType type) {
        return column(name, type, name, null);
    }

    GivenRows column(String name, ValueType type, String label, @Nullable String precision) {
        var annotations = new Annotations(false, false, null, null, false, false, null, null, precision);
        columns.add(new OutputColumn(name, type, new Field(name, type.fieldType(), label, "", annotations)));
        return this;
    }

    GivenRows row(@Nullable Object... values) {
        rows.add(Arrays.asList(values));
        return this;
    }

    @Override
    public List<OutputColumn> columns() {
        return columns;
    }

    @Override
    public boolean next() {
        return ++at < rows.size();
    }

    @Override
    public @Nullable Object value(int column) {
        return rows.get(at).get(column);
    }

    byte[] bytes(RowWriter writer) throws IOException {
        var out = new ByteArrayOutputStream();
        writer.write(this, out);
        return out.toByteArray();
    }

    String written(RowWriter writer) throws IOException {
        return new String(bytes(writer), StandardCharsets.UTF_8);
    }
}
