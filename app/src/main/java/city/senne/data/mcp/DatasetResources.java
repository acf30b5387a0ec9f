package city.senne.data.mcp;

import city.senne.data.catalog.Dataset;
import city.senne.trust.journal.Reads;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncResourceSpecification;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncResourceTemplateSpecification;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceRequest;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// What assistants may lay beside a conversation: the language in a page, and the description of each dataset. The
/// datasets are not listed one by one: search_datasets finds them.
@Component
class DatasetResources {
    static final String LANGUAGE = "senne://odsql";
    static final String DATASET = "senne://dataset/";
    private static final String MARKDOWN = "text/markdown";
    private static final String JSON = "application/json";

    private final DatasetWords datasetWords;
    private final JsonMapper json;
    private final ToolRefusals refusals;

    DatasetResources(DatasetWords datasetWords, JsonMapper json, ToolRefusals refusals) {
        this.datasetWords = datasetWords;
        this.json = json;
        this.refusals = refusals;
    }

    List<SyncResourceSpecification> fixed() {
        String page = page();
        McpSchema.Resource resource = McpSchema.Resource.builder(LANGUAGE, "odsql")
                .title("ODSQL in a page")
                .description("How select, where, group_by, having and order_by of query_dataset are written.")
                .mimeType(MARKDOWN)
                .build();
        return List.of(new SyncResourceSpecification(resource, (_, _) -> text(LANGUAGE, MARKDOWN, page)));
    }

    /// @param asking who asks in a context of the protocol
    List<SyncResourceTemplateSpecification> templates(Function<McpTransportContext, Asking> asking) {
        McpSchema.ResourceTemplate template = McpSchema.ResourceTemplate.builder(DATASET + "{id}", "dataset")
                .title("A dataset")
                .description("What a dataset is and what its fields mean, as describe_dataset tells it.")
                .mimeType(JSON)
                .build();
        return List.of(new SyncResourceTemplateSpecification(
                template, (context, request) -> dataset(asking.apply(context), request)));
    }

    private ReadResourceResult dataset(Asking asking, ReadResourceRequest request) {
        String uri = request.uri();
        try {
            Dataset dataset = datasetWords.dataset(asking, id(uri));
            return text(uri, JSON, json.writeValueAsString(datasetWords.described(asking, dataset)));
        } catch (RuntimeException refused) {
            Reads.areRefused();
            throw McpError.builder(ErrorCodes.RESOURCE_NOT_FOUND)
                    .message(refusals.words(refused))
                    .build();
        }
    }

    private static String id(String uri) {
        String written = uri.substring(DATASET.length());
        try {
            return URLDecoder.decode(written, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return written; // no dataset is called so
        }
    }

    private static ReadResourceResult text(String uri, String type, String text) {
        return ReadResourceResult.builder(List.of(McpSchema.TextResourceContents.builder(uri, text)
                        .mimeType(type)
                        .build()))
                .build();
    }

    private static String page() {
        try (InputStream page = DatasetResources.class.getResourceAsStream("odsql.md")) {
            return new String(Objects.requireNonNull(page).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
