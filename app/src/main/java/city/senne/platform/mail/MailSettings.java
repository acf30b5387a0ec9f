package city.senne.platform.mail;

import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Which server takes our letters.
///
/// @param host null for none: then nothing is sent
/// @param tls how the way to it is closed
/// @param user null for a server that asks for none
/// @param passwordFile a file that holds the password alone, instead of `password`
/// @param from who the letters come from: `City data <data@example.brussels>`
@ConfigurationProperties("senne.mail")
record MailSettings(
        @Nullable String host,
        @DefaultValue("587") int port,
        @DefaultValue("starttls") Tls tls,
        @Nullable String user,
        @Nullable String password,
        @Nullable Path passwordFile,
        @Nullable String from) {
    enum Tls {
        /// From the first byte on, usually at port 465.
        IMPLICIT,
        /// Begun in the open and then closed; a server that cannot is not used.
        STARTTLS,
        /// Open: for a server on the same machine only.
        NONE
    }

    /// Never shows the password in a log.
    @Override
    public String toString() {
        return "MailSettings[%s:%d %s]".formatted(host, port, tls.name().toLowerCase(Locale.ROOT));
    }
}
