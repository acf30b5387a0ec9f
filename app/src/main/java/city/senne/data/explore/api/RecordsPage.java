package city.senne.data.explore.api;

import city.senne.data.explore.export.AnswerRows;
import city.senne.data.explore.export.JsonStream;
import city.senne.data.explore.export.JsonValues;
import city.senne.data.explore.export.Rows;
import city.senne.data.query.Answer;
import city.senne.data.query.AnswerQuestion;
import city.senne.data.query.AnswerQuestion.Prepared;
import city.senne.data.query.Timings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import org.springframework.stereotype.Component;

/// One page of records or groups as JSON. It is held whole, so that a slow reader does not keep others from their turn.
@Component
class RecordsPage {
    private final AnswerQuestion answerQuestion;

    RecordsPage(AnswerQuestion answerQuestion) {
        this.answerQuestion = answerQuestion;
    }

    /// @param links of the page, by how many records there are on all pages
    ByteArrayOutputStream write(
            Prepared prepared, RecordExtras extras, LongFunction<List<Links.Link>> links, Timings timings)
            throws IOException {
        var results = new ByteArrayOutputStream();
        int shown;
        try (Answer answer = answerQuestion.rows(prepared, timings)) {
            JsonValues values = new JsonValues(prepared.question().zone());
            shown = writeResults(results, new AnswerRows(answer), extras, values);
        }
        timings.step("rows");
        long total = answerQuestion.total(prepared, shown, timings);
        var page = new ByteArrayOutputStream();
        writePage(page, total, links.apply(total), results.toString(StandardCharsets.UTF_8));
        return page;
    }

    private static int writeResults(OutputStream out, Rows rows, RecordExtras extras, JsonValues values)
            throws IOException {
        AtomicInteger shown = new AtomicInteger();
        JsonStream.write(out, json -> {
            json.writeStartArray();
            while (rows.next()) {
                extras.row(json, rows, values);
                shown.incrementAndGet();
            }
            json.writeEndArray();
        });
        return shown.get();
    }

    private static void writePage(OutputStream out, long total, List<Links.Link> links, String results)
            throws IOException {
        JsonStream.write(out, json -> {
            json.writeStartObject();
            json.writeNumberProperty("total_count", total);
            if (!links.isEmpty()) {
                json.writeArrayPropertyStart("_links");
                links.forEach(link -> link.write(json));
                json.writeEndArray();
            }
            json.writeName("results");
            json.writeRawValue(results);
            json.writeEndObject();
        });
    }
}
