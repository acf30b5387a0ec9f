/// Who is asking: a person, a machine with a key, the operator at the machine itself, or nobody we know.
@ApplicationModule(displayName = "Identity")
@NullMarked
package city.senne.trust.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
