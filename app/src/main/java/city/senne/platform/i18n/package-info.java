/// What people read, in French, Dutch and English: words, numbers, dates.
@ApplicationModule(displayName = "Languages")
@NullMarked
package city.senne.platform.i18n;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
