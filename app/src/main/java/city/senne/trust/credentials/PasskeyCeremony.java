package city.senne.trust.credentials;

import city.senne.platform.web.AskedAddress;
import city.senne.trust.identity.People;
import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.util.exception.WebAuthnException;
import com.webauthn4j.verifier.exception.MaliciousCounterValueException;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What browsers and we say to each other about passkeys (W3C Web Authentication, level 3). The person
/// is always verified by her device (its PIN, a finger, a face): a passkey is what she has, and with
/// that what she knows or is.
///
/// A passkey is bound to the host under which people reach us ([AskedAddress]), and signs for that
/// origin alone.
public final class PasskeyCeremony {
    private static final Logger log = LoggerFactory.getLogger(PasskeyCeremony.class);
    /// Longer than any browser sends.
    private static final int LONGEST_ANSWER = 20_000;

    private static final List<PublicKeyCredentialParameters> KEYS =
            List.of(COSEAlgorithmIdentifier.ES256, COSEAlgorithmIdentifier.EdDSA, COSEAlgorithmIdentifier.RS256)
                    .stream()
                    .map(each -> new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, each))
                    .toList();

    private static final ObjectConverter CONVERTER = new ObjectConverter();
    /// Which make a device is does not matter to us, so that it is not asked to prove it.
    private static final WebAuthnManager MANAGER = WebAuthnManager.createNonStrictWebAuthnManager(CONVERTER);

    private static final AttestedCredentialDataConverter CREDENTIALS = new AttestedCredentialDataConverter(CONVERTER);
    private static final JsonMapper JSON = JsonMapper.shared();

    private PasskeyCeremony() {}

    /// What a browser says that a passkey signed.
    ///
    /// @param handle whose the passkey says that it is; null when it does not say
    public record Answer(byte[] credentialId, byte @Nullable [] handle, AuthenticationData data) {}

    /// What came of the answer of a passkey that we know.
    sealed interface Checked {
        record Signed(long signCount, boolean isBackedUp) implements Checked {}

        /// The signature is right, and the passkey says that it signed less often than it did: there
        /// are two of it.
        record CountedBack() implements Checked {}

        record Wrong() implements Checked {}
    }

    /// Whether browsers know passkeys at the address under which this was asked: not without https, but
    /// on this very machine, and not by a number.
    public static boolean isPossible(HttpServletRequest request) {
        String host = host(request);
        boolean isName = !host.contains(":") && !host.matches("[0-9.]+");
        return isName && (request.isSecure() || host.equals("localhost") || host.endsWith(".localhost"));
    }

    /// What a browser needs to make one, as JSON.
    ///
    /// @param known those that she has, so that a device makes no second one
    static String creation(
            HttpServletRequest request, String site, People.Account person, byte[] challenge, List<byte[]> known) {
        return JSON.writeValueAsString(Map.of(
                "challenge",
                text(challenge),
                "rp",
                Map.of("id", host(request), "name", site),
                "user",
                Map.of("id", text(handle(person.id())), "name", person.login(), "displayName", person.name()),
                "pubKeyCredParams",
                KEYS.stream()
                        .map(each -> Map.of(
                                "type", "public-key", "alg", each.getAlg().getValue()))
                        .toList(),
                "excludeCredentials",
                described(known),
                "authenticatorSelection",
                Map.of("residentKey", "required", "requireResidentKey", true, "userVerification", "required"),
                "attestation",
                "none",
                "timeout",
                PasskeyChallenges.VALID.toMillis()));
    }

    /// What a browser needs to have one sign, as JSON.
    ///
    /// @param allowed empty when nobody knows yet who signs
    static String request(HttpServletRequest request, byte[] challenge, List<byte[]> allowed) {
        return JSON.writeValueAsString(Map.of(
                "challenge",
                text(challenge),
                "rpId",
                host(request),
                "allowCredentials",
                described(allowed),
                "userVerification",
                "required",
                "timeout",
                PasskeyChallenges.VALID.toMillis()));
    }

    /// A passkey as the browser made it; empty when it is not what was asked for.
    static Optional<Passkeys.Made> made(String answer, byte[] challenge, HttpServletRequest request) {
        if (answer.length() > LONGEST_ANSWER) return Optional.empty();
        try {
            RegistrationData data = MANAGER.parseRegistrationResponseJSON(answer);
            MANAGER.verify(data, new RegistrationParameters(server(challenge, request), KEYS, true, true));
            AuthenticatorData<?> said =
                    Objects.requireNonNull(data.getAttestationObject()).getAuthenticatorData();
            AttestedCredentialData credential = Objects.requireNonNull(said.getAttestedCredentialData());
            return Optional.of(new Passkeys.Made(
                    credential.getCredentialId(),
                    CREDENTIALS.convert(credential),
                    said.getSignCount(),
                    said.isFlagBE(),
                    said.isFlagBS()));
        } catch (WebAuthnException | JacksonException | IllegalArgumentException | NullPointerException e) {
            return refused(e);
        }
    }

    /// What a browser says that a passkey signed. Nothing of it is checked yet.
    @SuppressWarnings("NullAway") // webauthn4j says of the bytes what it means of the array
    public static Optional<Answer> read(String answer) {
        if (answer.length() > LONGEST_ANSWER) return Optional.empty();
        try {
            AuthenticationData data = MANAGER.parseAuthenticationResponseJSON(answer);
            if (data.getCredentialId() == null) return Optional.empty();
            return Optional.of(new Answer(data.getCredentialId(), data.getUserHandle(), data));
        } catch (WebAuthnException | JacksonException | IllegalArgumentException | NullPointerException e) {
            return refused(e);
        }
    }

    /// Whether this passkey signed this challenge, for this host, after it verified its person.
    static Checked check(Answer answer, Passkeys.Kept kept, byte[] challenge, HttpServletRequest request) {
        CredentialRecordImpl record = new CredentialRecordImpl(
                new NoneAttestationStatement(),
                true,
                kept.isBackupEligible(),
                kept.isBackedUp(),
                kept.signCount(),
                CREDENTIALS.convert(ByteBuffer.wrap(kept.credential())),
                null,
                null,
                null,
                null);
        try {
            MANAGER.verify(
                    answer.data(), new AuthenticationParameters(server(challenge, request), record, null, true, true));
        } catch (MaliciousCounterValueException e) {
            return new Checked.CountedBack();
        } catch (WebAuthnException | JacksonException | IllegalArgumentException | NullPointerException e) {
            log.debug("A passkey was refused", e);
            return new Checked.Wrong();
        }
        AuthenticatorData<?> said = Objects.requireNonNull(answer.data().getAuthenticatorData());
        return new Checked.Signed(said.getSignCount(), said.isFlagBS());
    }

    /// Whose a passkey says that it is. Her id, which tells nothing of her.
    static byte[] handle(UUID person) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(person.getMostSignificantBits())
                .putLong(person.getLeastSignificantBits())
                .array();
    }

    public static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// Whoever sends something else than a browser does learns nothing, and neither does the log.
    private static <T> Optional<T> refused(RuntimeException why) {
        log.debug("What came from a browser is no passkey", why);
        return Optional.empty();
    }

    private static List<Map<String, String>> described(List<byte[]> credentialIds) {
        return credentialIds.stream()
                .map(each -> Map.of("type", "public-key", "id", text(each)))
                .toList();
    }

    private static ServerProperty server(byte[] challenge, HttpServletRequest request) {
        return ServerProperty.builder()
                .origin(Origin.create(AskedAddress.origin(request)))
                .rpId(host(request))
                .challenge(new DefaultChallenge(challenge))
                .build();
    }

    private static String host(HttpServletRequest request) {
        return Objects.requireNonNullElse(
                URI.create(AskedAddress.origin(request)).getHost(), "");
    }
}
