package city.senne.engine.delivery.formats;

import city.senne.engine.delivery.Decision;
import city.senne.engine.delivery.Decision.Aspect;
import city.senne.engine.delivery.ReadingOptions;
import city.senne.engine.delivery.Reason;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;
import tools.jackson.core.json.JsonReadFeature;

/// A file of JSON as text: in which encoding, and whether a script is wrapped around it (`var trees = {…};`). May be
/// parsed several times.
final class JsonText {
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final Pattern ASSIGNMENT = Pattern.compile(
            "\\A[\\s\\uFEFF]*(?:(?://[^\\n]*\\n|/\\*.*?\\*/)\\s*)*"
                    + "(?:(?:(?:var|let|const)\\s+|export\\s+(?:const|let|var)\\s+)?([\\w$.]+)\\s*=|export\\s+default\\b"
                    + "|([\\w$.]+)\\s*\\()\\s*(?=[\\[{])",
            Pattern.DOTALL);
    private static final int LONGEST_PREFIX = 4096;

    private final Path file;
    private final Charset charset;
    private final int mark;
    private final int prefix;
    private final JsonFactory factory;
    private final List<Decision> decisions = new ArrayList<>();

    private JsonText(Path file, Limits limits, Charset charset, int mark, @Nullable Matcher script) {
        this.file = file;
        this.charset = charset;
        this.mark = mark;
        prefix = script == null ? 0 : script.end();
        JsonFactoryBuilder builder = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(limits.nesting())
                        .maxStringLength(limits.cellCharacters())
                        .maxNameLength(10_000)
                        .maxNumberLength(1_000)
                        .build())
                .disable(tools.jackson.core.TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS);
        if (script != null) {
            builder.enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                    .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
                    .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
                    .enable(JsonReadFeature.ALLOW_UNQUOTED_PROPERTY_NAMES)
                    .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
                    .enable(JsonReadFeature.ALLOW_LEADING_DECIMAL_POINT_FOR_NUMBERS)
                    .enable(JsonReadFeature.ALLOW_TRAILING_DECIMAL_POINT_FOR_NUMBERS);
        }
        factory = builder.build();
    }

    static JsonText of(Path file, ReadingOptions options, Limits limits) throws IOException {
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(4 * LONGEST_PREFIX);
        }
        String wanted = options.encoding();
        int mark = byteOrderMark(start);
        Charset charset = wanted != null ? charset(wanted) : find(file, start);
        String text = new String(start, mark, start.length - mark, charset);
        Matcher script = ASSIGNMENT.matcher(text);
        boolean wrapped = script.find();
        JsonText json = new JsonText(file, limits, charset, mark, wrapped ? script : null);
        String name = charset.name();
        if (wanted != null) {
            json.decisions.add(Decision.chosen(Aspect.ENCODING, null, name));
        } else if (charset != StandardCharsets.UTF_8) {
            String why = charset == WINDOWS_1252 ? "formats.not-utf-8" : "formats.utf-16";
            json.decisions.add(Decision.found(Aspect.ENCODING, null, name, Reason.of(why, name)));
        }
        if (wrapped) {
            String variable = script.group(1) != null ? script.group(1) : script.group(2);
            json.decisions.add(Decision.found(
                    Aspect.CONTAINER,
                    null,
                    "script",
                    Reason.of("formats.json-in-script", variable == null ? "default" : variable)));
        }
        return json;
    }

    /// Encoding and wrapping, when they are not the usual ones.
    List<Decision> decisions() {
        return decisions;
    }

    boolean isScript() {
        return prefix > 0;
    }

    /// A parser at the beginning of the file; closing it closes the file.
    JsonTokens tokens() throws IOException {
        CountedInput counted = new CountedInput(Files.newInputStream(file));
        InputStream in = new BufferedInputStream(counted, 1 << 16);
        in.skipNBytes(mark);
        Reader text = new InputStreamReader(in, charset.newDecoder());
        JsonParser parser = factory.createParser(ObjectReadContext.empty(), isScript() ? withoutPrefix(text) : text);
        return new JsonTokens(parser, counted, Files.size(file), isScript());
    }

    /// The prefix is blanked, not cut: lines and columns of later mistakes stay right.
    private Reader withoutPrefix(Reader text) throws IOException {
        char[] start = new char[prefix];
        int read = 0;
        while (read < prefix) {
            int more = text.read(start, read, prefix - read);
            if (more < 0) break;
            read += more;
        }
        StringBuilder blank = new StringBuilder();
        for (int i = 0; i < read; i++) blank.append(start[i] == '\n' ? '\n' : ' ');
        return new Reader() {
            private final Reader first = new StringReader(blank.toString());

            @Override
            public int read(char[] into, int offset, int length) throws IOException {
                int got = first.read(into, offset, length);
                return got > 0 ? got : text.read(into, offset, length);
            }

            @Override
            public void close() throws IOException {
                text.close();
            }
        };
    }

    private static Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            throw Refusal.of(unknown, "no-such-encoding", name);
        }
    }

    private static int byteOrderMark(byte[] start) {
        if (start.length >= 3 && start[0] == (byte) 0xEF && start[1] == (byte) 0xBB && start[2] == (byte) 0xBF)
            return 3;
        if (start.length >= 4 && start[0] == (byte) 0xFF && start[1] == (byte) 0xFE && start[2] == 0 && start[3] == 0) {
            return 4;
        }
        if (start.length >= 2
                && (start[0] == (byte) 0xFF && start[1] == (byte) 0xFE
                        || start[0] == (byte) 0xFE && start[1] == (byte) 0xFF)) {
            return 2;
        }
        return 0;
    }

    /// JSON begins with an ASCII character: where the zeros lie among the first bytes tells the encoding.
    private static Charset find(Path file, byte[] start) throws IOException {
        int mark = byteOrderMark(start);
        if (mark == 2) return start[0] == (byte) 0xFF ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
        if (mark == 4) return StandardCharsets.UTF_32LE;
        if (mark == 0 && start.length >= 4) {
            if (start[0] == 0 && start[1] == 0) return StandardCharsets.UTF_32BE;
            if (start[1] == 0 && start[2] == 0) return StandardCharsets.UTF_32LE;
            if (start[0] == 0) return StandardCharsets.UTF_16BE;
            if (start[1] == 0) return StandardCharsets.UTF_16LE;
        }
        return Utf8.isValid(file) ? StandardCharsets.UTF_8 : WINDOWS_1252;
    }
}
