package city.senne.data.explore.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.filter.UrlHandlerFilter;

/// What holds for every address of the APIs for reading: it may be read from pages of any site, and may end in a slash.
@Configuration(proxyBeanMethods = false)
class ApiConfiguration {
    private static final String[] ADDRESSES = {
        "/api/explore/*", "/api/v2/*", "/api/records/*", "/api/datasets/*", "/api-console/*", "/ogc", "/ogc/*"
    };

    @Bean
    FilterRegistrationBean<OtherSites> otherSites() {
        var filter = new FilterRegistrationBean<>(new OtherSites());
        filter.addUrlPatterns(ADDRESSES);
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 20);
        return filter;
    }

    /// The official client ends every path in a slash, and does not follow redirects.
    @Bean
    FilterRegistrationBean<UrlHandlerFilter> trailingSlashes() {
        var filter = new FilterRegistrationBean<>(UrlHandlerFilter.trailingSlashHandler(
                        "/api/explore/**",
                        "/api/v2/**",
                        "/api/records/**",
                        "/api/datasets/**",
                        "/api-console/**",
                        "/ogc/**")
                .wrapRequest()
                .build());
        filter.addUrlPatterns(ADDRESSES);
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 30);
        return filter;
    }

    /// Lets pages of other sites read the answers (CORS). Credentials are not allowed with `*`, so a
    /// session of ours is of no use to them.
    static final class OtherSites extends OncePerRequestFilter {
        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
            response.setHeader(
                    HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS,
                    "ODS-Explore-API-Deprecation, Deprecation, Sunset, Link, X-RateLimit-Remaining, X-RateLimit-Limit, X-RateLimit-Reset,"
                            + " X-RateLimit-dataset-Remaining, X-RateLimit-dataset-Limit, X-RateLimit-dataset-Reset,"
                            + " ETag, Retry-After, Server-Timing, Content-Crs, " + FirstAnalysis.TRUNCATED);
            response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
            response.setHeader("Timing-Allow-Origin", "*");
            if (!request.getMethod().equals("OPTIONS")) {
                chain.doFilter(request, response);
                return;
            }
            response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "POST, GET, OPTIONS");
            response.setHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, "1000");
            response.setHeader(
                    HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS,
                    "Authorization, X-Requested-With, Origin, ODS-API-Analytics-App, ODS-API-Analytics-Embed-Type,"
                            + " ODS-API-Analytics-Embed-Referrer, ODS-Widgets-Version, Accept, Senne-Purpose");
            response.setHeader(HttpHeaders.ALLOW, "GET, HEAD, OPTIONS");
        }
    }
}
