/// Who is asking: a person, a machine with a key, the operator at the machine itself, or nobody we know.
@ApplicationModule(
        displayName = "Identity",
        allowedDependencies = {"platform.web", "platform.i18n", "platform.store"})
@NullMarked
package city.senne.trust.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
