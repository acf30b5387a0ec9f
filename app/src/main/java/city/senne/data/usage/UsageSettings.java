package city.senne.data.usage;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How long counts of calls are kept.
///
/// @param days for how many days counts are kept one by one; the totals of datasets stay
@ConfigurationProperties("senne.usage")
public record UsageSettings(@DefaultValue("400") int days) {}
