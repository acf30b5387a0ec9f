package city.senne.data.explore.api;

import city.senne.data.explore.export.AnswerRows;
import city.senne.data.explore.export.ExportFiles;
import city.senne.data.explore.export.ExportFormat;
import city.senne.data.explore.export.GrowingFile;
import city.senne.data.explore.export.ShapefileExport;
import city.senne.data.explore.export.WantedRows;
import city.senne.data.query.Answer;
import city.senne.data.query.AnswerQuestion;
import city.senne.data.query.AnswerQuestion.Prepared;
import city.senne.data.query.Timings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRange;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Formats that are written into a file first, and of which clients may read parts: a query engine asks for the footer
/// of a Parquet file first, then for the columns it needs.
@Component
class FileExport {
    private final AnswerQuestion answerQuestion;
    private final ExportFiles files;

    FileExport(AnswerQuestion answerQuestion, ExportFiles files) {
        this.answerQuestion = answerQuestion;
        this.files = files;
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

    private void export(
            Exchange exchange, ExportFormat format, boolean packed, ExportFiles.Writer writer, Timings timings)
            throws IOException {
        try (GrowingFile file = files.file(exchange.tag(), writer)) {
            export(exchange, format, file, packed, timings);
        }
    }

    private static void export(
            Exchange exchange, ExportFormat format, GrowingFile file, boolean packed, Timings timings)
            throws IOException {
        boolean wholly = packed || exchange.range() != null || exchange.wantsHeadersOnly();
        if (!wholly) file.awaitBeginning();
        if (!wholly && !file.written().isDone()) {
            exchange.timed(timings, "write");
            exchange.response().setHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
            exchange.sendAsIs(format.contentType(), file::copyTo);
            return;
        }
        try (FileChannel content = FileChannel.open(file.whole(), StandardOpenOption.READ)) {
            exchange.timed(timings, "write");
            if (packed) {
                exchange.sendAsIs(
                        "application/gzip",
                        out -> Exchange.writeZipped(out, zip -> copy(content, 0, content.size(), zip)));
            } else {
                send(exchange, format, content);
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

    private static void send(Exchange exchange, ExportFormat format, FileChannel content) throws IOException {
        long size = content.size();
        long start = 0;
        long end = size - 1;
        var response = exchange.response();
        response.setHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
        HttpRange range = exchange.range();
        if (range != null) {
            start = range.getRangeStart(size);
            end = range.getRangeEnd(size);
            if (start > end || start >= size) {
                response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + size);
                response.setStatus(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE.value());
                return;
            }
            response.setStatus(HttpStatus.PARTIAL_CONTENT.value());
            response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes %d-%d/%d".formatted(start, end, size));
        }
        long from = start;
        long length = end - start + 1;
        response.setContentLengthLong(length);
        exchange.sendAsIs(format.contentType(), out -> copy(content, from, length, out));
    }

    private static void copy(FileChannel content, long from, long length, OutputStream out) throws IOException {
        long sent = 0;
        var target = Channels.newChannel(out);
        while (sent < length) {
            long moved = content.transferTo(from + sent, length - sent, target);
            if (moved <= 0) throw new IOException("The file became shorter");
            sent += moved;
        }
    }
}
