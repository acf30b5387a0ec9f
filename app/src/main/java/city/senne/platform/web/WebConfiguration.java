package city.senne.platform.web;

import city.senne.platform.i18n.Language;
import city.senne.platform.i18n.LanguageChoice;
import city.senne.platform.i18n.Vocabulary;
import city.senne.platform.i18n.Words;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.http.CacheControl;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.EncodedResourceResolver;

/// Lets controllers answer a [Page], and take [Words] and [Language] as parameters.
@Configuration(proxyBeanMethods = false)
class WebConfiguration {

    @Bean
    TemplateEngine templates() {
        return TemplateEngine.createPrecompiled(null, ContentType.Html, null, "city.senne.templates");
    }

    @Bean
    WebMvcConfigurer pages(ObjectProvider<PageWriter> writer, LanguageChoice languageChoice, Vocabulary vocabulary) {
        return new WebMvcConfigurer() {
            @Override
            public void addReturnValueHandlers(List<HandlerMethodReturnValueHandler> handlers) {
                handlers.add(new PageAnswers(writer));
            }

            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new FromRequest<>(Language.class, languageChoice::of));
                resolvers.add(new FromRequest<>(Words.class, request -> vocabulary.in(languageChoice.of(request))));
            }

            @Override
            public void addResourceHandlers(ResourceHandlerRegistry registry) {
                registry.addResourceHandler("/assets/**")
                        .addResourceLocations("classpath:/static/assets/")
                        .setCacheControl(CacheControl.maxAge(Duration.ofDays(365))
                                .cachePublic()
                                .immutable())
                        .resourceChain(true)
                        .addResolver(new EncodedResourceResolver());
            }
        };
    }

    private record PageAnswers(ObjectProvider<PageWriter> writer) implements HandlerMethodReturnValueHandler {
        @Override
        public boolean supportsReturnType(MethodParameter returnType) {
            return Page.class.isAssignableFrom(returnType.getParameterType());
        }

        @Override
        public void handleReturnValue(
                @Nullable Object page,
                MethodParameter returnType,
                ModelAndViewContainer container,
                NativeWebRequest request)
                throws Exception {
            container.setRequestHandled(true);
            writer.getObject()
                    .write(
                            (Page) Objects.requireNonNull(page, "a page"),
                            Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class)),
                            Objects.requireNonNull(request.getNativeResponse(HttpServletResponse.class)));
        }
    }

    private record FromRequest<T>(Class<T> type, Function<HttpServletRequest, T> read)
            implements HandlerMethodArgumentResolver {
        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == type;
        }

        @Override
        public Object resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer container,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binders) {
            return Objects.requireNonNull(
                    read.apply(Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class))));
        }
    }
}
