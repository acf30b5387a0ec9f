package city.senne.trust.journal;

import city.senne.platform.store.CannotContinue;
import city.senne.platform.store.OwnerOnly;
import city.senne.platform.store.SenneHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.springframework.stereotype.Component;

/// The key with which this home signs heads of the journal: Ed25519, made at the first start, in a file that only its
/// owner can read.
@Component
class HeadKey {
    private static final String ALGORITHM = "Ed25519";
    private static final int LENGTH = 32;

    /// What X.509 puts before the 32 bytes of a key (RFC 8410).
    private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private final PrivateKey privateKey;
    private final byte[] publicKey;

    HeadKey(SenneHome home) {
        Path file = home.journalKey();
        try {
            if (Files.notExists(file)) make(file);
            List<String> lines = Files.readAllLines(file);
            privateKey = KeyFactory.getInstance(ALGORITHM)
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(lines.getFirst())));
            publicKey = Base64.getDecoder().decode(lines.get(1));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new CannotContinue(
                    "The key of the journal in %s cannot be read. Put it back from a copy, or move it away: the next start makes another, and older heads go on counting."
                            .formatted(file),
                    e);
        }
    }

    private static void make(Path file) throws IOException, GeneralSecurityException {
        KeyPair made = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        byte[] encoded = made.getPublic().getEncoded();
        Base64.Encoder base64 = Base64.getEncoder();
        OwnerOnly.write(
                file,
                base64.encodeToString(made.getPrivate().getEncoded())
                        + "\n"
                        + base64.encodeToString(Arrays.copyOfRange(encoded, encoded.length - LENGTH, encoded.length))
                        + "\n");
    }

    byte[] publicKey() {
        return publicKey.clone();
    }

    byte[] sign(byte[] text) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(privateKey);
            signature.update(text);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java signs with " + ALGORITHM, e);
        }
    }

    static boolean isSigned(byte[] text, byte[] signature, byte[] publicKey) {
        try {
            byte[] encoded = Arrays.copyOf(PREFIX, PREFIX.length + LENGTH);
            System.arraycopy(publicKey, 0, encoded, PREFIX.length, LENGTH);
            Signature judge = Signature.getInstance(ALGORITHM);
            judge.initVerify(KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded)));
            judge.update(text);
            return judge.verify(signature);
        } catch (GeneralSecurityException | IndexOutOfBoundsException notAKey) {
            return false;
        }
    }
}
