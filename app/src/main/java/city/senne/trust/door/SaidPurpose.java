package city.senne.trust.door;

import city.senne.platform.web.Problem;
import city.senne.trust.identity.Purpose;
import city.senne.trust.identity.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/// What a request says of its purpose: in the header `Senne-Purpose` everywhere, and where programs ask in the
/// parameter `purpose` too. What an address says counts for keys alone: see [#requireHerOwn].
final class SaidPurpose {
    static final String HEADER = "Senne-Purpose";
    private static final String PARAMETER = "purpose=";
    private static final List<String> PROGRAMS = List.of("/api/", "/tiles/", "/ogc/", "/mcp");

    private SaidPurpose() {}

    /// Throws Problem for what cannot be understood, and for two that differ.
    static Purpose of(HttpServletRequest request) {
        return one(Stream.concat(inHeaders(request), inAddress(request)));
    }

    /// Whoever makes a link may put a purpose into it, and the browser of a person follows it with her
    /// session. What she did not say herself is not held against her: no other site makes a browser send a
    /// header. Throws Problem for another purpose than that of her session.
    ///
    /// @param viewer before she was heard
    static void requireHerOwn(Viewer viewer, HttpServletRequest request) {
        if (!(viewer instanceof Viewer.Person)) return;
        Purpose written = one(inAddress(request));
        if (!written.isSaid() || viewer.purpose().is(written.text())) return;
        if (!one(inHeaders(request)).isSaid()) throw Problem.forbidden("purpose-in-address", written.text());
    }

    private static Stream<Purpose> inHeaders(HttpServletRequest request) {
        return Collections.list(request.getHeaders(HEADER)).stream().map(header -> Purpose.read(text(header)));
    }

    private static Stream<Purpose> inAddress(HttpServletRequest request) {
        boolean isForPrograms = PROGRAMS.stream().anyMatch(request.getRequestURI()::startsWith);
        return isForPrograms
                ? KnowViewer.inQuery(request, PARAMETER).map(value -> Purpose.read(decoded(value)))
                : Stream.of();
    }

    private static Purpose one(Stream<Purpose> each) {
        List<Purpose> said = each.filter(Purpose::isSaid).toList();
        if (said.isEmpty()) return Purpose.NONE;
        Purpose first = said.getFirst();
        if (!said.stream().allMatch(other -> other.is(first.text()))) throw Problem.invalid("purpose-broken");
        return first;
    }

    /// Of a known viewer who said something, or whose session or key did. Throws Problem where a key has a purpose of
    /// its own, and says another.
    static Viewer heard(Viewer viewer, Purpose said) {
        if (!said.isSaid()) return viewer;
        Purpose fixed = viewer.purpose();
        if (viewer instanceof Viewer.Machine && fixed.isSaid()) {
            if (!said.is(fixed.text())) throw Problem.forbidden("purpose-fixed", fixed.text());
            return viewer;
        }
        return viewer.saying(said);
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            throw Problem.invalid("purpose-broken");
        }
    }

    /// The server hands on each byte of a header as a letter. Most clients send UTF-8, some the letters themselves.
    private static String text(String header) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(header.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return header;
        }
    }
}
