/// The catalogue in the words of other catalogues: DCAT, Dublin Core, Project Open Data, RSS.
@NullMarked
package city.senne.data.explore.dcat;

import org.jspecify.annotations.NullMarked;
