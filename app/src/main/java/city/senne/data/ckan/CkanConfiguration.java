package city.senne.data.ckan;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/// Pages of any site may ask and read the answers (CORS). Credentials are not allowed with `*`, so a session of ours is
/// of no use to them.
@Configuration(proxyBeanMethods = false)
class CkanConfiguration {
    @Bean
    FilterRegistrationBean<CorsFilter> ckanOnOtherSites() {
        CorsConfiguration anybody = new CorsConfiguration();
        anybody.setAllowedOrigins(List.of(CorsConfiguration.ALL));
        anybody.setAllowedMethods(List.of("GET", "HEAD", "POST"));
        anybody.setAllowedHeaders(
                List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.AUTHORIZATION, "Senne-Purpose", "X-Requested-With"));
        anybody.setExposedHeaders(
                List.of("X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset", HttpHeaders.RETRY_AFTER));
        anybody.setMaxAge(Duration.ofMinutes(15));
        UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration("/**", anybody);
        var filter = new FilterRegistrationBean<>(new CorsFilter(source));
        filter.addUrlPatterns(Envelope.LATEST + "/*", Envelope.UNVERSIONED + "/*");
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 20);
        return filter;
    }
}
