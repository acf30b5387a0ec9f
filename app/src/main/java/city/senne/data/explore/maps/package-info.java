/// How places look on maps, for the maps of the pages and those of other programs alike.
@NullMarked
@NamedInterface("maps")
package city.senne.data.explore.maps;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
