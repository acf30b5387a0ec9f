package city.senne.data.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An assistant, made of the protocol's own client, over HTTP.
public final class Assistant implements AutoCloseable {
    private final McpSyncClient client;

    /// @param key null for a stranger's
    public Assistant(int port, @Nullable String key, String... headers) {
        client = McpClient.sync(HttpClientStreamableHttpTransport.builder("http://localhost:" + port)
                        .endpoint("/mcp")
                        .addHttpRequestCustomizer((request, _, _, _, _) -> {
                            request.setHeader("Accept-Language", "en");
                            if (key != null) request.setHeader("Authorization", "Apikey " + key);
                            for (int i = 0; i < headers.length; i += 2) request.setHeader(headers[i], headers[i + 1]);
                        })
                        .build())
                .requestTimeout(Duration.ofSeconds(60))
                .build();
        client.initialize();
    }

    McpSyncClient client() {
        return client;
    }

    public CallToolResult call(String tool, Map<String, Object> arguments) {
        return client.callTool(
                McpSchema.CallToolRequest.builder(tool).arguments(arguments).build());
    }

    /// What a tool answers, which must not be an error.
    public JsonNode answer(String tool, Map<String, Object> arguments) {
        CallToolResult result = call(tool, arguments);
        assertThat(result.isError()).as(texts(result).toString()).isFalse();
        JsonNode content = JsonMapper.shared().valueToTree(result.structuredContent());
        assertThat(JsonMapper.shared().readTree(texts(result).getLast()))
                .as("the same for clients that read texts only")
                .isEqualTo(JsonMapper.shared().readTree(content.toString()));
        return content;
    }

    /// The words of an error.
    public String refusal(String tool, Map<String, Object> arguments) {
        CallToolResult result = call(tool, arguments);
        assertThat(result.isError()).as(texts(result).toString()).isTrue();
        assertThat(result.structuredContent()).isNull();
        assertThat(texts(result)).hasSize(1);
        assertThat(texts(result).getFirst()).doesNotContain("Exception", "city.senne", "\tat ");
        return texts(result).getFirst();
    }

    static List<String> texts(CallToolResult result) {
        return result.content().stream()
                .map(content -> ((McpSchema.TextContent) content).text())
                .toList();
    }

    @Override
    public void close() {
        client.close();
    }
}
