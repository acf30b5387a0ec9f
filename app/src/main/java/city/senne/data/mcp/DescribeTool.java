package city.senne.data.mcp;

import city.senne.data.catalog.Dataset;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Tells what a dataset is and what its fields mean.
@Component
@Order(2)
class DescribeTool implements AssistantTool {
    private static final McpSchema.Tool TOOL = AssistantTool.readOnly(
            "describe_dataset",
            "Describe a dataset",
            """
            Tells what a dataset is: title, description, who publishes it, licence, when it was updated, how many records it has,
            and each field that the caller may see with its name, type, meaning and unit. Read it before asking for rows.
            """,
            "{\"type\": \"object\", \"properties\": {%s, %s, %s}, \"required\": [\"dataset_id\"], \"additionalProperties\": false}"
                    .formatted(Schemas.DATASET_ID, Schemas.PURPOSE, Schemas.LANGUAGE),
            """
            {"type": "object",
             "properties": {
               "dataset_id": {"type": "string"},
               "title": {"type": "string"},
               "description": {"type": "string", "description": "In Markdown."},
               "publisher": {"type": ["string", "null"]},
               "contact": {"type": ["string", "null"]},
               "licence": {"type": ["string", "null"]},
               "licence_url": {"type": ["string", "null"]},
               "themes": {"type": "array", "items": {"type": "string"}},
               "keywords": {"type": "array", "items": {"type": "string"}},
               "territory": {"type": ["string", "null"]},
               "update_frequency": {"type": ["string", "null"]},
               "modified": {"type": "string", "description": "When data or description last changed."},
               "data_updated": {"type": "string", "description": "When the data came in."},
               "records": {"type": ["integer", "null"], "description": "Null where the caller may not know."},
               "readable": {"type": "boolean", "description": "Whether the caller may read rows of it."},
               "purposes": {"type": "array", "items": {"type": "string"},
                 "description": "For what the caller may say that she reads, where she has to say it."},
               "fields": {"type": "array", "items": {"type": "object",
                 "properties": {
                   "name": {"type": "string", "description": "As queries name it."},
                   "label": {"type": "string"},
                   "type": {"type": "string"},
                   "description": {"type": "string"},
                   "unit": {"type": "string"},
                   "precision": {"type": "string"},
                   "is_key": {"type": "boolean"},
                   "is_list": {"type": "boolean"}},
                 "required": ["name", "label", "type"]}},
               "links": {"type": "object", "additionalProperties": {"type": "string", "format": "uri"}},
               %s
             },
             "required": ["dataset_id", "title", "readable", "fields", "citation"]}
            """.formatted(Schemas.CITATION));

    private final DatasetWords datasetWords;

    DescribeTool(DatasetWords datasetWords) {
        this.datasetWords = datasetWords;
    }

    @Override
    public McpSchema.Tool described() {
        return TOOL;
    }

    @Override
    public Told call(Asking asking, Arguments arguments) {
        Dataset dataset = datasetWords.dataset(asking, arguments.required("dataset_id"));
        Map<String, @Nullable Object> content = datasetWords.described(asking, dataset);
        int fields = content.get("fields") instanceof List<?> all ? all.size() : 0;
        String summary = "“%s” (%s) has %d fields that this caller may know of%s. Page: %s"
                .formatted(
                        content.get("title"),
                        dataset.id(),
                        fields,
                        Boolean.TRUE.equals(content.get("readable"))
                                ? ""
                                : "; its rows are closed to this caller, and its page says how to ask for them",
                        Citation.of(asking).page(dataset.id()));
        return new Told(summary, content);
    }
}
