package city.senne.data.explore.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/// JSON written straight to a stream.
public final class JsonStream {
    /// After a failure nothing may be closed that was begun: half a list must not look like a whole one.
    private static final ObjectWriter WRITER = JsonMapper.shared()
            .writer()
            .without(StreamWriteFeature.AUTO_CLOSE_CONTENT)
            .without(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .without(StreamWriteFeature.FLUSH_PASSED_TO_STREAM);

    private JsonStream() {}

    /// Writes UTF-8 and leaves the stream open; what fails in the stream is thrown as IOException.
    @SuppressWarnings("MustBeClosedChecker")
    public static void write(OutputStream out, Consumer<JsonGenerator> body) throws IOException {
        try {
            JsonGenerator json = WRITER.createGenerator(out, JsonEncoding.UTF8);
            body.accept(json);
            json.close();
        } catch (JacksonException e) {
            if (e.getCause() instanceof IOException io) throw io;
            throw e;
        }
    }
}
