package city.senne.platform.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;

/// What an operator shows who has the home folder in hand: see [RunningServer]. New in each process.
public final class OperatorToken {
    private final String value;

    private OperatorToken(String value) {
        this.value = value;
    }

    static OperatorToken random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return new OperatorToken(HexFormat.of().formatHex(bytes));
    }

    String value() {
        return value;
    }

    /// Takes the same time whichever characters are right.
    public boolean matches(String shown) {
        return MessageDigest.isEqual(value.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "operator token";
    }
}
