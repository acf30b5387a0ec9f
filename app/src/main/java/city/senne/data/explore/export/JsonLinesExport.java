package city.senne.data.explore.export;

import java.io.IOException;
import java.io.OutputStream;

/// One JSON object per line.
public record JsonLinesExport(JsonValues values) implements RowWriter {
    @Override
    public void write(Rows rows, OutputStream out) throws IOException {
        JsonStream.write(out, json -> {
            while (rows.next()) {
                values.row(json, rows);
                json.writeRaw('\n');
            }
        });
    }
}
