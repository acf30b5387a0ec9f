/// Delimited text: its encoding, its dialect, its rows with their line numbers.
@NullMarked
package city.senne.engine.delivery.csv;

import org.jspecify.annotations.NullMarked;
