package city.senne.platform.store;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// Where things are kept.
///
/// @param home the home folder
@ConfigurationProperties("senne")
record StoreSettings(Path home) {}
