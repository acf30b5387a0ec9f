/// Vector tiles in Mapbox's format, version 2: where a tile lies, how shapes are drawn in it, how it is written.
@NullMarked
package city.senne.engine.tiles;

import org.jspecify.annotations.NullMarked;
