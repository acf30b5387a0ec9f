/// From cells to types: profiles a column, decides its type with a reason, converts each value or says
/// why not.
@NullMarked
package city.senne.engine.delivery.types;

import org.jspecify.annotations.NullMarked;
