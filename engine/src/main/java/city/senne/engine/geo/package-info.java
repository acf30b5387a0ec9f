/// Geometries: reference systems, well-known text, repair, order along the Hilbert curve.
@NullMarked
package city.senne.engine.geo;

import org.jspecify.annotations.NullMarked;
