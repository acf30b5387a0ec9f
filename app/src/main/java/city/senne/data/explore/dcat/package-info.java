/// The catalogue in the words of other catalogues: DCAT, Dublin Core, Project Open Data, RSS.
@NullMarked
@NamedInterface("dcat")
package city.senne.data.explore.dcat;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
