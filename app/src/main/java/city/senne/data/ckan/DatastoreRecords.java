package city.senne.data.ckan;

import city.senne.data.explore.export.JsonStream;
import city.senne.data.explore.export.JsonValues;
import city.senne.data.explore.export.Rows;
import city.senne.data.explore.export.TextValues;
import city.senne.engine.odsql.OutputColumn;
import city.senne.engine.table.CsvWriter;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// A page of rows as it is answered. It is held whole, so that a slow reader does not keep others from their turn.
///
/// @param count of the rows
/// @param written what stands for them in the answer
record DatastoreRecords(int count, Object written) {
    /// More is neither held nor answered: a page of large shapes would take the memory of everybody.
    private static final int MOST_BYTES = 32_000_000;

    enum Format {
        OBJECTS,
        LISTS,
        CSV,
        TSV;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// @param said null for the usual one
        static Format of(@Nullable String said) {
            if (said == null) return OBJECTS;
            return Arrays.stream(values())
                    .filter(format -> format.key().equals(said.strip()))
                    .findFirst()
                    .orElseThrow(() -> Refused.invalid("records_format", "Must be one of objects, lists, csv, tsv"));
        }
    }

    /// JSON that is written already.
    private record Raw(@JsonRawValue @JsonValue String json) {}

    static DatastoreRecords read(Rows rows, Format format) throws IOException {
        return format == Format.OBJECTS || format == Format.LISTS ? json(rows, format) : text(rows, format);
    }

    private static DatastoreRecords json(Rows rows, Format format) throws IOException {
        var out = new ByteArrayOutputStream();
        int[] count = {0};
        JsonValues values = new JsonValues(ZoneOffset.UTC);
        JsonStream.write(out, json -> {
            json.writeStartArray();
            while (rows.next()) {
                if (format == Format.OBJECTS) values.row(json, rows);
                else list(json, rows, values);
                count[0]++;
                refuseLarge(out.size());
            }
            json.writeEndArray();
        });
        return new DatastoreRecords(count[0], new Raw(out.toString(StandardCharsets.UTF_8)));
    }

    private static void refuseLarge(int length) {
        if (length > MOST_BYTES) {
            throw Refused.invalid(
                    "limit", "These rows are larger than an answer may be: ask for fewer, or for fewer fields");
        }
    }

    private static void list(JsonGenerator json, Rows rows, JsonValues values) {
        List<OutputColumn> columns = rows.columns();
        json.writeStartArray();
        for (int i = 0; i < columns.size(); i++) values.value(json, columns.get(i), rows.value(i));
        json.writeEndArray();
    }

    /// Without a header, as CKAN does: the fields stand beside them.
    private static DatastoreRecords text(Rows rows, Format format) throws IOException {
        var text = new StringBuilder();
        var csv = new CsvWriter(text, format == Format.CSV ? ',' : '\t', false);
        TextValues values = new TextValues(ZoneOffset.UTC, ",");
        List<OutputColumn> columns = rows.columns();
        int count = 0;
        while (rows.next()) {
            List<@Nullable String> cells = new ArrayList<>(columns.size());
            for (int i = 0; i < columns.size(); i++) cells.add(values.text(columns.get(i), rows.value(i)));
            csv.row(cells);
            count++;
            refuseLarge(text.length());
        }
        return new DatastoreRecords(count, text.toString());
    }
}
