package city.senne.data.explore.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A client of the first version of the API.
record FirstVisitor(int port) {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /// @param query parameters as people write them, with `&` between
    HttpResponse<String> get(String path, String query) throws Exception {
        String encoded = Arrays.stream(query.split("&"))
                .map(pair -> pair.replaceFirst("=.*", "") + "="
                        + URLEncoder.encode(pair.replaceFirst("[^=]*=?", ""), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path + "?" + encoded))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /// Of the twelve trees.
    JsonNode trees(String call, String query) throws Exception {
        return answer("/api/records/1.0/" + call + "/", "dataset=arbres&" + query);
    }

    JsonNode answer(String path, String query) throws Exception {
        HttpResponse<String> response = get(path, query);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("ODS-Explore-API-Deprecation")).isPresent();
        assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
        return JsonMapper.shared().readTree(response.body());
    }
}
