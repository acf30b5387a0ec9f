package city.senne.trust.credentials;

import city.senne.platform.store.CannotContinue;
import city.senne.platform.store.OwnerOnly;
import city.senne.platform.store.SenneHome;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/// The key with which what authenticators know is sealed in the database: whoever gets hold of its rows makes no codes
/// of them. AES-256 with GCM, made at the first start, in a file that only its owner can read.
///
/// What is sealed for one person cannot be opened for another: a row that is moved opens nothing.
@Component
class SeedKey {
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int LENGTH = 32;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final byte FORMAT = 1;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec key;

    SeedKey(SenneHome home) {
        Path file = file(home);
        try {
            if (Files.notExists(file)) make(file);
            // A restored file has the rights that the system gives to new ones.
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            byte[] read = Base64.getDecoder().decode(Files.readString(file).strip());
            if (read.length != LENGTH) throw new IllegalArgumentException("Not a key of 256 bits");
            key = new SecretKeySpec(read, "AES");
        } catch (IOException | IllegalArgumentException e) {
            throw new CannotContinue(
                    "The key of the second factors in %s cannot be read. Put it back from a copy or a backup; without it everybody who has a second factor sets it up anew."
                            .formatted(file),
                    e);
        }
    }

    static Path file(SenneHome home) {
        return home.secrets().resolve("second-factors.key");
    }

    private static void make(Path file) throws IOException {
        byte[] made = new byte[LENGTH];
        RANDOM.nextBytes(made);
        Files.createDirectories(file.getParent());
        OwnerOnly.write(file, Base64.getEncoder().encodeToString(made) + "\n");
    }

    /// Its format, a nonce, and the seed with its tag.
    byte[] seal(UUID person, byte[] seed) {
        try {
            byte[] nonce = new byte[NONCE];
            RANDOM.nextBytes(nonce);
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, person, nonce).doFinal(seed);
            return ByteBuffer.allocate(1 + NONCE + sealed.length)
                    .put(FORMAT)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java knows " + CIPHER, e);
        }
    }

    /// Empty when it was sealed with another key or for another person, or was changed.
    Optional<byte[]> open(UUID person, byte[] sealed) {
        if (sealed.length <= 1 + NONCE || sealed[0] != FORMAT) return Optional.empty();
        ByteBuffer read = ByteBuffer.wrap(sealed, 1, sealed.length - 1);
        byte[] nonce = new byte[NONCE];
        read.get(nonce);
        byte[] rest = new byte[read.remaining()];
        read.get(rest);
        try {
            return Optional.of(cipher(Cipher.DECRYPT_MODE, person, nonce).doFinal(rest));
        } catch (AEADBadTagException other) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java knows " + CIPHER, e);
        }
    }

    private Cipher cipher(int mode, UUID person, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(person.toString().getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
