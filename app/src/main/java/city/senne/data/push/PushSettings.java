package city.senne.data.push;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// How rows are taken in.
///
/// @param every how long rows that were pushed wait for others with which they become one version
/// @param maxSize the largest push that is taken
@ConfigurationProperties("senne.push")
public record PushSettings(
        @DefaultValue("5s") Duration every,
        @DefaultValue("5MB") DataSize maxSize) {}
