package city.senne.trust.door;

import city.senne.platform.store.OperatorToken;
import city.senne.platform.web.AnsweredMethods;
import city.senne.platform.web.CallerAddress;
import city.senne.platform.web.Problem;
import city.senne.platform.web.ProblemWriter;
import city.senne.platform.web.Visitor;
import city.senne.trust.identity.AttemptRefused;
import city.senne.trust.identity.Attempts;
import city.senne.trust.identity.CurrentViewer;
import city.senne.trust.identity.Sessions;
import city.senne.trust.identity.Viewer;
import city.senne.trust.keys.ApiKeys;
import city.senne.trust.keys.PushKeys;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.session.NullAuthenticatedSessionStrategy;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Puts identity before every door. Who may do what is decided by `trust.access`, not here.
@Configuration(proxyBeanMethods = false)
class DoorConfiguration {

    @Bean
    Visitor.Book visitors() {
        return _ -> {
            Viewer viewer = CurrentViewer.viewer();
            return new Visitor(
                    viewer.name(),
                    viewer.isAdministrator(),
                    !viewer.memberships().auditing().isEmpty(),
                    !viewer.memberships().publishing().isEmpty());
        };
    }

    @Bean
    WebMvcConfigurer viewers() {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new ViewerParameter());
            }
        };
    }

    private static final class ViewerParameter implements HandlerMethodArgumentResolver {
        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == Viewer.class;
        }

        @Override
        public Object resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer container,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binders) {
            return CurrentViewer.viewer();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication
    static class Doors {
        @Bean
        SecurityFilterChain doors(
                HttpSecurity http,
                ApiKeys keys,
                PushKeys pushKeys,
                Sessions sessions,
                Attempts attempts,
                OperatorToken operatorToken,
                AnsweredMethods answeredMethods,
                ProblemWriter problems,
                ApplicationEventPublisher events) {
            return http.headers(AbstractHttpConfigurer::disable)
                    .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                    .requestCache(AbstractHttpConfigurer::disable)
                    .logout(AbstractHttpConfigurer::disable)
                    .anonymous(AbstractHttpConfigurer::disable)
                    .csrf(csrf -> csrf.csrfTokenRepository(new FormTokens())
                            // Every request is authenticated anew here; the usual strategy would renew the token
                            // with each of them, also between a form and its answer.
                            .sessionAuthenticationStrategy(new NullAuthenticatedSessionStrategy())
                            .ignoringRequestMatchers(KnowViewer::isProgram, KnowViewer::isQuestion))
                    .addFilterBefore(
                            new KnowViewer(
                                    keys,
                                    pushKeys,
                                    sessions,
                                    attempts,
                                    operatorToken::matches,
                                    answeredMethods,
                                    problems,
                                    events),
                            CsrfFilter.class)
                    .exceptionHandling(refusals -> refusals.authenticationEntryPoint(
                                    (request, response, _) -> problems.write(Problem.signInNeeded(), request, response))
                            .accessDeniedHandler((request, response, _) -> {
                                events.publishEvent(new AttemptRefused(
                                        CurrentViewer.viewer(), AttemptRefused.Why.FORM, CallerAddress.of(request)));
                                problems.write(Problem.forbidden("form-expired"), request, response);
                            }))
                    .build();
        }

        /// Spring Boot would make up a user otherwise.
        @Bean
        AuthenticationManager nobodyByDefault() {
            return _ -> {
                throw new AuthenticationException("Only KnowViewer knows viewers") {};
            };
        }
    }
}
