package city.senne.trust.journal;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Tells the journal what a request reads of data that are not open: before the first byte of the answer leaves, and
/// once more at its end when by then more rows were read. An answer without bytes is told before it leaves: that there
/// is nothing, or how long it would be, is read too. Breaks an answer off when access ends while it leaves.
@Component
class TellReads extends OncePerRequestFilter {
    private static final List<String> KEYS = List.of("apikey", "pushkey");
    private static final String PURPOSE = "purpose";

    private final TellTogether tellTogether;
    private final TellOnce tellOnce;

    TellReads(TellTogether tellTogether, TellOnce tellOnce) {
        this.tellTogether = tellTogether;
        this.tellOnce = tellOnce;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/assets/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        RequestReads reads = new RequestReads();
        request.setAttribute(RequestReads.ATTRIBUTE, reads);
        Telling telling = new Telling(request, response, reads);
        try {
            chain.doFilter(request, telling);
            telling.beforeNoBytes();
        } finally {
            tellTogether.tell(reads.takeRest());
        }
    }

    private void tell(RequestReads reads, HttpServletRequest request) {
        List<Entry> entries =
                reads.takeUntold(request.getRequestURI(), question(request.getQueryString(), reads.posted()));
        if (!reads.arePieces()) {
            tellTogether.tell(entries);
            return;
        }
        for (Entry entry : entries) {
            List<?> picture = List.of(
                    entry.personal().getOrDefault(Entry.ACTOR_ID, ""),
                    String.valueOf(entry.dataset()),
                    entry.details().getOrDefault("version", ""),
                    entry.details().getOrDefault("fields", ""),
                    entry.details().getOrDefault("purpose", ""),
                    entry.personal().getOrDefault(Reads.SAID, ""));
            tellOnce.tell(picture, entry);
        }
    }

    /// As people read it, without what opens doors, however it is spelled, and without the purpose, which is told by
    /// itself. What only looks like one, and was not heard as one, is told as it was written.
    ///
    /// @param posted what was asked beside the address
    private static String question(@Nullable String query, SortedMap<String, String> posted) {
        Stream<String> inAddress = Arrays.stream(query == null ? new String[0] : query.split("&"))
                .filter(pair -> !isNamed(PURPOSE, pair) && !KEYS.contains(name(pair)))
                .map(pair -> name(pair).equals(PURPOSE) ? pair : decoded(pair));
        Stream<String> inBody = posted.entrySet().stream()
                .filter(each -> !KEYS.contains(each.getKey().strip().toLowerCase(Locale.ROOT)))
                .map(each -> escaped(each.getKey()) + "=" + escaped(each.getValue()));
        return Stream.concat(inAddress, inBody).collect(Collectors.joining(" & "));
    }

    private static boolean isNamed(String name, String pair) {
        return pair.startsWith(name + "=");
    }

    private static String name(String pair) {
        return plain(pair.split("=", 2)[0]).strip().toLowerCase(Locale.ROOT);
    }

    /// One that holds what stands between two keeps it as it was written: nobody makes one look like several.
    private static String decoded(String pair) {
        return escaped(plain(pair));
    }

    private static String escaped(String text) {
        return text.replace("%26", "%2526").replace("&", "%26");
    }

    private static String plain(String encoded) {
        try {
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return encoded;
        }
    }

    /// An answer of which nothing leaves before it was told what was read for it. An error tells no data, unless
    /// it says how much there is.
    private final class Telling extends HttpServletResponseWrapper {
        private final HttpServletRequest request;
        private final RequestReads reads;
        private @Nullable ServletOutputStream stream;

        Telling(HttpServletRequest request, HttpServletResponse response, RequestReads reads) {
            super(response);
            this.request = request;
            this.reads = reads;
        }

        private void beforeBytes() {
            reads.requireStillHers();
            if (reads.areToldWith(getStatus()) && reads.areUntold()) tell(reads, request);
        }

        /// What leads elsewhere, or leaves her with what she has, tells no data.
        private void beforeNoBytes() {
            boolean answers = getStatus() < HttpServletResponse.SC_MULTIPLE_CHOICES && !request.isAsyncStarted();
            boolean tells = reads.areToldInRefusal() || (answers && reads.areToldWith(getStatus()));
            if (tells && reads.areUntold()) tell(reads, request);
        }

        @Override
        public ServletOutputStream getOutputStream() throws IOException {
            if (stream == null) stream = new TellingStream(super.getOutputStream());
            return stream;
        }

        /// Whoever writes text has it ready.
        @Override
        public PrintWriter getWriter() throws IOException {
            beforeBytes();
            return super.getWriter();
        }

        @Override
        public void flushBuffer() throws IOException {
            beforeBytes();
            super.flushBuffer();
        }

        private final class TellingStream extends ServletOutputStream {
            private final ServletOutputStream out;

            TellingStream(ServletOutputStream out) {
                this.out = out;
            }

            @Override
            public void write(int b) throws IOException {
                beforeBytes();
                out.write(b);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                beforeBytes();
                out.write(bytes, offset, length);
            }

            @Override
            public void flush() throws IOException {
                beforeBytes();
                out.flush();
            }

            @Override
            public void close() throws IOException {
                beforeBytes();
                out.close();
            }

            @Override
            public boolean isReady() {
                return out.isReady();
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                out.setWriteListener(listener);
            }
        }
    }
}
