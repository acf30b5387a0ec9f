package city.senne.data.explore.api;

import city.senne.data.explore.export.AnswerRows;
import city.senne.data.explore.export.JsonStream;
import city.senne.data.explore.export.JsonValues;
import city.senne.data.explore.export.Rows;
import city.senne.data.query.Answer;
import city.senne.data.query.AnswerQuestion;
import city.senne.data.query.AnswerQuestion.Prepared;
import city.senne.data.query.Cursor;
import city.senne.data.query.Timings;
import city.senne.data.query.Walk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// One page of records or groups as JSON. It is held whole, so that a slow reader does not keep others from their turn.
@Component
class RecordsPage {
    private final AnswerQuestion answerQuestion;
    private final FieldFiles fieldFiles;

    RecordsPage(AnswerQuestion answerQuestion, FieldFiles fieldFiles) {
        this.answerQuestion = answerQuestion;
        this.fieldFiles = fieldFiles;
    }

    /// What else a page tells: how many records there are on all pages, and where its links lead.
    interface PageLinks {
        /// @param next where the next page begins, null when there is none or these records are not walked through
        List<Links.Link> of(long total, @Nullable Cursor next);
    }

    /// Without links to other pages.
    ByteArrayOutputStream write(Prepared prepared, RecordExtras extras, Timings timings) throws IOException {
        return write(prepared, extras, null, (_, _) -> List.of(), timings);
    }

    /// @param from where a walk through all records stands, null when the question itself tells the page
    ByteArrayOutputStream write(
            Prepared prepared, RecordExtras extras, @Nullable Cursor from, PageLinks links, Timings timings)
            throws IOException {
        var results = new ByteArrayOutputStream();
        Walk walk = answerQuestion.walk(prepared, from);
        try (Answer answer = walk.rows(timings)) {
            JsonValues values = new JsonValues(prepared.question().zone());
            Rows rows = fieldFiles.of(prepared).apply(new AnswerRows(answer));
            JsonStream.write(results, json -> {
                json.writeStartArray();
                while (rows.next()) {
                    extras.row(json, rows, values);
                    walk.pass(answer);
                }
                json.writeEndArray();
            });
        }
        timings.step("rows");
        long total = walk.total(timings);
        var page = new ByteArrayOutputStream();
        writePage(page, total, links.of(total, walk.next(total)), results.toString(StandardCharsets.UTF_8));
        return page;
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
