package city.senne.engine.merkle;

import java.util.ArrayList;
import java.util.List;

/// A tree while entries are added to it. It remembers only the roots of its whole subtrees, one for each bit that is
/// set in its size: some sixty hashes at most, however many entries there are.
public final class GrowingTree {
    private final List<Hash> peaks;
    private long size;

    public GrowingTree() {
        this(0, List.of());
    }

    /// Goes on with a tree.
    ///
    /// @param peaks what [#peaks] answered at this size
    public GrowingTree(long size, List<Hash> peaks) {
        if (size < 0 || Long.bitCount(size) != peaks.size()) {
            throw new IllegalArgumentException(
                    "A tree of %d entries has %d peaks, not %d".formatted(size, Long.bitCount(size), peaks.size()));
        }
        this.size = size;
        this.peaks = new ArrayList<>(peaks);
    }

    /// A whole subtree.
    ///
    /// @param level 0 for an entry, 1 for two of them, 2 for four …
    /// @param index how many of this level stand before it
    public record Node(int level, long index, Hash hash) {}

    /// Adds an entry by its leaf hash.
    ///
    /// @return the subtrees that are whole from now on, the entry itself first
    public List<Node> append(Hash leaf) {
        List<Node> whole = new ArrayList<>();
        whole.add(new Node(0, size, leaf));
        Hash hash = leaf;
        long index = size;
        for (int level = 1; (index & 1) == 1; level++) {
            hash = Hash.ofNode(peaks.removeLast(), hash);
            index >>= 1;
            whole.add(new Node(level, index, hash));
        }
        peaks.add(hash);
        size++;
        return whole;
    }

    public long size() {
        return size;
    }

    /// The roots of its whole subtrees, the largest first.
    public List<Hash> peaks() {
        return List.copyOf(peaks);
    }

    public Hash root() {
        if (peaks.isEmpty()) return Hash.OF_NOTHING;
        Hash root = peaks.getLast();
        for (int i = peaks.size() - 2; i >= 0; i--) root = Hash.ofNode(peaks.get(i), root);
        return root;
    }
}
