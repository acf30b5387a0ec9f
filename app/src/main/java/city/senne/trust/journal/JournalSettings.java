package city.senne.trust.journal;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How the journal is signed, and how long it knows people.
///
/// @param signEvery how often its head is signed, when it grew
/// @param heads a file elsewhere to which signed heads are added, one per line; null for none
/// @param personalDays after how many days what it says about people is erased; 0 for never
@ConfigurationProperties("senne.journal")
record JournalSettings(
        @DefaultValue("1m") Duration signEvery,
        @Nullable Path heads,
        @DefaultValue("0") int personalDays) {}
