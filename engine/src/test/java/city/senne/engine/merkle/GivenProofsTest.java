package city.senne.engine.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Right and wrong proofs that others made; skipped where they are not at hand.
class GivenProofsTest {
    private static final int GIVEN = 518;

    @Test
    void each_right_proof_is_accepted_and_each_wrong_one_refused() throws IOException {
        Path folder = findFolder();
        assumeTrue(folder != null, "the folder shared/data/given/standards/merkle is absent");
        List<String> misjudged = new ArrayList<>();
        int judged = 0;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                JsonNode given = JsonMapper.shared().readTree(Files.readString(file));
                judged++;
                if (holds(given) == given.path("wantErr").asBoolean()) misjudged.add(file.toString());
            }
        }
        assertThat(misjudged).isEmpty();
        assertThat(judged).isEqualTo(GIVEN);
    }

    private static boolean holds(JsonNode given) {
        List<Hash> proof =
                given.path("proof").valueStream().map(GivenProofsTest::hash).toList();
        boolean isInclusion = given.has("leafIdx");
        if (isInclusion && given.path("leafHash").asString("").isEmpty()) return false; // there is no hash to prove
        Hash first = hash(given.path(isInclusion ? "leafHash" : "root1"));
        Hash root = hash(given.path(isInclusion ? "root" : "root2"));
        if (isInclusion) {
            long start = number(given, "start", "start");
            return Proofs.includes(
                    first,
                    number(given, "leafIdx", "leafIdx") - start,
                    number(given, "end", "treeSize") - start,
                    proof,
                    root);
        }
        return given.has("start")
                ? Proofs.isPart(
                        number(given, "start", "start"),
                        number(given, "end", "end"),
                        number(given, "size", "size"),
                        proof,
                        first,
                        root)
                : Proofs.isPrefix(number(given, "size1", "size1"), number(given, "size2", "size2"), proof, first, root);
    }

    private static long number(JsonNode given, String name, String otherName) {
        BigInteger number = (given.has(name) ? given.path(name) : given.path(otherName)).asBigInteger(BigInteger.ZERO);
        return number.longValue();
    }

    /// Some roots are a few letters, to be compared and no more.
    private static Hash hash(JsonNode text) {
        byte[] bytes = Base64.getDecoder().decode(text.asString(""));
        return bytes.length == Hash.LENGTH ? new Hash(bytes) : Hash.ofLeaf(bytes);
    }

    private static @Nullable Path findFolder() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path found = folder.resolve("shared/data/given/standards/merkle");
            if (Files.isDirectory(found)) return found;
        }
        return null;
    }
}
