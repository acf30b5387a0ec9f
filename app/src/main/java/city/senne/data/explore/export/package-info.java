/// Rows as files: every format in which data is taken away, written as the rows come, holding none of them.
@NullMarked
@NamedInterface("export")
package city.senne.data.explore.export;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
