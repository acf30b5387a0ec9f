package city.senne.engine.merkle;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// A tree of so many entries, read from the hashes of its whole subtrees. Root and proofs ask for a few of them for
/// each doubling of its size.
public final class MerkleTree {
    private final long size;
    private final Nodes nodes;

    /// @param nodes holds at least every whole subtree of the first entries, as [GrowingTree#append] answers them
    public MerkleTree(long size, Nodes nodes) {
        if (size < 0) throw new IllegalArgumentException("A tree has no %d entries".formatted(size));
        this.size = size;
        this.nodes = nodes;
    }

    /// Where the hashes of whole subtrees are kept.
    @FunctionalInterface
    public interface Nodes {
        /// Of the entries from `index << level` up to, not including, `(index + 1) << level`.
        Hash node(int level, long index);
    }

    public Hash root() {
        return size == 0 ? Hash.OF_NOTHING : hash(0, size);
    }

    /// What [Proofs#includes] needs beside the entry: the hashes beside its way to the root, from the leaf upwards
    /// (RFC 9162, 2.1.3.1). Throws IndexOutOfBoundsException when there is no such entry.
    public List<Hash> inclusionProof(long index) {
        Objects.checkIndex(index, size);
        List<Hash> proof = new ArrayList<>();
        includeProof(index, 0, size, proof);
        return proof;
    }

    private void includeProof(long index, long start, long end, List<Hash> proof) {
        if (end - start == 1) return;
        long middle = start + split(end - start);
        if (index < middle) {
            includeProof(index, start, middle, proof);
            proof.add(hash(middle, end));
        } else {
            includeProof(index, middle, end, proof);
            proof.add(hash(start, middle));
        }
    }

    /// What [Proofs#isPrefix] needs beside the two roots (RFC 9162, 2.1.4.1). Throws IndexOutOfBoundsException unless
    /// the earlier tree had entries, and at most as many.
    ///
    /// @param earlier the size of the earlier tree
    public List<Hash> consistencyProof(long earlier) {
        Objects.checkIndex(earlier - 1, size);
        List<Hash> proof = new ArrayList<>();
        prefixProof(earlier, 0, size, true, proof);
        return proof;
    }

    private void prefixProof(long earlier, long start, long end, boolean isKnown, List<Hash> proof) {
        if (earlier == end) {
            if (!isKnown) proof.add(hash(start, end));
            return;
        }
        long middle = start + split(end - start);
        if (earlier <= middle) {
            prefixProof(earlier, start, middle, isKnown, proof);
            proof.add(hash(middle, end));
        } else {
            prefixProof(earlier, middle, end, false, proof);
            proof.add(hash(start, middle));
        }
    }

    private Hash hash(long start, long end) {
        long width = end - start;
        if (Long.bitCount(width) == 1) {
            int level = Long.numberOfTrailingZeros(width);
            return nodes.node(level, start >> level);
        }
        long middle = start + split(width);
        return Hash.ofNode(hash(start, middle), hash(middle, end));
    }

    /// The largest power of two that is smaller.
    private static long split(long width) {
        return Long.highestOneBit(width - 1);
    }
}
