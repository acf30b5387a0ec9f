package city.senne.data.sources;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A source was read once, or is being read.
///
/// @param dry whether it only tells what it would do
/// @param announced how many datasets the portal says it has; null until that is known
/// @param refusal why it could not be read to its end, or null
public record Run(
        long id,
        long source,
        boolean dry,
        String askedBy,
        Instant askedAt,
        State state,
        @Nullable Instant started,
        @Nullable Instant finished,
        @Nullable Integer announced,
        @Nullable Note refusal) {

    public enum State {
        WAITING,
        READING,
        DONE,
        /// The portal, or the right to read it, failed; what was taken over until then stays.
        FAILED,
        /// Somebody stopped it.
        STOPPED;

        public String apiName() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT));
        }

        public boolean isFinal() {
            return this != WAITING && this != READING;
        }
    }

    /// What became of a dataset; in a dry run, what would.
    public enum Outcome {
        ADDED,
        /// Its rows were read anew.
        RENEWED,
        /// What is said of it changed, its rows did not.
        DESCRIBED,
        UNCHANGED,
        /// What it brings would take away what people use: somebody must want that first.
        HELD,
        /// The source has it no more.
        ABSENT,
        /// Nothing of it can be taken over, or somebody here does not want it any more.
        LEFT,
        /// It could not be read; the next run tries again.
        REFUSED;

        public String apiName() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Outcome of(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT));
        }
    }

    /// What became of one dataset.
    ///
    /// @param dataset here, or null
    /// @param delivery that brought its rows, or null
    public record Item(
            String remoteId,
            String title,
            Outcome outcome,
            @Nullable String dataset,
            @Nullable UUID delivery,
            List<Note> notes) {
        private static final int LONGEST_ID = 200;
        private static final int LONGEST_TITLE = 300;
        private static final int MOST_NOTES = 20;

        /// A portal may say anything, at any length.
        public Item {
            remoteId = Note.shortened(remoteId, LONGEST_ID);
            title = Note.shortened(title, LONGEST_TITLE);
            if (notes.size() > MOST_NOTES) {
                List<Note> first = new ArrayList<>(notes.subList(0, MOST_NOTES));
                first.add(Note.of("more", notes.size() - MOST_NOTES));
                notes = List.copyOf(first);
            }
        }
    }
}
