package city.senne.platform.mail;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// An address that letters can be sent to, as people write it.
public final class MailAddress {
    private static final int LONGEST = 200;

    /// One that servers out there have, and not all that RFC 5322 permits: no quotes, no comments, a host with a point.
    private static final Pattern ADDRESS = Pattern.compile(
            "[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]+(\\.[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]+)*@"
                    + "([\\p{L}\\p{N}]([\\p{L}\\p{N}-]*[\\p{L}\\p{N}])?\\.)+[\\p{L}\\p{N}]([\\p{L}\\p{N}-]*[\\p{L}\\p{N}])");

    private MailAddress() {}

    /// The address in small letters; empty when what was written is none.
    public static Optional<String> find(String written) {
        String plain = written.strip().toLowerCase(Locale.ROOT);
        return plain.length() <= LONGEST && ADDRESS.matcher(plain).matches() ? Optional.of(plain) : Optional.empty();
    }
}
