package city.senne.trust.keys;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Tells whose API keys there are and were, for those who are told which key did something.
@Component
public class ListKeys {
    private final ApiKeys keys;

    ListKeys(ApiKeys keys) {
        this.keys = keys;
    }

    /// Revoked ones too.
    public Map<UUID, ApiKey> byId() {
        Map<UUID, ApiKey> all = new HashMap<>();
        keys.list().forEach(key -> all.put(key.id(), key));
        return all;
    }
}
