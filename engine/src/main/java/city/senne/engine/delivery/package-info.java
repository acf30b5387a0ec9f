/// A file as it was delivered, on its way to a table: read, judged, converted; every decision and every
/// refusal has a
/// reason.
@NullMarked
package city.senne.engine.delivery;

import org.jspecify.annotations.NullMarked;
