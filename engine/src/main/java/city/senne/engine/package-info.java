/// The hard, pure parts of Senne, in plain Java: reading files as they come, the query language, the lake,
/// vector tiles.
@NullMarked
package city.senne.engine;

import org.jspecify.annotations.NullMarked;
