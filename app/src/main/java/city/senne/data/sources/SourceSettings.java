package city.senne.data.sources;

import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What sources may be.
///
/// @param folders on the server's disk whose files sources may take over, none but these; none for none
@ConfigurationProperties("senne.sources")
record SourceSettings(@DefaultValue List<Path> folders) {}
