package city.senne.engine.delivery.formats;

import city.senne.engine.delivery.UnreadableDelivery;
import java.io.Closeable;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/// The tokens of a JSON text; what is wrong in it becomes a refusal that names line and column.
final class JsonTokens implements Closeable {
    private final JsonParser parser;
    private final CountedInput counted;
    private final long size;
    private final boolean script;

    JsonTokens(JsonParser parser, CountedInput counted, long size, boolean script) {
        this.parser = parser;
        this.counted = counted;
        this.size = size;
        this.script = script;
    }

    JsonParser parser() {
        return parser;
    }

    /// The next token, or null at the end of the text. In a script whatever stands behind the first value is no data.
    @Nullable
    JsonToken next() {
        if (script && isAtRoot() && parser.currentToken() != null) return null;
        try {
            return parser.nextToken();
        } catch (JacksonException broken) {
            throw refusal(broken);
        }
    }

    @Nullable
    JsonToken current() {
        return parser.currentToken();
    }

    String name() {
        return parser.currentName();
    }

    String string() {
        try {
            return parser.getString();
        } catch (JacksonException broken) {
            throw refusal(broken);
        }
    }

    /// Goes to the end of the array or object that begins here; stays where it is otherwise.
    void skip() {
        try {
            parser.skipChildren();
        } catch (JacksonException broken) {
            throw refusal(broken);
        }
    }

    long line() {
        return parser.currentTokenLocation().getLineNr();
    }

    /// Between the values at the root, or before the first.
    boolean isAtRoot() {
        return parser.streamReadContext().inRoot();
    }

    /// In a script, whether another value is assigned behind the one that was read. To be asked at its end.
    boolean isFollowedByMore() {
        if (!script) return false;
        StringWriter rest = new StringWriter();
        try {
            parser.releaseBuffered(rest);
        } catch (JacksonException broken) {
            throw refusal(broken);
        }
        return rest.toString().indexOf('=') >= 0;
    }

    double progress() {
        return size == 0 ? 1 : Math.min(1, (double) counted.count() / size);
    }

    UnreadableDelivery refusal(JacksonException broken) {
        // What breaks a limit says no place itself.
        TokenStreamLocation said = broken.getLocation();
        TokenStreamLocation place = said == null || said.getLineNr() < 1 ? parser.currentLocation() : said;
        long line = Math.max(1, place.getLineNr());
        long column = Math.max(1, place.getColumnNr());
        if (broken.getCause() instanceof CharacterCodingException) {
            return Refusal.of(broken, "json-encoding", parser.currentLocation().getLineNr());
        }
        if (broken instanceof StreamConstraintsException) {
            return Refusal.of(broken, "json-too-much", line, column);
        }
        if (broken instanceof UnexpectedEndOfInputException) {
            return Refusal.of(broken, "json-cut", line, column);
        }
        String message = broken.getOriginalMessage();
        boolean trailingComma =
                message.contains("']'") && message.contains("expected a valid value") || isAfterComma(message);
        if (trailingComma) return Refusal.of(broken, "json-trailing-comma", line, column);
        return Refusal.of(broken, "json-broken", line, column);
    }

    private static boolean isAfterComma(String message) {
        return message.contains("'}'") && message.contains("double-quote to start");
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
