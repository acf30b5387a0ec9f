/// The query language: text to tree, tree bound to the fields a caller may see, bound tree to SQL with
/// parameters.
@NullMarked
package city.senne.engine.odsql;

import org.jspecify.annotations.NullMarked;
