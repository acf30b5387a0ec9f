package city.senne.data.ingest;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// How files are taken in.
///
/// @param maxFileSize the largest file that is taken, as delivered
/// @param maxRejectedShare a delivery with a larger share of rejected rows is refused, unless it says otherwise
/// @param memory what DuckDB may use while it writes a version; the rest goes to disk
/// @param privateAddresses whether files may be fetched from addresses inside the city's own network
/// @param ports from which files may be fetched
/// @param hosts from which files may be fetched: `data.example.brussels`, or `*.brussels` for all below; none for all
/// @param fetchTimeout how long the fetching of a file may take
/// @param fetchers how many files are fetched at the same time
/// @param readers how many deliveries are read at the same time
@ConfigurationProperties("senne.ingest")
public record IngestSettings(
        @DefaultValue("10GB") DataSize maxFileSize,
        @DefaultValue("0.1") double maxRejectedShare,
        @DefaultValue("1GB") String memory,
        @DefaultValue("false") boolean privateAddresses,
        @DefaultValue({"80", "443", "8080", "8443"}) List<Integer> ports,
        @DefaultValue List<String> hosts,
        @DefaultValue("30m") Duration fetchTimeout,
        @DefaultValue("2") int fetchers,
        @DefaultValue("1") int readers) {}
