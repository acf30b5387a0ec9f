package city.senne.trust.keys;

import city.senne.trust.identity.Scope;
import city.senne.trust.identity.Viewer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something happened to a key. It is announced within the transaction in which it happens.
public sealed interface KeyEvent {
    /// @param scope null for a key that has none
    record Created(
            Viewer by, UUID key, String name, @Nullable Scope scope, String purpose) implements KeyEvent {
        /// What the key is limited to, for the journal; empty for a key without a scope.
        public String limits() {
            return scope == null ? "" : scope.told();
        }
    }

    record Revoked(Viewer by, UUID key) implements KeyEvent {}

    /// A key ended because of what happened to its maker.
    ///
    /// @param by whose act it was that ended it
    record Ended(Viewer by, UUID key, String name, String organisation, ApiKey.End because) implements KeyEvent {}
}
