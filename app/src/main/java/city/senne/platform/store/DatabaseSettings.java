package city.senne.platform.store;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// The PostgreSQL to use instead of the embedded one.
///
/// @param url `postgresql://user:password@host:5432/database`; none means the embedded PostgreSQL
/// @param user where the address names none
/// @param password where the address names none
@ConfigurationProperties("senne.database")
record DatabaseSettings(
        @Nullable String url,
        @Nullable String user,
        @Nullable String password) {}
