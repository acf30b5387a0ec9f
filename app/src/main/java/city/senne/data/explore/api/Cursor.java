package city.senne.data.explore.api;

import city.senne.data.catalog.Dataset;
import city.senne.engine.odsql.Question;
import city.senne.engine.odsql.RowPosition;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
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
record Cursor(
        int version,
        long seen,
        long total,
        String question,
        @Nullable RowPosition position) {
    /// Asks for the first page of a walk.
    static final String START = "*";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MAX_LENGTH = 20_000;

    /// Throws a refusal when this is not a cursor, or one of another question.
    static Cursor read(String text, Dataset dataset, Question question) {
        try {
            if (text.length() > MAX_LENGTH) throw foreign();
            byte[] json = Base64.getUrlDecoder().decode(text.strip());
            Cursor cursor = JSON.readValue(json, Cursor.class);
            if (!cursor.question.equals(fingerprint(dataset, question)) || cursor.seen < 0) throw foreign();
            if (cursor.position != null && !dataset.isWhole()) throw foreign();
            return cursor;
        } catch (IllegalArgumentException | NullPointerException | JacksonException unreadable) {
            throw foreign();
        }
    }

    static Cursor start(int version, long seen, Dataset dataset, Question question) {
        return new Cursor(version, seen, -1, fingerprint(dataset, question), null);
    }

    /// Behind some more records.
    ///
    /// @param newPosition null for who is counted along
    Cursor after(int shown, long newTotal, @Nullable RowPosition newPosition) {
        return new Cursor(version, seen + shown, newTotal, question, newPosition);
    }

    String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(JSON.writeValueAsString(this).getBytes(StandardCharsets.UTF_8));
    }

    static Refusal foreign() {
        return Refusal.parameter("The cursor is none of this question. Follow the links named next as they are given,"
                + " or begin anew with cursor=" + START + ".");
    }

    static Refusal onlyRecords() {
        return Refusal.parameter(
                "A cursor walks through records in the order of single values. Groups, aggregates, joins and what limit_per"
                        + " keeps are read by limit and offset, or all at once as an export.");
    }

    private static String fingerprint(Dataset dataset, Question question) {
        return Integer.toHexString(Objects.hash(
                dataset.uid(),
                List.of(question.where(), question.refine(), question.exclude()),
                question.orderBy(),
                question.zone()));
    }
}
