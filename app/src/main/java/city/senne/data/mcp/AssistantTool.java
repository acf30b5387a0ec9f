package city.senne.data.mcp;

import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.util.Map;

/// Something that assistants can do here. All of them only read.
interface AssistantTool {
    McpSchema.Tool described();

    /// Throws ToolRefused, and whatever stops a question elsewhere too.
    ///
    /// @param arguments fit the schema
    Told call(Asking asking, Arguments arguments) throws IOException;

    /// @param summary a sentence or two for people
    /// @param content fits the schema of what the tool answers
    record Told(String summary, Map<String, ?> content) {}

    static McpSchema.Tool readOnly(String name, String title, String description, String input, String output) {
        return McpSchema.Tool.builder(name, Schemas.read(input))
                .title(title)
                .description(description.strip().replaceAll("\\s+", " "))
                .outputSchema(Schemas.read(output))
                .annotations(McpSchema.ToolAnnotations.builder()
                        .title(title)
                        .readOnlyHint(true)
                        .destructiveHint(false)
                        .idempotentHint(true)
                        .openWorldHint(false)
                        .build())
                .build();
    }
}
