package city.senne.trust.identity;

import java.util.UUID;

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
    record Person(UUID id, String name, boolean isAdministrator, Memberships memberships) implements Viewer {
        /// Somebody who belongs nowhere.
        public Person(UUID id, String name, boolean isAdministrator) {
            this(id, name, isAdministrator, Memberships.NONE);
        }
    }

    /// A program that showed an API key.
    ///
    /// @param name the name that was given to the key
    record Machine(UUID keyId, String name, boolean isAdministrator, Memberships memberships) implements Viewer {
        /// One whose key was made for no organisation.
        public Machine(UUID keyId, String name, boolean isAdministrator) {
            this(keyId, name, isAdministrator, Memberships.NONE);
        }
    }

    /// A program that showed a push key: it may add rows to one dataset, and nothing else.
    ///
    /// @param name the name that was given to the key
    record Pusher(UUID keyId, String name, String dataset) implements Viewer {
        @Override
        public boolean isAdministrator() {
            return false;
        }
    }

    /// The command line on the machine of the server, which may read the home folder anyway.
    record Operator() implements Viewer {
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
