package city.senne.trust.identity;

import city.senne.platform.store.CannotContinue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What the operator asks of people who sign in.
///
/// @param secondFactorRequired whether administrators and stewards have their rights only with a second
///     factor or a passkey
/// @param sessionIdle after how long without use somebody has to sign in again; in any case after seven days
/// @param longestKey after how long at the latest a key of a program opens nothing any more
/// @param attemptsFromAddress how many wrong passwords, codes, links and keys may come from one address in ten
///     minutes
/// @param providers of OpenID Connect, by short names
@ConfigurationProperties("senne.identity")
public record IdentitySettings(
        @DefaultValue("false") boolean secondFactorRequired,
        @DefaultValue("12h") Duration sessionIdle,
        @DefaultValue("365d") Duration longestKey,
        @DefaultValue("30") int attemptsFromAddress,
        @DefaultValue Map<String, Provider> providers) {

    /// Whose word counts about people: what was entered here, and what these providers say.
    String[] sources() {
        return Stream.concat(Stream.of(""), providers.keySet().stream()).toArray(String[]::new);
    }

    /// Somebody else who knows people, such as the city's own directory.
    ///
    /// @param label what it is called, by language
    /// @param clientSecret null for a client without one
    /// @param claim what of its answer tells where a person belongs; null for none
    /// @param places where it tells so
    /// @param attributes what else of its answer is known of a person from then on
    /// @param groups in which of its values put her
    public record Provider(
            String issuer,
            String clientId,
            @Nullable String clientSecret,
            @Nullable Path clientSecretFile,
            @DefaultValue Map<String, String> label,
            @DefaultValue({"openid", "profile", "email"}) List<String> scopes,
            @Nullable String claim,
            @DefaultValue List<Place> places,
            @DefaultValue List<KnownBy> attributes,
            @DefaultValue List<InGroup> groups) {

        /// Null for none.
        @Nullable
        public String secret() {
            if (clientSecretFile == null) return clientSecret;
            try {
                return Files.readString(clientSecretFile).strip();
            } catch (IOException e) {
                throw new CannotContinue(
                        "The file of a provider's secret cannot be read: %s (senne.identity.providers)"
                                .formatted(clientSecretFile),
                        e);
            }
        }

        /// Never shows the secret in a log.
        @Override
        public String toString() {
            return "Provider[" + issuer + "]";
        }
    }

    /// What the values of a claim are called here.
    ///
    /// @param claim its name, or the names on the way to it with dots between
    public record KnownBy(String claim, String attribute) {}

    /// The group of whoever has a value of a claim.
    public record InGroup(String claim, String value, String group) {}

    /// Where whoever has a value of the claim belongs.
    public record Place(String value, String organisation, Role role) {}
}
