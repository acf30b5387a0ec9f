/// The Merkle tree of RFC 9162, section 2.1: one hash stands for a list of entries, and short proofs show that an entry
/// is in the list, or that a longer list begins with a shorter one.
@NullMarked
package city.senne.engine.merkle;

import org.jspecify.annotations.NullMarked;
