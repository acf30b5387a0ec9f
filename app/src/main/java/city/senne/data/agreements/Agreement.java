package city.senne.data.agreements;

import city.senne.platform.i18n.Translated;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who gets which data of whom, from the first draft of the request until it ends.
///
/// @param title of the dataset, as it was when somebody asked
/// @param giver the organisation whose dataset it is; null for one that administrators alone look after
/// @param receiver the organisation in whose name the asker asks; null for herself
/// @param draft what the asker filled in so far; empty once she sent it
/// @param due until when the giver should have decided; null for a draft
/// @param versions of the terms, the newest first; none for a draft
/// @param said all that was said and done, the first first
public record Agreement(
        long number,
        String dataset,
        Translated title,
        @Nullable String giver,
        @Nullable String receiver,
        UUID asker,
        String askerName,
        State state,
        Map<String, String> draft,
        Instant created,
        @Nullable Instant asked,
        @Nullable LocalDate due,
        List<Version> versions,
        List<Said> said) {

    public enum State {
        DRAFT,
        ASKED,
        /// The giver answered, and did not decide yet.
        DISCUSSED,
        /// Agreed in principle; the terms wait for signatures.
        APPROVED,
        IN_FORCE,
        REFUSED,
        WITHDRAWN,
        TERMINATED;

        /// The name in the database and in words.
        public String apiName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// Throws IllegalArgumentException for any other word.
        static State of(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT));
        }
    }

    /// One version of the terms, as one side proposed it.
    public record Version(int number, Terms terms, String digest, Side side) {}

    public Agreement {
        draft = Map.copyOf(draft);
        versions = List.copyOf(versions);
        said = List.copyOf(said);
    }

    /// The newest terms; throws where it is a draft.
    public Version current() {
        return versions.getFirst();
    }

    public Version version(int number) {
        return versions.stream()
                .filter(version -> version.number() == number)
                .findFirst()
                .orElseThrow();
    }

    /// What both sides signed last. It goes on while other terms are discussed.
    public Optional<Version> findSigned() {
        return versions.stream()
                .filter(version -> findSignature(version.number(), Side.GIVER).isPresent())
                .filter(version ->
                        findSignature(version.number(), Side.RECEIVER).isPresent())
                .findFirst();
    }

    public Optional<Said> findSignature(int version, Side side) {
        return said.stream()
                .filter(each -> each.kind() == Said.Kind.SIGNED && each.version() == version && each.side() == side)
                .findFirst();
    }

    /// The last opinion of a side's data protection officer on a version.
    public Optional<Said> findOpinion(int version, Side side) {
        return said.stream()
                .filter(each -> each.kind().isOpinion() && each.version() == version && each.side() == side)
                .max(Comparator.comparing(Said::at));
    }

    /// How and why it came to an end, or was refused.
    public Optional<Said> findLast(Said.Kind kind) {
        return said.stream().filter(each -> each.kind() == kind).reduce((_, last) -> last);
    }

    /// Whether what was signed gives access on this day of the city.
    public boolean countsOn(LocalDate today) {
        return state == State.IN_FORCE
                && findSigned()
                        .filter(version -> !today.isAfter(version.terms().until()))
                        .isPresent();
    }

    /// Whether it was in force and its last day is over.
    public boolean isOver(LocalDate today) {
        return state == State.IN_FORCE && !countsOn(today);
    }

    /// The word for where it stands: the state, or that its time is over.
    public String standing(LocalDate today) {
        return isOver(today) ? "over" : state.apiName();
    }

    /// Whether nobody ended it: its dataset was erased.
    public boolean endedWithDataset() {
        return state == State.TERMINATED && findLast(Said.Kind.TERMINATED).isEmpty();
    }

    /// Whether the giver still has to decide.
    public boolean isOpen() {
        return state == State.ASKED || state == State.DISCUSSED;
    }

    /// Whether terms can still be proposed and talked about.
    public boolean isAlive() {
        return isOpen() || state == State.APPROVED || state == State.IN_FORCE;
    }

    /// Whether everybody may read what was signed.
    public boolean isPublic() {
        return receiver != null
                && (state == State.IN_FORCE || state == State.TERMINATED)
                && findSigned().filter(version -> version.terms().published()).isPresent();
    }

    @Nullable
    String organisation(Side side) {
        return side == Side.GIVER ? giver : receiver;
    }

    /// What the receiver is called in a digest: an organisation, or a person.
    String receiverKey() {
        return receiver == null ? "person " + asker : "organisation " + receiver;
    }
}
