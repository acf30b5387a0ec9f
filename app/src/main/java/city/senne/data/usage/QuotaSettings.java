package city.senne.data.usage;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How many calls of the API each caller may make from one midnight (UTC) to the next; 0 means as many as she likes.
///
/// @param anonymous from one address without a key
/// @param key with one API key, or by one person who signed in
@ConfigurationProperties("senne.quota")
public record QuotaSettings(
        @DefaultValue("50000") long anonymous,
        @DefaultValue("500000") long key) {}
