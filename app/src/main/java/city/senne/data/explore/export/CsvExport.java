package city.senne.data.explore.export;

import city.senne.engine.odsql.OutputColumn;
import city.senne.engine.table.CsvWriter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Delimited text with one header line.
///
/// @param labels the fields' labels stand in the header instead of their names
/// @param byteOrderMark makes spreadsheets see that it is UTF-8
public record CsvExport(TextValues values, char delimiter, boolean quoteAll, boolean byteOrderMark, boolean labels)
        implements RowWriter {

    @Override
    public void write(Rows rows, OutputStream out) throws IOException {
        var text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        if (byteOrderMark) text.append('\ufeff');
        var csv = new CsvWriter(text, delimiter, quoteAll);
        List<OutputColumn> columns = rows.columns();
        csv.row(columns.stream().map(column -> header(column, labels)).toList());
        List<@Nullable String> cells = new ArrayList<>(columns.size());
        while (rows.next()) {
            cells.clear();
            for (int i = 0; i < columns.size(); i++) cells.add(values.text(columns.get(i), rows.value(i)));
            csv.row(cells);
        }
        text.flush();
    }

    static String header(OutputColumn column, boolean labels) {
        return labels && column.field() != null && !column.field().label().isBlank()
                ? column.field().label()
                : column.name();
    }
}
