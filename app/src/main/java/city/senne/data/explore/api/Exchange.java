package city.senne.data.explore.api;

import city.senne.data.query.AnswerQuestion;
import city.senne.data.query.Timings;
import city.senne.data.usage.CallFields;
import city.senne.engine.odsql.NamedField;
import city.senne.engine.odsql.View;
import city.senne.engine.table.FormerName;
import city.senne.platform.store.Fingerprints;
import city.senne.platform.web.AskedAddress;
import city.senne.trust.identity.CurrentViewer;
import city.senne.trust.identity.Viewer;
import city.senne.trust.journal.Reads;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRange;
import org.springframework.http.HttpStatus;

/// One request and how its answer leaves: with a validator, in one language, compressed for those who can
/// read that.
///
/// Until a buffer is full nothing has left, so that what fails early is still told as an error. What fails
/// later is thrown on, and the file is not ended.
final class Exchange {
    static final String JSON = "application/json; charset=utf-8";
    private static final int BUFFER = 1 << 16;
    private static final String ZIPPED = "-gzip";

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final Fingerprints fingerprints;
    private @Nullable String tag;
    private @Nullable String next;

    Exchange(HttpServletRequest request, HttpServletResponse response, Fingerprints fingerprints) {
        this.request = request;
        this.response = response;
        this.fingerprints = fingerprints;
    }

    HttpServletResponse response() {
        return response;
    }

    boolean wantsHeadersOnly() {
        return request.getMethod().equals("HEAD");
    }

    /// What names the answer's content, or null when nothing does.
    @Nullable
    String tag() {
        return tag;
    }

    /// Writes a whole answer.
    interface Body {
        void write(OutputStream out) throws IOException;
    }

    /// Names what the answer shows; the same name promises the same bytes. True when the client has it
    /// already, and has been told so.
    boolean isKnown(AnswerQuestion.Prepared prepared, Parameters parameters) {
        tellFields(prepared);
        List<Object> state = new ArrayList<>(state(prepared));
        state.add(prepared.question().additions());
        AnswerQuestion.Joined joined = prepared.joined();
        if (joined != null) {
            state.addAll(state(new FindVersion.Found(joined.dataset(), joined.version()), joined.view()));
        }
        return isKnown(prepared.query().readsClock(), parameters, state);
    }

    /// Keeps which fields were named, and says which of the names end, and when (RFC 9745, RFC 8594).
    void tellFields(AnswerQuestion.Prepared prepared) {
        tell(prepared, prepared.query().named());
    }

    /// The same where we ourselves name fields for the caller: hers are told by being former names.
    void tellFormerNames(AnswerQuestion.Prepared prepared) {
        tell(
                prepared,
                prepared.query().named().stream()
                        .filter(field -> field.former().isPresent())
                        .toList());
    }

    private void tell(AnswerQuestion.Prepared prepared, List<NamedField> named) {
        CallFields.note(request, named.stream().map(NamedField::asked).toList());
        List<FormerName> ending = new ArrayList<>();
        for (NamedField field : named) {
            FormerName former = field.former().orElse(null);
            if (former == null) continue;
            ending.add(former);
            response.addHeader(
                    Exchanges.DEPRECATION,
                    "FIELD_RENAMED: The field %s is called %s; its former name answers until %s"
                            .formatted(former.name(), field.field().name(), former.until()));
        }
        if (ending.isEmpty()) return;
        FormerName first = Collections.min(ending, Comparator.comparing(FormerName::until));
        response.setHeader("Deprecation", "@" + first.since().toEpochSecond(LocalTime.MIN, ZoneOffset.UTC));
        response.setHeader(
                "Sunset",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        first.until().plusDays(1).atStartOfDay(ZoneOffset.UTC)));
        String page = AskedAddress.origin(request) + "/datasets/"
                + prepared.dataset().id().value() + "/api";
        response.addHeader(HttpHeaders.LINK, "<" + page + ">; rel=\"deprecation\"");
    }

    boolean isKnown(FindVersion.Found found, View view, Parameters parameters) {
        return isKnown(false, parameters, state(found, view));
    }

    /// The version of the data, and what this viewer may see of it: one viewer's answer never passes for
    /// another's.
    static List<?> state(AnswerQuestion.Prepared prepared) {
        return state(new FindVersion.Found(prepared.dataset(), prepared.version()), prepared.view());
    }

    private static List<?> state(FindVersion.Found found, View view) {
        return List.of(
                found.dataset().uid(),
                found.dataset().modified(),
                found.version().number(),
                found.version().snapshot(),
                view.limits());
    }

    /// @param fleeting the answer may be another one at the next request, whatever the state
    /// @param state everything the answer depends on beside the request
    boolean isKnown(boolean fleeting, Parameters parameters, Object state) {
        if (fleeting || parameters.areRandom()) {
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache, no-store, max-age=0, must-revalidate");
            return false;
        }
        return isKnownAs(fingerprints.of(List.of(
                String.valueOf(Exchange.class.getPackage().getImplementationVersion()),
                AskedAddress.origin(request) + request.getRequestURI(),
                parameters.identity(),
                state)));
    }

    /// The same for bytes that have a name of their own.
    boolean isKnownAs(String name) {
        tag = name;
        boolean forAll = CurrentViewer.viewer() instanceof Viewer.Anonymous;
        response.setHeader(HttpHeaders.CACHE_CONTROL, forAll ? "no-cache" : "private, no-store");
        response.setHeader(HttpHeaders.ETAG, quoted(name));
        if (!asksFor(name)) return false;
        response.setHeader(HttpHeaders.ETAG, quoted(nameSent(name)));
        vary();
        response.setStatus(HttpStatus.NOT_MODIFIED.value());
        return true;
    }

    private boolean asksFor(String shown) {
        Enumeration<String> headers = request.getHeaders(HttpHeaders.IF_NONE_MATCH);
        while (headers.hasMoreElements()) {
            for (String known : headers.nextElement().split(",")) {
                String bare = known.strip().replaceFirst("^W/", "");
                if (bare.equals(quoted(shown)) || bare.equals(quoted(shown + ZIPPED))) return true;
            }
        }
        return false;
    }

    /// The one part that is asked for, of the file that the client began to read; null for the whole. What has no name
    /// may be another one each time, and its parts would not fit together.
    @Nullable
    HttpRange range() {
        String header = request.getHeader(HttpHeaders.RANGE);
        String begun = request.getHeader(HttpHeaders.IF_RANGE);
        if (header == null || tag == null || (begun != null && !begun.equals(quoted(tag)))) return null;
        try {
            List<HttpRange> ranges = HttpRange.parseRanges(header);
            return ranges.size() == 1 ? ranges.getFirst() : null;
        } catch (IllegalArgumentException notARange) {
            return null;
        }
    }

    /// The same where it may be compressed on its way: then there are no parts. They are cut out of the content itself,
    /// and the name of the compressed content does not fit them.
    void offersPartsOfText() {
        if (!readsGzip()) offersParts();
    }

    /// Tells clients that they may take up a broken download.
    void offersParts() {
        if (tag != null) response.setHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
    }

    private static String quoted(String tag) {
        return '"' + tag + '"';
    }

    /// Tells how long each step took; the last one is what remained until now.
    void timed(Timings timings, String lastStep) {
        timings.step(lastStep);
        response.setHeader("Server-Timing", timings.toString());
    }

    void language(Locale language) {
        response.setHeader(HttpHeaders.CONTENT_LANGUAGE, language.getLanguage());
    }

    /// Tells where the next page is, for clients that read headers only.
    Links.Link next(Links.Link link) {
        tellNext(link.href());
        return link;
    }

    private void tellNext(String address) {
        next = address;
        response.addHeader(HttpHeaders.LINK, "<" + address + ">; rel=\"next\"");
    }

    /// Makes browsers save the answer under a name; `name` has no characters that need care.
    void download(String name) {
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"");
    }

    /// Sends the JSON of this name if it was made lately; false when it is yet to be made. To be asked
    /// after [#isKnown].
    boolean sendsKept(KeptAnswers answers, Timings timings) throws IOException {
        // What is not open is read anew each time, so that the journal tells how much was.
        if (tag == null || Reads.areNoted()) return false;
        KeptAnswers.Kept kept = answers.find(nameSent(tag));
        if (kept == null) return false;
        if (kept.next() != null) tellNext(kept.next());
        timed(timings, "kept");
        sendMade(kept.body());
        return true;
    }

    /// Answers JSON, and keeps it for the next who asks the same.
    void sendAndKeep(KeptAnswers answers, Body body) throws IOException {
        var made = new ByteArrayOutputStream();
        if (readsGzip()) writeZipped(made, body);
        else body.write(made);
        byte[] sent = made.toByteArray();
        if (tag != null && !Reads.areNoted()) answers.keep(nameSent(tag), new KeptAnswers.Kept(sent, next));
        sendMade(sent);
    }

    private void sendMade(byte[] body) throws IOException {
        tellEncoding();
        response.setContentLength(body.length);
        sendAsIs(JSON, out -> out.write(body));
    }

    private String nameSent(String name) {
        return readsGzip() ? name + ZIPPED : name;
    }

    /// Answers text, compressed when the client asked for that.
    void send(String contentType, Body body) throws IOException {
        tellEncoding();
        sendAsIs(contentType, readsGzip() ? out -> writeZipped(out, body) : body);
    }

    private void tellEncoding() {
        if (!readsGzip()) return;
        response.setHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        if (tag != null) response.setHeader(HttpHeaders.ETAG, quoted(tag + ZIPPED));
    }

    /// Answers what is compressed already.
    void sendAsIs(String contentType, Body body) throws IOException {
        response.setContentType(contentType);
        vary();
        if (wantsHeadersOnly()) return;
        // Not closed after a failure: what it holds would leave, and the connection could not be used for an error.
        var out = new BufferedOutputStream(response.getOutputStream(), BUFFER);
        body.write(out);
        out.flush();
    }

    static void writeZipped(OutputStream out, Body body) throws IOException {
        var zip = new QuickGzip(out);
        body.write(zip);
        zip.finish();
    }

    private void vary() {
        response.setHeader(HttpHeaders.VARY, "Accept-Encoding, Authorization, Cookie, Host");
    }

    private boolean readsGzip() {
        Enumeration<String> headers = request.getHeaders(HttpHeaders.ACCEPT_ENCODING);
        while (headers.hasMoreElements()) {
            String accepted = headers.nextElement().toLowerCase(Locale.ROOT).replace(" ", "");
            if (Arrays.stream(accepted.split(","))
                    .anyMatch(coding ->
                            coding.matches("(x-)?gzip(;.*)?") && !coding.matches(".*;q=0(\\.0{0,3})?(;.*)?"))) {
                return true;
            }
        }
        return false;
    }

    /// Exports are made faster than most networks carry them only when compression does not dawdle.
    private static final class QuickGzip extends GZIPOutputStream {
        QuickGzip(OutputStream out) throws IOException {
            super(out, BUFFER);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
