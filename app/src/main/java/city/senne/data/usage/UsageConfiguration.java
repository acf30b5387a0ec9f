package city.senne.data.usage;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Which addresses are calls of the API. Pages, map tiles and files of the portal are none.
@Configuration(proxyBeanMethods = false)
class UsageConfiguration implements WebMvcConfigurer {
    private static final String[] CALLS = {
        "/api/explore/**",
        "/api/v2/**",
        "/api/records/1.0/**",
        "/api/datasets/1.0/**",
        "/api/3/action/**",
        "/api/action/**",
        "/ogc/collections/**",
        "/mcp"
    };

    /// What describes the API is no call of it, nor is a map tile.
    private static final String[] NO_CALLS = {
        "/api/explore/*/console/**", "/api/explore/*/swagger.json", "/ogc/collections/*/tiles/*/*/*/*"
    };

    private final ObjectProvider<CountCalls> countCalls;

    UsageConfiguration(ObjectProvider<CountCalls> countCalls) {
        this.countCalls = countCalls;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(countCalls.getObject()).addPathPatterns(CALLS).excludePathPatterns(NO_CALLS);
    }
}
