package city.senne.platform.store;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// Where a PostgreSQL is and as whom to enter it.
///
/// @param url `jdbc:postgresql://host:port/database`, without user and password
record DatabaseAddress(String url, String user, String password) {
    private static final String SCHEME = "postgresql://";

    /// Reads `postgresql://user:password@host:port/database` or the same with `jdbc:` before it.
    /// A user or password given apart is used where the address names none.
    ///
    /// @throws CannotContinue when the address is not one of PostgreSQL
    static DatabaseAddress parse(String address, @Nullable String user, @Nullable String password) {
        String plain = address.strip();
        plain = plain.startsWith("jdbc:") ? plain.substring("jdbc:".length()) : plain;
        plain = plain.startsWith("postgres://") ? SCHEME + plain.substring("postgres://".length()) : plain;
        try {
            URI uri = new URI(plain);
            if (!plain.startsWith(SCHEME) || uri.getRawAuthority() == null) {
                throw notAnAddress();
            }
            String authority = uri.getRawAuthority();
            int at = authority.lastIndexOf('@');
            String[] login = at < 0 ? new String[0] : authority.substring(0, at).split(":", 2);
            String place = authority.substring(at + 1) + (uri.getRawPath() == null ? "" : uri.getRawPath());
            String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            return new DatabaseAddress(
                    "jdbc:" + SCHEME + place + query,
                    login.length > 0 ? decode(login[0]) : orEmpty(user),
                    login.length > 1 ? decode(login[1]) : orEmpty(password));
        } catch (URISyntaxException e) {
            throw notAnAddress();
        }
    }

    Connection connect() throws SQLException {
        Properties login = new Properties();
        if (!user.isEmpty()) {
            login.setProperty("user", user);
        }
        if (!password.isEmpty()) {
            login.setProperty("password", password);
        }
        return DriverManager.getConnection(url, login);
    }

    /// Never shows the password.
    @Override
    public String toString() {
        return user.isEmpty() ? url : url + " as " + user;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static CannotContinue notAnAddress() {
        // The address is not repeated: it may hold a password, and this sentence may end up in a log.
        return new CannotContinue("The database address must look like postgresql://user:password@host:5432/database.");
    }
}
