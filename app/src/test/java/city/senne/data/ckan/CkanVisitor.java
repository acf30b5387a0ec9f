package city.senne.data.ckan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A client of CKAN, as far from it as any other.
record CkanVisitor(int port) {
    static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();

    record Reply(int status, String body) {
        JsonNode json() {
            return JSON.readTree(body);
        }

        JsonNode result() {
            assertThat(json().path("success").asBoolean()).as(body).isTrue();
            return json().path("result");
        }

        List<String> names() {
            return result().path("results")
                    .valueStream()
                    .map(each -> each.path("name").asString())
                    .toList();
        }
    }

    /// @param question with parameters as people write them
    Reply get(String question) throws Exception {
        int mark = question.indexOf('?');
        String query = mark < 0
                ? ""
                : Arrays.stream(question.substring(mark + 1).split("&"))
                        .map(pair -> pair.split("=", 2))
                        .map(pair -> pair[0] + "=" + URLEncoder.encode(pair[1], UTF_8))
                        .collect(Collectors.joining("&", "?", ""));
        String action = mark < 0 ? question : question.substring(0, mark);
        return send(HttpRequest.newBuilder(address("/api/3/action/" + action + query)));
    }

    Reply post(String address, String type, String body) throws Exception {
        return send(HttpRequest.newBuilder(address(address))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    URI address(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    static Reply send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> answer = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        return new Reply(answer.statusCode(), answer.body());
    }
}
