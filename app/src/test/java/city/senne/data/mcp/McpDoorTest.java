package city.senne.data.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import java.io.ByteArrayOutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the door of assistants does with what is no message, and with those who may not ask there.
@OpenHouse
class McpDoorTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";

    @LocalServerPort
    private int port;

    private HttpRequest.Builder request(String body) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/mcp"))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
    }

    private static JsonNode json(HttpResponse<String> answer) {
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        return JsonMapper.shared().readTree(answer.body());
    }

    @Test
    void a_request_is_answered_and_a_notification_is_taken() throws Exception {
        HttpResponse<String> answered = send(request(PING));
        assertThat(answered.statusCode()).isEqualTo(200);
        assertThat(json(answered).path("result").isObject()).isTrue();
        assertThat(json(answered).path("id").asInt()).isEqualTo(1);
        assertThat(answered.headers().firstValue("Mcp-Session-Id")).isEmpty();
        assertThat(answered.headers().firstValue("X-RateLimit-Limit")).isPresent();
        HttpResponse<String> taken =
                send(request("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\",\"params\":{}}"));
        assertThat(taken.statusCode()).isEqualTo(202);
        assertThat(taken.body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{                                                          | 400 | -32700",
                "                                                           | 400 | -32700",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"} x       | 400 | -32700",
                "\"ping\"                                                   | 400 | -32600",
                "null                                                       | 400 | -32600",
                "{}                                                         | 400 | -32600",
                "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"ping\"}         | 400 | -32600",
                "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}      | 400 | -32600",
                "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"ping\"}        | 400 | -32600",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":7}                | 400 | -32600",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}               | 400 | -32600",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":[]} | 400 | -32600",
                "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}]       | 400 | -32600",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"drop/tables\"}  | 200 | -32601",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"prompts/list\"} | 200 | -32601",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"completion/complete\"} | 200 | -32601",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\"}   | 200 | -32602",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"x\"}} | 200 | -32602",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"query_dataset\",\"arguments\":[1]}} | 200 | -32602",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":[\"x\"]}} | 200 | -32602",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"x\",\"capabilities\":3}} | 200 | -32602",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"resources/read\",\"params\":{\"uri\":\"file:///etc/passwd\"}} | 200 | -32002",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"resources/read\",\"params\":{\"uri\":\"senne://dataset/%zz\"}} | 200 | -32002",
            })
    void what_cannot_be_understood_is_an_error_of_the_protocol(String body, int status, int code) throws Exception {
        HttpResponse<String> answer = send(request(body == null ? "" : body));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(json(answer).at("/error/code").asInt()).as(answer.body()).isEqualTo(code);
        assertThat(answer.body()).doesNotContain("Exception", "jackson", "modelcontextprotocol", "city.senne");
    }

    @Test
    void a_message_that_is_too_large_or_too_deep_is_refused() throws Exception {
        String large = PING.replace("ping", "p".repeat(70_000));
        assertThat(send(request(large)).statusCode()).isEqualTo(413);
        String deep = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":{\"a\":%s1%s}}"
                .formatted("[".repeat(20_000), "]".repeat(20_000));
        assertThat(send(request(deep)).statusCode()).isEqualTo(400);
    }

    @Test
    void a_message_that_never_ends_is_left_after_its_most() throws Exception {
        try (Socket socket = new Socket("localhost", port)) {
            var begun = new ByteArrayOutputStream();
            begun.write(
                    "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000000000\r\n\r\n"
                            .getBytes(UTF_8));
            begun.write(" ".repeat(70_000).getBytes(UTF_8));
            socket.getOutputStream().write(begun.toByteArray());
            byte[] answer = socket.getInputStream().readNBytes(12);
            assertThat(new String(answer, UTF_8)).isEqualTo("HTTP/1.1 413");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Content-Type, text/plain, 415",
        "Content-Type, application/x-www-form-urlencoded, 415",
        "Content-Type, nonsense, 415",
        "Accept, text/html, 406",
        "Accept, text/event-stream, 406",
        "MCP-Protocol-Version, 2020-01-01, 400",
        "Authorization, Apikey wrong, 401",
        "Authorization, Bearer wrong, 401",
    })
    void headers_that_make_no_sense_are_refused(String header, String value, int status) throws Exception {
        HttpResponse<String> answer = send(request(PING).setHeader(header, value));
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(json(answer).path("jsonrpc").asString()).isEqualTo("2.0");
        assertThat(json(answer).at("/error/message").asString()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "*/*", "application/json;q=0.9, text/event-stream", "application/*"})
    void answers_go_to_who_takes_them(String accepted) throws Exception {
        assertThat(send(request(PING).setHeader("Accept", accepted)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void pages_of_other_sites_may_not_ask() throws Exception {
        for (String origin : new String[] {
            "https://evil.example",
            "null",
            "http://localhost:1",
            "https://localhost:" + port,
            "http://localhost.evil.example"
        }) {
            assertThat(send(request(PING).header("Origin", origin)).statusCode())
                    .as(origin)
                    .isEqualTo(403);
        }
        assertThat(send(request(PING).header("Origin", "http://localhost:" + port))
                        .statusCode())
                .isEqualTo(200);
        var flight = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/mcp"))
                .header("Origin", "https://evil.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody());
        assertThat(send(flight).headers().firstValue("Access-Control-Allow-Origin"))
                .isEmpty();
    }

    /// Somebody has her own name lead to this machine, and a browser that looks at her page ask it.
    @Test
    void a_name_that_leads_here_is_not_this_machine() throws Exception {
        String message = PING;
        try (Socket socket = new Socket("localhost", port)) {
            socket.getOutputStream()
                    .write(("POST /mcp HTTP/1.1\r\nHost: evil.example:%d\r\nOrigin: http://evil.example:%d\r\n"
                                    + "Content-Type: application/json\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s")
                            .formatted(port, port, message.length(), message)
                            .getBytes(UTF_8));
            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .startsWith("HTTP/1.1 403");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "DELETE", "PUT"})
    void there_is_nothing_to_listen_to_and_nothing_to_end(String method) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/mcp"))
                .header("Accept", "text/event-stream")
                .method(method, HttpRequest.BodyPublishers.noBody());
        HttpResponse<String> answer = send(request);
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow").orElse("")).contains("POST");
        assertThat(json(answer).at("/error/message").asString()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mcp/../account/keys", "/mcp;x=y", "/mcp/", "/mcp/x", "//mcp", "/%6dcp"})
    void no_detour_leads_from_here_to_another_door(String path) throws Exception {
        try (Socket socket = new Socket("localhost", port)) {
            socket.getOutputStream()
                    .write("POST %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
                            .formatted(path)
                            .getBytes(UTF_8));
            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .startsWith("HTTP/1.1 4");
        }
    }
}
