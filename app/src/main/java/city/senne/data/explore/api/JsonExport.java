package city.senne.data.explore.api;

import java.io.IOException;
import java.io.OutputStream;

/// One array of all rows, each an object as in a page of records.
record JsonExport(JsonValues values) implements RowWriter {
    @Override
    public void write(Rows rows, OutputStream out) throws IOException {
        JsonStream.write(out, json -> {
            json.writeStartArray();
            while (rows.next()) values.row(json, rows);
            json.writeEndArray();
        });
    }
}
