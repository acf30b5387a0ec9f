/// RDF on its way out, in the syntaxes that others read.
@NullMarked
@NamedInterface("rdf")
package city.senne.data.explore.export.rdf;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
