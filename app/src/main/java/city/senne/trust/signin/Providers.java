package city.senne.trust.signin;

import city.senne.platform.i18n.Words;
import city.senne.platform.store.CannotContinue;
import city.senne.trust.identity.Attributes;
import city.senne.trust.identity.IdentitySettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.stereotype.Component;

/// The providers of OpenID Connect that the operator set up. Each is asked for its addresses when it is first used, so
/// that one that is away keeps nobody from starting.
@Component
public class Providers {
    private final Map<String, IdentitySettings.Provider> settings;
    private final Map<String, ClientRegistration> registrations = new ConcurrentHashMap<>();

    Providers(IdentitySettings settings) {
        this.settings = new TreeMap<>(settings.providers());
        this.settings.values().forEach(IdentitySettings.Provider::secret);
        this.settings.forEach((id, provider) -> provider.attributes().stream()
                .filter(known -> !Attributes.isKey(known.attribute()))
                .findFirst()
                .ifPresent(wrong -> {
                    throw new CannotContinue("No attribute can be called '%s' (senne.identity.providers.%s.attributes)"
                            .formatted(wrong.attribute(), id));
                }));
    }

    /// One to choose on a page.
    public record Choice(String id, String label) {}

    /// @param words of the language of their labels
    List<Choice> list(Words words) {
        return settings.entrySet().stream()
                .map(entry -> new Choice(entry.getKey(), label(entry.getKey(), entry.getValue(), words)))
                .toList();
    }

    Optional<IdentitySettings.Provider> find(String id) {
        return Optional.ofNullable(settings.get(id));
    }

    /// Throws whatever goes wrong when the provider is asked.
    ClientRegistration registration(String id) {
        return registrations.computeIfAbsent(id, _ -> {
            IdentitySettings.Provider provider = find(id).orElseThrow();
            @Nullable String secret = provider.secret();
            ClientRegistration.Builder builder = ClientRegistrations.fromIssuerLocation(provider.issuer())
                    .registrationId(id)
                    .clientId(provider.clientId())
                    .redirectUri("{baseUrl}/sign-in/with/{registrationId}/done")
                    .scope(provider.scopes());
            if (secret == null)
                return builder.clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                        .build();
            return builder.clientSecret(secret).build();
        });
    }

    private static String label(String id, IdentitySettings.Provider provider, Words words) {
        String any = provider.label().values().stream().findFirst().orElse(id);
        return provider.label().getOrDefault(words.language().tag(), any);
    }
}
