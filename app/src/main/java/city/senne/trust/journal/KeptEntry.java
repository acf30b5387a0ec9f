package city.senne.trust.journal;

import city.senne.engine.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// An entry as the journal keeps it.
///
/// @param sequence its place, from 0
/// @param kind as in [Kind#apiName]; one that this version of Senne does not know is shown as it is
/// @param commitments for each thing about a person the SHA-256 of its salt and itself, in hexadecimal digits
/// @param personal those of them that were not erased
public record KeptEntry(
        long sequence,
        Instant at,
        String kind,
        String actor,
        @Nullable String dataset,
        SortedMap<String, String> details,
        SortedMap<String, String> commitments,
        Map<String, String> personal) {

    /// What the tree is made of: the entry without its place, which is that of its leaf, and without personal data, as
    /// JSON in the one way of writing it that RFC 8785 leaves.
    String canonical() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("actor", actor);
        all.put("at", at.toString());
        all.put("commitments", commitments);
        all.put("dataset", dataset);
        all.put("details", details);
        all.put("kind", kind);
        return JsonMapper.shared().writeValueAsString(all);
    }

    Hash leaf() {
        return Hash.ofLeaf(canonical().getBytes(StandardCharsets.UTF_8));
    }

    boolean isErased(String name) {
        return commitments.containsKey(name) && !personal.containsKey(name);
    }

    /// What the journal keeps in the place of something about a person. Without the salt nobody can try values.
    static Hash commitment(byte[] salt, String value) {
        return Hash.of(salt, value.getBytes(StandardCharsets.UTF_8));
    }
}
