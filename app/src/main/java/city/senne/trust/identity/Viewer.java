package city.senne.trust.identity;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who reads or acts. Every door knows its viewer; whether the viewer may, is for `trust.access` to say.
///
/// A controller takes it as a parameter; other code is handed it, or asks [CurrentViewer].
public sealed interface Viewer {
    Viewer ANONYMOUS = new Anonymous();

    /// How pages and the journal call the viewer; empty for anonymous ones.
    String name();

    /// True for those who may do everything in this installation.
    boolean isAdministrator();

    /// The organisations that the viewer belongs to.
    default Memberships memberships() {
        return Memberships.NONE;
    }

    /// The person whom rules about persons mean; null when there is none.
    default @Nullable UUID person() {
        return null;
    }

    /// What the viewer was limited to when its key was made; null without a limit.
    ///
    /// Its other methods tell then no more than that it reads. [#unlimited()] is for `trust.access`, which
    /// judges both together.
    default @Nullable Scope scope() {
        return null;
    }

    /// The same viewer with all the rights that its scope is a part of.
    default Viewer unlimited() {
        return this;
    }

    /// What is known of the viewer, by keys such as `territory`: rules may name it. Programs have none.
    default Map<String, List<String>> attributes() {
        return Map.of();
    }

    /// For what the viewer reads, as far as it was said. Anonymous viewers say nothing that counts.
    default Purpose purpose() {
        return Purpose.NONE;
    }

    /// The same viewer reading for this.
    default Viewer saying(Purpose purpose) {
        return this;
    }

    /// Somebody who has not said who they are.
    record Anonymous() implements Viewer {
        @Override
        public String name() {
            return "";
        }

        @Override
        public boolean isAdministrator() {
            return false;
        }
    }

    /// Somebody who signed in.
    record Person(
            UUID id,
            String name,
            boolean isAdministrator,
            Memberships memberships,
            Map<String, List<String>> attributes,
            Purpose purpose)
            implements Viewer {
        public Person {
            attributes = Map.copyOf(attributes);
        }

        /// Somebody who has not said for what she reads.
        public Person(
                UUID id,
                String name,
                boolean isAdministrator,
                Memberships memberships,
                Map<String, List<String>> attributes) {
            this(id, name, isAdministrator, memberships, attributes, Purpose.NONE);
        }

        /// Somebody of whom no more is known than where she belongs.
        public Person(UUID id, String name, boolean isAdministrator, Memberships memberships) {
            this(id, name, isAdministrator, memberships, Map.of());
        }

        /// Somebody who belongs nowhere.
        public Person(UUID id, String name, boolean isAdministrator) {
            this(id, name, isAdministrator, Memberships.NONE);
        }

        @Override
        public UUID person() {
            return id;
        }

        @Override
        public Person saying(Purpose said) {
            return new Person(id, name, isAdministrator, memberships, attributes, said);
        }
    }

    /// A program that showed an API key.
    ///
    /// @param name the name that was given to the key
    /// @param rights all that it could do without its scope
    /// @param callsADay how often it may call the API, where that is less than others may; null without it
    record Machine(
            UUID keyId,
            String name,
            Rights rights,
            @Nullable Scope scope,
            @Nullable Long callsADay,
            Purpose purpose) implements Viewer {
        /// A program that does not say for what it reads.
        public Machine(UUID keyId, String name, Rights rights, @Nullable Scope scope, @Nullable Long callsADay) {
            this(keyId, name, rights, scope, callsADay, Purpose.NONE);
        }

        /// @param person for whom the program works; null when it works for nobody in particular
        public record Rights(
                boolean isAdministrator,
                Memberships memberships,
                @Nullable UUID person) {}

        /// Without a scope it administers as its rights say; with one, never.
        @Override
        public boolean isAdministrator() {
            return scope == null && rights.isAdministrator();
        }

        @Override
        public Memberships memberships() {
            return scope == null ? rights.memberships() : rights.memberships().reading();
        }

        @Override
        public @Nullable UUID person() {
            return rights.person();
        }

        @Override
        public Viewer unlimited() {
            return scope == null ? this : new Machine(keyId, name, rights, null, callsADay, purpose);
        }

        @Override
        public Viewer saying(Purpose said) {
            return new Machine(keyId, name, rights, scope, callsADay, said);
        }
    }

    /// A program that showed a push key: it may add rows to one dataset, and nothing else.
    ///
    /// @param name the name that was given to the key
    /// @param maker the person without whose right it opens nothing; null for a key of the command line
    record Pusher(
            UUID keyId,
            String name,
            String dataset,
            @Nullable UUID maker) implements Viewer {
        @Override
        public boolean isAdministrator() {
            return false;
        }
    }

    /// The command line on the machine of the server, which may read the home folder anyway.
    record Operator(Purpose purpose) implements Viewer {
        public Operator() {
            this(Purpose.NONE);
        }

        @Override
        public Viewer saying(Purpose said) {
            return new Operator(said);
        }

        @Override
        public String name() {
            return "operator";
        }

        @Override
        public boolean isAdministrator() {
            return true;
        }
    }
}
