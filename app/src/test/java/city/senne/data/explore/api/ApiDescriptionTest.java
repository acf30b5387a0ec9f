package city.senne.data.explore.api;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/// The API describes itself, and forgets nothing. Whether it keeps what it promises is seen in every test that asks it.
@OpenHouse
class ApiDescriptionTest {
    @LocalServerPort
    private int port;

    @Test
    void the_document_is_valid_openapi_of_this_server() throws Exception {
        JsonNode document = new ApiVisitor(port).get("/swagger.json").json();
        assertThat(document.path("openapi").asString()).isEqualTo("3.0.3");
        assertThat(document.at("/servers/0/url").asString())
                .isEqualTo("http://localhost:" + port + "/api/explore/v2.1");
        assertThat(document.at("/components/securitySchemes/apikey/in").asString())
                .isEqualTo("query");
        var options = new ParseOptions();
        options.setResolve(true);
        options.setResolveFully(true);
        assertThat(new OpenAPIV3Parser()
                        .readContents(document.toString(), null, options)
                        .getMessages())
                .isEmpty();
    }

    @Test
    void every_address_of_the_api_is_described(
            @Qualifier("requestMappingHandlerMapping") @Autowired RequestMappingHandlerMapping mapping)
            throws Exception {
        JsonNode paths = new ApiVisitor(port).get("/swagger.json").json().path("paths");
        List<String> described = new ArrayList<>();
        paths.propertyNames().forEach(path -> described.add(shape(path.replaceFirst("/$", ""))));
        List<String> answered = mapping.getHandlerMethods().keySet().stream()
                .flatMap(info -> info.getPatternValues().stream())
                .filter(path -> path.startsWith(Links.PATH))
                .map(path -> shape(path.substring(Links.PATH.length()).replaceFirst("/$", "")))
                .filter(path -> !path.matches(".*/(swagger\\.json|console|aggregates|query|breaking)"))
                .distinct()
                .toList();
        assertThat(described).containsAll(answered);
    }

    /// Whatever the variables are called.
    private static String shape(String path) {
        return path.replaceFirst("^/(catalog|monitoring)", "/{}")
                .replaceFirst("/api-monitoring", "/{}")
                .replaceFirst("/assets/", "/datasets/")
                .replaceAll("\\{[^}]*\\}", "{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/explore/v2.1/console", "/api/explore/v2.1/console/", "/api-console/explore/v2.1/"})
    void people_can_read_it(String address) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + address + "?lang=nl"))
                .header("Accept", "text/html")
                .build();
        String page = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
        assertThat(page).contains("De Explore-API", "/{source}/datasets/{dataset_id}/records", "swagger.json");
    }
}
