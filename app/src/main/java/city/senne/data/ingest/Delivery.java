package city.senne.data.ingest;

import city.senne.data.catalog.DatasetId;
import city.senne.engine.delivery.Decision;
import city.senne.engine.delivery.Reason;
import city.senne.engine.delivery.SourceRow;
import city.senne.trust.journal.Entry;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A file that somebody delivered, and what became of it.
///
/// @param source the address it was fetched from, or null when it was handed in
/// @param sha256 of the file's bytes; empty while it is to be fetched
/// @param progress of the reading, between 0 and 1
/// @param findings what the publisher should look at though it was taken
/// @param refusal why nothing was published, or null
/// @param heldAbove the share of the rows that may go without anybody's decision; null where all may
/// @param hold what would go and waits, or waited, for somebody's decision; null where nothing did
/// @param version the version it became, or the one it equals when nothing changed
public record Delivery(
        UUID id,
        DatasetId dataset,
        String fileName,
        @Nullable String source,
        long bytes,
        String sha256,
        Instructions instructions,
        State state,
        String createdBy,
        Instant created,
        @Nullable Instant started,
        @Nullable Instant finished,
        double progress,
        long rowsRead,
        long rowsRejected,
        List<Decision> decisions,
        List<SourceRow.Problem> findings,
        @Nullable Reason refusal,
        @Nullable Integer version,
        @Nullable Double heldAbove,
        @Nullable Hold hold) {

    /// With what the source of gathered rows begins, in the place of the address of a file.
    public static final String PUSHED = "/api/push/";

    /// Whether its file has not come yet: it is to be fetched, or could not be.
    public boolean awaitsFile() {
        return sha256.isEmpty();
    }

    /// Whether it gathers rows that were pushed: the same ones again are meant as they are, and how they are read says
    /// nothing of how a file is.
    boolean isOfPushes() {
        return source != null && source.startsWith(PUSHED);
    }

    /// Whether somebody looked at what it would take away, and left it.
    public boolean isLeft() {
        return state == State.REFUSED && refusal != null && refusal.code().equals(HeldDeliveries.LEFT);
    }

    /// The delivery of the same file that waits for a decision already, in the place of this one.
    public Optional<UUID> findHeldAlready() {
        return state == State.REFUSED && refusal != null && refusal.code().equals(HeldDeliveries.HELD_ALREADY)
                ? Optional.of(UUID.fromString(refusal.arguments().getFirst().toString()))
                : Optional.empty();
    }

    public enum State {
        QUEUED,
        READING,
        /// It would take away what people use: somebody must want that first.
        HELD,
        /// It became a version.
        LANDED,
        /// It is what was published last, to the byte; no version was made.
        UNCHANGED,
        /// Nothing was published; the refusal says why.
        REFUSED,
        CANCELLED;

        public String apiName() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static State of(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT));
        }

        /// Whether nothing more becomes of it by itself.
        public boolean isFinal() {
            return this != QUEUED && this != READING;
        }
    }

    /// Whose the dataset will be that it brings into being; null where there is one, and for one that administrators
    /// alone look after.
    public @Nullable String organisation() {
        return instructions.about().organisation();
    }

    /// What the journal is told of it, whatever was done with it.
    Entry in(Entry entry) {
        Entry told = entry.about(dataset.value()).with("delivery", id);
        String organisation = organisation();
        return organisation == null ? told : told.with("organisation", organisation);
    }

    /// A row that was not taken.
    ///
    /// @param position among the rejected rows, from 1
    /// @param line where it stands in the file
    /// @param cells as text
    public record Reject(long position, long line, SourceRow.Problem problem, List<String> cells) {}
}
