package city.senne.trust.identity;

import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Makes a key worthless from this moment on.
@Service
public class RevokeKey {
    private final ApiKeys keys;

    RevokeKey(ApiKeys keys) {
        this.keys = keys;
    }

    public enum Outcome {
        REVOKED,
        /// There is no such key, or it was revoked before.
        UNKNOWN,
        NOT_ALLOWED
    }

    @Transactional
    public Outcome revoke(Viewer viewer, UUID key) {
        if (!viewer.isAdministrator()) return Outcome.NOT_ALLOWED;
        return keys.revoke(key) ? Outcome.REVOKED : Outcome.UNKNOWN;
    }
}
