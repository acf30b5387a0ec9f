package city.senne.engine.merkle;

import java.util.Iterator;
import java.util.List;

/// Judges proofs that somebody else made; wrong ones are answered, not thrown. Sizes and positions may be any numbers.
public final class Proofs {
    private Proofs() {}

    /// Whether the entry with this leaf hash stands at this position of the list with this root (RFC 9162, 2.1.3.2).
    public static boolean includes(Hash leaf, long index, long size, List<Hash> proof, Hash root) {
        if (index < 0 || index >= size) return false;
        long at = index;
        long last = size - 1;
        Hash hash = leaf;
        for (Hash beside : proof) {
            if (last == 0) return false;
            if (isOdd(at) || at == last) {
                hash = Hash.ofNode(beside, hash);
                while (!isOdd(at) && at != 0) {
                    at >>= 1;
                    last >>= 1;
                }
            } else {
                hash = Hash.ofNode(hash, beside);
            }
            at >>= 1;
            last >>= 1;
        }
        return last == 0 && hash.equals(root);
    }

    /// Whether the list with the later root begins with the one with the earlier root (RFC 9162, 2.1.4.2). Of an empty
    /// list nothing is proved.
    public static boolean isPrefix(
            long earlierSize, long laterSize, List<Hash> proof, Hash earlierRoot, Hash laterRoot) {
        return earlierSize > 0 && isPart(0, earlierSize, laterSize, proof, earlierRoot, laterRoot);
    }

    /// Whether the entries from `start` up to, not including, `end` of the list with this root are those of the tree
    /// with the root `part`. A part must begin at a multiple of the power of two that spans it, as the subtrees of
    /// Merkle Tree Certificates do. Nothing is part of every list.
    public static boolean isPart(long start, long end, long size, List<Hash> proof, Hash part, Hash root) {
        if (start < 0 || end < start || end > size || !isAligned(start, end)) return false;
        if (start == end) return proof.isEmpty() && part.equals(Hash.OF_NOTHING);
        long first = start;
        long at = end - 1;
        long last = size - 1;
        while (at == last ? first != at : first != at && isOdd(at)) {
            first >>= 1;
            at >>= 1;
            last >>= 1;
        }
        Iterator<Hash> rest = proof.iterator();
        if (first != at && !rest.hasNext()) return false;
        Hash partHash = first == at ? part : rest.next();
        Hash hash = partHash;
        while (rest.hasNext()) {
            Hash beside = rest.next();
            if (last == 0) return false;
            if (isOdd(at) || at == last) {
                if (first < at) partHash = Hash.ofNode(beside, partHash);
                hash = Hash.ofNode(beside, hash);
                while (!isOdd(at) && at != 0) {
                    first >>= 1;
                    at >>= 1;
                    last >>= 1;
                }
            } else {
                hash = Hash.ofNode(hash, beside);
            }
            first >>= 1;
            at >>= 1;
            last >>= 1;
        }
        return last == 0 && partHash.equals(part) && hash.equals(root);
    }

    private static boolean isAligned(long start, long end) {
        if (start == 0 || start == end) return true;
        long width = end - start;
        long span = width == 1 ? 1 : Long.highestOneBit(width - 1) << 1;
        return start % span == 0;
    }

    private static boolean isOdd(long number) {
        return (number & 1) == 1;
    }
}
