/// A city that does not exist, with data to try everything on.
@NullMarked
@ApplicationModule(allowedDependencies = {"platform.store", "trust.identity", "data.ingest", "data.catalog"})
package city.senne.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
