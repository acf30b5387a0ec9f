/// Measurements side by side with the peers; never shipped.
@NullMarked
package city.senne.benchmarks;

import org.jspecify.annotations.NullMarked;
