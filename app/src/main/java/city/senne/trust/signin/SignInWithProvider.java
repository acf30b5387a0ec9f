package city.senne.trust.signin;

import city.senne.trust.identity.Device;
import city.senne.trust.identity.Secret;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.authentication.OAuth2LoginAuthenticationToken;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Service;
import org.springframework.util.StringUtils;

/// Sends a person to a provider of OpenID Connect, and hears from it who she is: authorization code with PKCE, state
/// and nonce. Who comes back must be the browser that was sent.
@Service
class SignInWithProvider {
    static final Duration VALID = Duration.ofMinutes(10);
    private static final int LONGEST_FAULT = 200;
    private static final Logger log = LoggerFactory.getLogger(SignInWithProvider.class);

    private final Providers providers;
    private final ProviderAccounts accounts;
    private final AdmitFromProvider admit;
    private final OidcAuthorizationCodeAuthenticationProvider exchange =
            new OidcAuthorizationCodeAuthenticationProvider(
                    new RestClientAuthorizationCodeTokenResponseClient(), new OidcUserService());
    private final Clock clock;

    SignInWithProvider(Providers providers, ProviderAccounts accounts, AdmitFromProvider admit, Clock clock) {
        this.providers = providers;
        this.accounts = accounts;
        this.admit = admit;
        this.clock = clock;
    }

    sealed interface Outcome {
        /// @param address of the provider
        /// @param cookie with which the browser is known when it comes back
        record Sent(String address, String cookie) implements Outcome {}

        record Known(Enter.Outcome outcome, String next) implements Outcome {}

        /// @param word the key of the sentence that says why
        record Refused(String word) implements Outcome {}
    }

    /// @param invitation the secret of a link with which the person came; empty for none
    Outcome begin(String id, String next, String invitation, HttpServletRequest request) {
        ClientRegistration registration;
        try {
            registration = providers.registration(id);
        } catch (RuntimeException e) {
            log.warn("The provider {} cannot be asked: {}", id, told(e));
            return new Outcome.Refused("identity.provider.away");
        }
        DefaultOAuth2AuthorizationRequestResolver resolver =
                new DefaultOAuth2AuthorizationRequestResolver(_ -> registration, "/sign-in/with");
        resolver.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        OAuth2AuthorizationRequest asked = Objects.requireNonNull(resolver.resolve(request, id));
        Secret cookie = Secret.random("");
        accounts.add(
                cookie,
                new ProviderAccounts.Request(
                        id,
                        Objects.requireNonNull(asked.getState()),
                        attribute(asked, OidcParameterNames.NONCE),
                        attribute(asked, PkceParameterNames.CODE_VERIFIER),
                        Objects.requireNonNull(asked.getRedirectUri()),
                        next,
                        invitation.isEmpty() ? null : new Secret(invitation).hash()),
                clock.instant().plus(VALID));
        return new Outcome.Sent(asked.getAuthorizationRequestUri(), cookie.text());
    }

    /// @param cookie that the browser was sent away with; empty when it has none
    Outcome finish(String id, String cookie, HttpServletRequest request) {
        var sent = accounts.take(new Secret(cookie));
        String state = request.getParameter(OAuth2ParameterNames.STATE);
        if (sent.isEmpty() || !sent.get().provider().equals(id) || state == null) {
            return new Outcome.Refused("identity.provider.too-late");
        }
        if (request.getParameter(OAuth2ParameterNames.ERROR) != null) {
            return new Outcome.Refused("identity.provider.denied");
        }
        String code = request.getParameter(OAuth2ParameterNames.CODE);
        if (code == null) return new Outcome.Refused("identity.provider.failed");
        try {
            OidcUser user = user(providers.registration(id), sent.get(), state, code);
            return admit.admit(id, user, sent.get().linkHash(), Device.of(request))
                            instanceof AdmitFromProvider.Outcome.Known known
                    ? new Outcome.Known(known.outcome(), sent.get().next())
                    : new Outcome.Refused("identity.provider.unknown-person");
        } catch (AuthenticationException | ClaimsOfProvider.Unreadable e) {
            log.warn("What the provider {} told cannot be believed: {}", id, told(e));
            return new Outcome.Refused("identity.provider.failed");
        }
    }

    private OidcUser user(ClientRegistration registration, ProviderAccounts.Request sent, String state, String code) {
        OAuth2AuthorizationRequest asked = OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(
                        Objects.requireNonNull(registration.getProviderDetails().getAuthorizationUri()))
                .clientId(registration.getClientId())
                .redirectUri(sent.redirectUri())
                .scopes(registration.getScopes())
                .state(sent.state())
                .attributes(Map.of(
                        OAuth2ParameterNames.REGISTRATION_ID, registration.getRegistrationId(),
                        OidcParameterNames.NONCE, sent.nonce(),
                        PkceParameterNames.CODE_VERIFIER, sent.codeVerifier()))
                .build();
        OAuth2AuthorizationResponse answered = OAuth2AuthorizationResponse.success(code)
                .redirectUri(sent.redirectUri())
                .state(state)
                .build();
        var authenticated = (OAuth2LoginAuthenticationToken) Objects.requireNonNull(exchange.authenticate(
                new OAuth2LoginAuthenticationToken(registration, new OAuth2AuthorizationExchange(asked, answered))));
        return (OidcUser) Objects.requireNonNull(authenticated.getPrincipal());
    }

    private static String told(RuntimeException failure) {
        return StringUtils.truncate(Objects.requireNonNullElse(failure.getMessage(), ""), LONGEST_FAULT);
    }

    private static String attribute(OAuth2AuthorizationRequest request, String name) {
        @Nullable Object value = request.getAttribute(name);
        return Objects.requireNonNull(value).toString();
    }
}
