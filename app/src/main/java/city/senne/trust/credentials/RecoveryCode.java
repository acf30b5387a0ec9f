package city.senne.trust.credentials;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;

/// Codes that a person keeps on paper for the day on which her authenticator is lost: 140 random bits each, in letters
/// and digits that nobody confuses.
final class RecoveryCode {
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz023456789";
    private static final int COUNT = 10;
    private static final int LENGTH = 28;
    private static final SecureRandom RANDOM = new SecureRandom();

    private RecoveryCode() {}

    /// `abcd-efgh-jkmn-pqrs-tuvw-xyz2-3456`, ten times.
    static List<String> newCodes() {
        return Stream.generate(RecoveryCode::newCode).limit(COUNT).toList();
    }

    static byte[] hash(UUID person, String code) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(person.toString().getBytes(StandardCharsets.UTF_8));
            String plain = code.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
            return digest.digest(plain.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String newCode() {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            if (i > 0 && i % 4 == 0) code.append('-');
            code.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return code.toString();
    }
}
