/// What a table is: fields as people see them, columns as they lie in the lake.
@NullMarked
package city.senne.engine.table;

import org.jspecify.annotations.NullMarked;
