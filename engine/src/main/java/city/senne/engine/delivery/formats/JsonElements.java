package city.senne.engine.delivery.formats;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/// The elements of the array that holds the rows, or the values at the root, one after another.
final class JsonElements implements Closeable {
    private final JsonTokens tokens;
    private final JsonValues values;
    private final JsonShape shape;
    private boolean started;
    private boolean ended;
    private long position;
    private @Nullable JsonToken token;

    JsonElements(JsonText text, JsonShape shape) throws IOException {
        tokens = text.tokens();
        values = new JsonValues(tokens);
        this.shape = shape;
    }

    /// Goes to the next element; false after the last one, when the rest of the text has been found sound.
    boolean advance() {
        if (ended) return false;
        if (isAtRoot()) {
            token = tokens.next();
            started = true;
            ended = token == null;
        } else {
            if (!started) enter();
            started = true;
            token = tokens.next();
            ended = token == JsonToken.END_ARRAY;
            if (ended) leave();
        }
        position++;
        return !ended;
    }

    private boolean isAtRoot() {
        return shape.kind() == JsonShape.Kind.LINES || shape.kind() == JsonShape.Kind.SINGLE;
    }

    private void enter() {
        tokens.next();
        for (String name : shape.path()) {
            while (tokens.next() == JsonToken.PROPERTY_NAME) {
                String found = tokens.name();
                tokens.next();
                if (found.equals(name)) break;
                tokens.skip();
            }
        }
    }

    private void leave() {
        for (int i = 0; i < shape.path().size(); i++) {
            while (tokens.next() == JsonToken.PROPERTY_NAME) {
                tokens.next();
                tokens.skip();
            }
        }
        if (tokens.next() != null) throw Refusal.of("json-after-end", tokens.line());
    }

    @Nullable
    JsonToken token() {
        return token;
    }

    /// Reads from the current element.
    JsonValues values() {
        return values;
    }

    void skip() {
        tokens.skip();
    }

    boolean isOfValues() {
        return shape.kind() == JsonShape.Kind.VALUES;
    }

    boolean isFollowedByMore() {
        return tokens.isFollowedByMore();
    }

    /// Where a person finds the element: its line when every line is an element, else its number in the array.
    long place() {
        return shape.kind() == JsonShape.Kind.LINES ? tokens.line() : position;
    }

    double progress() {
        return tokens.progress();
    }

    @Override
    public void close() throws IOException {
        tokens.close();
    }
}
