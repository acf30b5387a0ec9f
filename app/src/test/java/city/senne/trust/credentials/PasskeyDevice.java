package city.senne.trust.credentials;

import static java.nio.charset.StandardCharsets.UTF_8;

import city.senne.trust.identity.Secret;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a phone does with a passkey, and the browser with what it says. Each part can be made to lie.
final class PasskeyDevice {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int PRESENT = 0x01;
    private static final int VERIFIED = 0x04;
    private static final int WITH_KEY = 0x40;

    /// Under which the browser sees the page.
    String origin;

    /// Whether it asks for a finger or a code before it signs.
    boolean verifies = true;

    int signed = 0;
    byte[] credentialId = Secret.random("").text().getBytes(UTF_8);
    byte[] handle = {};

    private final KeyPair keys;

    PasskeyDevice(String origin) throws Exception {
        this.origin = origin;
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        this.keys = generator.generateKeyPair();
    }

    /// Makes a passkey; what the browser sends.
    String make(String options) throws Exception {
        JsonNode asked = JSON.readTree(options);
        handle = bytes(asked.at("/user/id").asString());
        byte[] said = said(asked.at("/rp/id").asString(), true);
        ByteArrayOutputStream attestation = new ByteArrayOutputStream();
        attestation.write(0xA3);
        attestation.writeBytes(word("fmt"));
        attestation.writeBytes(word("none"));
        attestation.writeBytes(word("attStmt"));
        attestation.write(0xA0);
        attestation.writeBytes(word("authData"));
        attestation.write(0x59);
        attestation.writeBytes(
                ByteBuffer.allocate(2).putShort((short) said.length).array());
        attestation.writeBytes(said);
        return answer(Map.of(
                "clientDataJSON",
                text(client("webauthn.create", asked)),
                "attestationObject",
                text(attestation.toByteArray())));
    }

    /// Signs; what the browser sends.
    String sign(String options) throws Exception {
        JsonNode asked = JSON.readTree(options);
        signed++;
        byte[] said = said(asked.at("/rpId").asString(), false);
        byte[] client = client("webauthn.get", asked);
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign((PrivateKey) keys.getPrivate());
        signature.update(said);
        signature.update(sha256(client));
        return answer(Map.of(
                "clientDataJSON",
                text(client),
                "authenticatorData",
                text(said),
                "signature",
                text(signature.sign()),
                "userHandle",
                text(handle)));
    }

    private String answer(Map<String, String> response) {
        return JSON.writeValueAsString(Map.of(
                "id",
                text(credentialId),
                "rawId",
                text(credentialId),
                "type",
                "public-key",
                "response",
                response,
                "clientExtensionResults",
                Map.of()));
    }

    private byte[] client(String type, JsonNode asked) {
        return JSON.writeValueAsBytes(Map.of(
                "type", type, "challenge", asked.at("/challenge").asString(), "origin", origin, "crossOrigin", false));
    }

    private byte[] said(String host, boolean withKey) throws Exception {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        said.writeBytes(sha256(host.getBytes(UTF_8)));
        said.write(PRESENT | (verifies ? VERIFIED : 0) | (withKey ? WITH_KEY : 0));
        said.writeBytes(ByteBuffer.allocate(4).putInt(signed).array());
        if (withKey) {
            said.writeBytes(new byte[16]);
            said.writeBytes(
                    ByteBuffer.allocate(2).putShort((short) credentialId.length).array());
            said.writeBytes(credentialId);
            said.writeBytes(publicKey());
        }
        return said.toByteArray();
    }

    /// In COSE: an elliptic curve, ES256, P-256, x and y.
    private byte[] publicKey() {
        ECPublicKey key = (ECPublicKey) keys.getPublic();
        ByteArrayOutputStream cose = new ByteArrayOutputStream();
        cose.writeBytes(new byte[] {(byte) 0xA5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32});
        cose.writeBytes(number(key.getW().getAffineX().toByteArray()));
        cose.writeBytes(new byte[] {0x22, 0x58, 32});
        cose.writeBytes(number(key.getW().getAffineY().toByteArray()));
        return cose.toByteArray();
    }

    private static byte[] number(byte[] signed) {
        byte[] number = new byte[32];
        byte[] bare = signed.length > 32 ? Arrays.copyOfRange(signed, signed.length - 32, signed.length) : signed;
        System.arraycopy(bare, 0, number, 32 - bare.length, bare.length);
        return number;
    }

    /// A short text in CBOR.
    private static byte[] word(String text) {
        byte[] letters = text.getBytes(UTF_8);
        return ByteBuffer.allocate(letters.length + 1)
                .put((byte) (0x60 + letters.length))
                .put(letters)
                .array();
    }

    private static byte[] sha256(byte[] bytes) throws Exception {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }

    private static byte[] bytes(String text) {
        return Base64.getUrlDecoder().decode(text);
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
