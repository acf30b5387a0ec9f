package city.senne.data.explore.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Content lines of a calendar, as RFC 5545 wants them: folded after 75 bytes, ended with CRLF.
record CalendarLines(OutputStream out) {
    private static final int LONGEST = 75;
    private static final byte[] END = "\r\n".getBytes(StandardCharsets.US_ASCII);

    /// A property whose value is no free text.
    void line(String name, String value) throws IOException {
        byte[] bytes = (name + ":" + value).getBytes(StandardCharsets.UTF_8);
        int start = 0;
        int room = LONGEST;
        while (bytes.length - start > room) {
            int end = start + room;
            while ((bytes[end] & 0xc0) == 0x80) end--;
            out.write(bytes, start, end - start);
            out.write(END);
            out.write(' ');
            start = end;
            // The blank counts.
            room = LONGEST - 1;
        }
        out.write(bytes, start, bytes.length - start);
        out.write(END);
    }

    /// A property whose value is free text.
    void text(String name, String text) throws IOException {
        line(name, escaped(text));
    }

    private static String escaped(String text) {
        return text.replaceAll("\\r\\n?", "\n")
                .replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]", "")
                .replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replace("\n", "\\n");
    }
}
