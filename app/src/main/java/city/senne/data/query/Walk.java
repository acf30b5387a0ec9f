package city.senne.data.query;

import city.senne.data.query.AnswerQuestion.Prepared;
import city.senne.engine.odsql.RowPosition;
import org.jspecify.annotations.Nullable;

/// One page of a question, which may be a step on a walk through all records: counts the records of the page, and keeps
/// where the last of a full one stands.
public final class Walk {
    private final AnswerQuestion answerQuestion;
    private final @Nullable Cursor from;
    private final Prepared prepared;
    private int shown;
    private boolean full;
    private @Nullable RowPosition last;

    Walk(AnswerQuestion answerQuestion, @Nullable Cursor from, Prepared prepared) {
        this.answerQuestion = answerQuestion;
        this.from = from;
        this.prepared = prepared;
    }

    /// The records of the page, to be closed. Throws [Cursor.Foreign].
    public Answer rows(Timings timings) {
        if (from == null || isCounted()) return answerQuestion.rows(prepared, timings);
        try {
            return answerQuestion.walk(prepared, from.position(), timings);
        } catch (IllegalArgumentException foreign) {
            throw new Cursor.Foreign();
        }
    }

    /// To be said of each record.
    public void pass(Answer answer) {
        Integer limit = prepared.question().limit();
        full = limit != null && ++shown == limit;
        if (from != null && full && !isCounted()) last = answerQuestion.position(prepared, answer);
    }

    /// Ends the page at the record that was passed last, before its limit: there may be more behind it.
    public void endHere(Answer answer) {
        full = true;
        if (from != null && !isCounted()) last = answerQuestion.position(prepared, answer);
    }

    /// Of those who see a part, nobody may know where among all it stands.
    private boolean isCounted() {
        return !prepared.dataset().isWhole();
    }

    /// How many records there are on all pages.
    public long total(Timings timings) {
        if (from != null && from.total() >= 0) return from.total();
        // A page that ended early is as full as it may be: what it shows is not all.
        Integer limit = prepared.question().limit();
        return answerQuestion.total(prepared, full && limit != null ? limit : shown, timings);
    }

    /// How many of them were passed.
    public int shown() {
        return shown;
    }

    /// Where the next page begins; null when there is none, or this is no walk.
    public @Nullable Cursor next(long total) {
        return from == null || !full || from.seen() + shown >= total ? null : from.after(shown, total, last);
    }
}
