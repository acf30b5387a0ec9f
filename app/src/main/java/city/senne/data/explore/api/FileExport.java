package city.senne.data.explore.api;

import city.senne.data.explore.export.AnswerRows;
import city.senne.data.explore.export.ExportFiles;
import city.senne.data.explore.export.ExportFormat;
import city.senne.data.explore.export.GrowingFile;
import city.senne.data.explore.export.IdentifiedRows;
import city.senne.data.explore.export.RowWriter;
import city.senne.data.explore.export.Rows;
import city.senne.data.explore.export.ShapefileExport;
import city.senne.data.explore.export.WantedRows;
import city.senne.data.query.Answer;
import city.senne.data.query.AnswerQuestion;
import city.senne.data.query.AnswerQuestion.Prepared;
import city.senne.data.query.Timings;
import city.senne.trust.journal.Reads;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/// What is written into a file first, so that clients may read parts of it: a query engine asks for the footer of a
/// Parquet file first, then for the columns it needs; who lost the connection asks for the rest of a text.
@Component
class FileExport {
    private static final int BUFFER = 1 << 16;

    private final AnswerQuestion answerQuestion;
    private final ExportFiles files;
    private final FieldFiles fieldFiles;

    FileExport(AnswerQuestion answerQuestion, ExportFiles files, FieldFiles fieldFiles) {
        this.answerQuestion = answerQuestion;
        this.files = files;
        this.fieldFiles = fieldFiles;
    }

    /// @param packed the file as a whole in gzip
    void parquet(Exchange exchange, Prepared prepared, Parameters parameters, boolean packed, Timings timings)
            throws IOException {
        String compression = compression(parameters);
        export(
                exchange,
                ExportFormat.PARQUET,
                packed,
                (target, unwanted) -> answerQuestion.writeParquet(prepared, target, compression, unwanted),
                timings);
    }

    void shapefile(Exchange exchange, Prepared prepared, ShapefileExport shapefile, boolean packed, Timings timings)
            throws IOException {
        export(
                exchange,
                ExportFormat.SHP,
                packed,
                (target, unwanted) -> {
                    try (Answer answer = answerQuestion.allRows(prepared, new Timings())) {
                        shapefile.write(new WantedRows(new AnswerRows(answer), unwanted), target);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                timings);
    }

    /// A part of a text that otherwise is sent as its rows are found. Its length must be told before the
    /// part, so all of it is written to disk once, and kept for the parts that are asked for next; nothing
    /// of it is held in memory. To count its bytes in one reading and leave some out in another would spare
    /// the disk, and read every row twice for each part.
    void part(Exchange exchange, Prepared prepared, ExportFormat format, RowWriter writer, Timings timings)
            throws IOException {
        UnaryOperator<Rows> told = fieldFiles.of(prepared);
        export(
                exchange,
                format,
                false,
                (target, unwanted) -> {
                    try (Answer answer = answerQuestion.allRows(prepared, new Timings());
                            OutputStream out = new BufferedOutputStream(Files.newOutputStream(target), BUFFER)) {
                        Rows rows = told.apply(new IdentifiedRows(new AnswerRows(answer)));
                        writer.write(new WantedRows(rows, unwanted), out);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                timings);
    }

    private void export(
            Exchange exchange, ExportFormat format, boolean packed, ExportFiles.Writer writer, Timings timings)
            throws IOException {
        // It is written elsewhere, and what fails there may fail for what the rows hold.
        Reads.areOfTellingRefusal();
        try (GrowingFile file = files.file(exchange.tag(), writer)) {
            export(exchange, format, file, packed, timings);
        }
    }

    private static void export(
            Exchange exchange, ExportFormat format, GrowingFile file, boolean packed, Timings timings)
            throws IOException {
        // The engine does not write Parquet from front to back: what is there early may be holes.
        boolean mayGrow = format != ExportFormat.PARQUET;
        boolean wholly = packed || !mayGrow || exchange.range() != null || exchange.wantsHeadersOnly();
        if (!wholly) file.awaitBeginning();
        if (!wholly && !file.written().isDone()) {
            exchange.timed(timings, "write");
            exchange.offersParts();
            exchange.sendAsIs(format.contentType(), file::copyTo);
            return;
        }
        try (FileChannel content = FileChannel.open(file.whole(), StandardOpenOption.READ)) {
            exchange.timed(timings, "write");
            if (packed) {
                exchange.sendAsIs(
                        "application/gzip",
                        out -> Exchange.writeZipped(out, zip -> SendFile.copy(content, 0, content.size(), zip)));
            } else {
                SendFile.send(exchange, format.contentType(), content);
            }
        }
    }

    private static String compression(Parameters parameters) {
        String wanted = parameters.text("parquet_compression");
        if (wanted == null) return "snappy";
        String known = wanted.strip().toLowerCase(Locale.ROOT);
        if (known.equals("snappy") || known.equals("zstd")) return known;
        throw Refusal.parameter("parquet_compression", wanted, "snappy or zstd");
    }
}
