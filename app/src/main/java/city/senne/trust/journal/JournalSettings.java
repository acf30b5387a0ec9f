package city.senne.trust.journal;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How the journal is signed.
///
/// @param signEvery how often its head is signed, when it grew
/// @param heads a file elsewhere to which signed heads are added, one per line; null for none
@ConfigurationProperties("senne.journal")
record JournalSettings(
        @DefaultValue("1m") Duration signEvery, @Nullable Path heads) {}
