package city.senne.trust.journal;

import city.senne.trust.identity.Lent;
import city.senne.trust.identity.Memberships;
import city.senne.trust.identity.Viewer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Something that somebody did, as it is told to the journal:
///
/// ```java
/// journal.record(Entry.of(viewer, Kind.DATASET_PUBLISHED).about(dataset.id().value()));
/// ```
///
/// @param dataset its id, or null when it was none's
/// @param details what else is worth knowing, by name; nothing that is about a person
/// @param personal what is about a person, by name; it can be erased later
public record Entry(
        Kind kind,
        Actor actor,
        @Nullable String dataset,
        SortedMap<String, String> details,
        SortedMap<String, String> personal) {
    /// The name of who did it.
    static final String ACTOR = "actor";

    static final String ACTOR_ID = "actor-id";
    /// Whose roles who did it had at that time beside her own.
    static final String LENT = "lent";

    private static final int LONGEST = 1000;
    /// Longer than what any request can ask: see `server.max-http-request-header-size`.
    private static final int LONGEST_IN_FULL = 50_000;

    /// What sort of somebody did it.
    public enum Actor {
        PERSON,
        MACHINE,
        PUSHER,
        OPERATOR,
        ANONYMOUS,
        /// Nobody: Senne by itself.
        SENNE;

        /// The name in the database.
        String apiName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static Entry of(Viewer viewer, Kind kind) {
        return switch (viewer) {
            case Viewer.Anonymous _ -> of(Actor.ANONYMOUS, kind);
            case Viewer.Operator _ -> of(Actor.OPERATOR, kind);
            case Viewer.Person person ->
                of(Actor.PERSON, kind).by(person.name(), person.id()).under(person.memberships());
            case Viewer.Machine machine ->
                of(Actor.MACHINE, kind)
                        .by(machine.name(), machine.keyId())
                        .under(machine.rights().memberships());
            case Viewer.Pusher pusher -> of(Actor.PUSHER, kind).by(pusher.name(), pusher.keyId());
        };
    }

    /// Done by Senne itself.
    ///
    /// @param onBehalfOf the name of who asked for it, or empty
    public static Entry ofSenne(Kind kind, String onBehalfOf) {
        Entry entry = of(Actor.SENNE, kind);
        return onBehalfOf.isEmpty() ? entry : entry.withPersonal(ACTOR, onBehalfOf);
    }

    private static Entry of(Actor actor, Kind kind) {
        return new Entry(kind, actor, null, new TreeMap<>(), new TreeMap<>());
    }

    private Entry by(String name, Object id) {
        return withPersonal(ACTOR, name).withPersonal(ACTOR_ID, id.toString());
    }

    private Entry under(Memberships memberships) {
        return memberships.lent().isEmpty()
                ? this
                : withPersonal(
                        LENT,
                        memberships.lent().stream().map(Lent::told).sorted().collect(Collectors.joining("; ")));
    }

    public Entry about(String datasetId) {
        return new Entry(kind, actor, datasetId, details, personal);
    }

    public Entry with(String name, Object value) {
        return new Entry(kind, actor, dataset, added(details, name, value.toString()), personal);
    }

    public Entry withPersonal(String name, String value) {
        return new Entry(kind, actor, dataset, details, added(personal, name, value));
    }

    /// What is not cut, so that nobody pads what she asks until the rest of it is not told.
    Entry withInFull(String name, String value) {
        return new Entry(kind, actor, dataset, added(details, name, value, LONGEST_IN_FULL), personal);
    }

    Entry withPersonalInFull(String name, String value) {
        return new Entry(kind, actor, dataset, details, added(personal, name, value, LONGEST_IN_FULL));
    }

    private static SortedMap<String, String> added(SortedMap<String, String> before, String name, String value) {
        return added(before, name, value, LONGEST);
    }

    private static SortedMap<String, String> added(
            SortedMap<String, String> before, String name, String value, int longest) {
        SortedMap<String, String> all = new TreeMap<>(before);
        all.put(name, plain(value, longest));
        return all;
    }

    /// Text that every database and every JSON writer keeps as it is.
    private static String plain(String text, int longest) {
        String whole = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        String printable = whole.replaceAll("\\p{Cntrl}", " ").strip();
        if (printable.length() <= longest) return printable;
        return printable.substring(0, printable.offsetByCodePoints(0, longest / 2)) + "…";
    }
}
