package city.senne.trust.journal;

import city.senne.engine.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What was signed of the tree at some time: whoever keeps it can later show that what the journal then held was
/// changed.
///
/// @param size how many entries there were
/// @param publicKey of the one who signed: Ed25519, 32 bytes
/// @param signature of [#text]
public record TreeHead(long size, Hash root, Instant at, byte[] publicKey, byte[] signature) {

    /// What is signed: these lines in UTF-8.
    static String text(long size, Hash root, Instant at) {
        return "Senne journal\n%d\n%s\n%s\n".formatted(size, root, at);
    }

    boolean isSigned() {
        return HeadKey.isSigned(text(size, root, at).getBytes(StandardCharsets.UTF_8), signature, publicKey);
    }

    /// One line of JSON.
    public String line() {
        return JsonMapper.shared()
                .createObjectNode()
                .put("size", size)
                .put("root", root.toString())
                .put("at", at.toString())
                .put("publicKey", Base64.getEncoder().encodeToString(publicKey))
                .put("signature", Base64.getEncoder().encodeToString(signature))
                .toString();
    }

    /// What [#line] wrote; throws IllegalArgumentException for anything else.
    static TreeHead parse(String line) {
        try {
            JsonNode read = JsonMapper.shared().readTree(line);
            return new TreeHead(
                    read.required("size").asLong(),
                    Hash.parse(read.required("root").asString()),
                    Instant.parse(read.required("at").asString()),
                    Base64.getDecoder().decode(read.required("publicKey").asString()),
                    Base64.getDecoder().decode(read.required("signature").asString()));
        } catch (JacksonException | java.time.DateTimeException e) {
            throw new IllegalArgumentException("Not a head of the journal: " + line, e);
        }
    }
}
