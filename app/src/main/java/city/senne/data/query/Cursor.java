package city.senne.data.query;

import city.senne.data.catalog.Dataset;
import city.senne.engine.odsql.RowPosition;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Where a client stands who walks through all records, as one word that means nothing to her. It holds on
/// to the version in which the walk began, so that no record is missed or met twice when data arrive on the
/// way.
///
/// Nothing in it is trusted: whoever forges one sees what she may see anyway. Where a record stands among all tells
/// how many others there are, so that those who see a part of a dataset get no positions, and are counted along.
///
/// @param version of the dataset
/// @param seen how many records came before
/// @param total how many there are on all pages, -1 when they were not counted yet
/// @param question a fingerprint of what was asked
/// @param position null at the beginning
public record Cursor(
        int version,
        long seen,
        long total,
        String question,
        @Nullable RowPosition position) {
    /// What asks for the first page of a walk.
    public static final String START = "*";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MAX_LENGTH = 20_000;

    /// Thrown of a text that is no cursor, or one of another question.
    public static final class Foreign extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        Foreign() {
            super("The cursor is none of this question");
        }
    }

    /// @param asked everything that decides which rows there are and in which order, the dataset too
    /// @throws Foreign when this is not a cursor, or one of another question
    public static Cursor read(String text, Dataset dataset, String asked) {
        try {
            if (text.length() > MAX_LENGTH) throw new Foreign();
            byte[] json = Base64.getUrlDecoder().decode(text.strip());
            Cursor cursor = JSON.readValue(json, Cursor.class);
            if (!cursor.question.equals(fingerprint(asked)) || cursor.seen < 0) throw new Foreign();
            if (cursor.position != null && !dataset.isWhole()) throw new Foreign();
            return cursor;
        } catch (IllegalArgumentException | NullPointerException | JacksonException unreadable) {
            throw new Foreign();
        }
    }

    /// @param asked as when it will be read
    public static Cursor start(int version, long seen, String asked) {
        return new Cursor(version, seen, -1, fingerprint(asked), null);
    }

    /// Behind some more records.
    ///
    /// @param newPosition null for who is counted along
    Cursor after(int shown, long newTotal, @Nullable RowPosition newPosition) {
        return new Cursor(version, seen + shown, newTotal, question, newPosition);
    }

    public String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(JSON.writeValueAsString(this).getBytes(StandardCharsets.UTF_8));
    }

    private static String fingerprint(String asked) {
        return Integer.toHexString(asked.hashCode());
    }
}
