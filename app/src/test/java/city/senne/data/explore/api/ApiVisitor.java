package city.senne.data.explore.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import city.senne.data.ingest.PublishFile;
import city.senne.trust.identity.Viewer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A client of the API, as far from it as any other.
record ApiVisitor(int port) {
    private static final Path GOLDEN = Path.of("..", "examples", "golden");
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();

    static final String TREES = "/catalog/datasets/arbres";

    record Reply(int status, HttpResponse<byte[]> response) {
        String text() {
            return new String(response.body(), UTF_8);
        }

        JsonNode json() {
            return JSON.readTree(response.body());
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    /// The twelve trees, published as anybody would.
    static void publishTrees(PublishFile publishFile) throws IOException, InterruptedException {
        publishFile.publish(
                new Viewer.Operator(),
                GOLDEN.resolve("arbres.json"),
                Files.readString(GOLDEN.resolve("arbres.senne.yaml")));
    }

    /// @param address below `/api/explore/v2.1`, with parameters as people write them
    Reply get(String address, String... headers) throws IOException, InterruptedException {
        return send("GET", address, headers);
    }

    Reply send(String method, String address, String... headers) throws IOException, InterruptedException {
        int mark = address.indexOf('?');
        String path = mark < 0 ? address : address.substring(0, mark);
        String query = mark < 0 ? "" : "?" + encoded(address.substring(mark + 1));
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + Links.PATH + path + query))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) request.headers(headers);
        HttpResponse<byte[]> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        if (method.equals("GET")) ApiContract.check(path, response);
        return new Reply(response.statusCode(), response);
    }

    /// Splits where an `&` begins a parameter: values may hold `&` and `=` themselves.
    private static String encoded(String parameters) {
        return Arrays.stream(parameters.split("&(?=[a-z_]+=)"))
                .map(pair -> {
                    int equals = pair.indexOf('=');
                    return pair.substring(0, equals) + "=" + URLEncoder.encode(pair.substring(equals + 1), UTF_8);
                })
                .collect(Collectors.joining("&"));
    }
}
