package city.senne.data.explore.export;

import java.io.IOException;
import java.io.OutputStream;

/// One array of all rows, each an object as in a page of records.
public record JsonExport(JsonValues values) implements RowWriter {
    @Override
    public void write(Rows rows, OutputStream out) throws IOException {
        JsonStream.write(out, json -> {
            json.writeStartArray();
            while (rows.next()) values.row(json, rows);
            json.writeEndArray();
        });
    }
}
