package city.senne.data.explore.api;

import city.senne.trust.journal.Reads;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRange;
import org.springframework.http.HttpStatus;

/// Answers with a file, or with the part of it that is asked for.
final class SendFile {
    private SendFile() {}

    static void send(Exchange exchange, String contentType, FileChannel content) throws IOException {
        long size = content.size();
        long start = 0;
        long end = size - 1;
        var response = exchange.response();
        exchange.offersParts();
        HttpRange range = exchange.range();
        if (range != null) {
            start = range.getRangeStart(size);
            end = range.getRangeEnd(size);
            if (start > end || start >= size) {
                Reads.areOfTellingRefusal();
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
        exchange.sendAsIs(contentType, out -> copy(content, from, length, out));
    }

    static void copy(FileChannel content, long from, long length, OutputStream out) throws IOException {
        long sent = 0;
        var target = Channels.newChannel(out);
        while (sent < length) {
            long moved = content.transferTo(from + sent, length - sent, target);
            if (moved <= 0) throw new IOException("The file became shorter");
            sent += moved;
        }
    }
}
