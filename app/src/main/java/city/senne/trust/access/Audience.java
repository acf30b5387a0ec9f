package city.senne.trust.access;

import city.senne.trust.identity.Viewer;
import java.util.Locale;

/// Whom a rule is about.
///
/// @param id of the organisation, the group or the person; empty for the others
public record Audience(Kind kind, String id) {
    public static final Audience EVERYBODY = new Audience(Kind.EVERYBODY, "");

    public enum Kind {
        EVERYBODY,
        /// Whoever signed in or showed a key.
        SIGNED_IN,
        /// Its members, those of its departments, and the programs that hold a key of theirs.
        ORGANISATION,
        /// Who is in it at that moment, and the programs whose keys do a part of what she may.
        GROUP,
        /// She, and the programs whose keys do a part of what she may.
        PERSON;

        /// The name in the database.
        public String apiName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// Throws IllegalArgumentException for any other word.
        public static Kind of(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT));
        }
    }

    public Audience {
        if (id.isEmpty() != (kind == Kind.EVERYBODY || kind == Kind.SIGNED_IN)) {
            throw new IllegalArgumentException("An audience of " + kind + " cannot have the id '" + id + "'");
        }
    }

    boolean includes(Viewer viewer) {
        return switch (kind) {
            case EVERYBODY -> true;
            case SIGNED_IN -> !(viewer instanceof Viewer.Anonymous);
            case ORGANISATION -> viewer.memberships().within().contains(id);
            case GROUP -> viewer.memberships().groups().contains(id);
            case PERSON -> viewer.person() != null && id.equals(viewer.person().toString());
        };
    }
}
