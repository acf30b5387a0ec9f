package city.senne.engine.merkle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {
    private static final int LARGEST = 70;

    private final List<Hash> leaves = new ArrayList<>();
    private final List<Hash> roots = new ArrayList<>(List.of(Hash.OF_NOTHING));
    private final Map<String, Hash> nodes = new HashMap<>();

    MerkleTreeTest() {
        GrowingTree growing = new GrowingTree();
        for (int i = 0; i < LARGEST; i++) {
            Hash leaf = Hash.ofLeaf("entry %d".formatted(i).getBytes(UTF_8));
            leaves.add(leaf);
            growing.append(leaf).forEach(node -> nodes.put(node.level() + "/" + node.index(), node.hash()));
            roots.add(growing.root());
        }
    }

    private MerkleTree tree(int size) {
        return new MerkleTree(size, (level, index) -> Objects.requireNonNull(nodes.get(level + "/" + index)));
    }

    /// The definition of the standard, word by word, slow.
    private static Hash defined(List<Hash> leaves) {
        if (leaves.isEmpty()) return Hash.OF_NOTHING;
        if (leaves.size() == 1) return leaves.getFirst();
        int middle = Integer.highestOneBit(leaves.size() - 1);
        return Hash.ofNode(defined(leaves.subList(0, middle)), defined(leaves.subList(middle, leaves.size())));
    }

    @Test
    void the_root_is_the_one_that_the_standard_defines() {
        assertThat(Hash.OF_NOTHING).hasToString("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(Hash.ofLeaf(new byte[0]))
                .hasToString("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
        for (int size = 0; size <= LARGEST; size++) {
            assertThat(tree(size).root())
                    .isEqualTo(defined(leaves.subList(0, size)))
                    .isEqualTo(roots.get(size));
        }
    }

    @Test
    void every_entry_is_proved_to_stand_where_it_stands_and_nowhere_else() {
        for (int size = 1; size <= LARGEST; size++) {
            for (int index = 0; index < size; index++) {
                List<Hash> proof = tree(size).inclusionProof(index);
                assertThat(Proofs.includes(leaves.get(index), index, size, proof, roots.get(size)))
                        .isTrue();
                int other = (index + 1) % LARGEST;
                assertThat(Proofs.includes(leaves.get(index), other, size, proof, roots.get(size)))
                        .as("entry %d of %d at %d", index, size, other)
                        .isFalse();
                assertThat(Proofs.includes(leaves.get(other), index, size, proof, roots.get(size)))
                        .isFalse();
            }
        }
    }

    @Test
    void a_list_is_proved_to_begin_with_each_shorter_one_and_with_no_other() {
        for (int later = 1; later <= LARGEST; later++) {
            for (int earlier = 1; earlier <= later; earlier++) {
                List<Hash> proof = tree(later).consistencyProof(earlier);
                assertThat(Proofs.isPrefix(earlier, later, proof, roots.get(earlier), roots.get(later)))
                        .isTrue();
                assertThat(Proofs.isPrefix(earlier, later, proof, roots.get(earlier - 1), roots.get(later)))
                        .isFalse();
                assertThat(Proofs.isPrefix(earlier, later, proof, roots.get(earlier), roots.get(later - 1)))
                        .isFalse();
            }
        }
    }

    @Test
    void a_tree_goes_on_growing_from_what_was_kept_of_it() {
        GrowingTree growing = new GrowingTree();
        for (int i = 0; i < LARGEST; i++) {
            growing = new GrowingTree(growing.size(), growing.peaks());
            growing.append(leaves.get(i));
            assertThat(growing.root()).isEqualTo(roots.get(i + 1));
        }
    }

    @Test
    void no_proof_is_made_of_what_is_not_there() {
        assertThatThrownBy(() -> tree(5).inclusionProof(5)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> tree(5).consistencyProof(0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> tree(5).consistencyProof(6)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> new GrowingTree(3, List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
