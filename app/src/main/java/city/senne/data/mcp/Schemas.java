package city.senne.data.mcp;

import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Parts of JSON Schemas (2020-12) that several tools have.
final class Schemas {
    static final String LANGUAGE = """
            "language": {"type": "string", "enum": ["fr", "nl", "en"],
              "description": "Of titles, descriptions and labels. Usually that of the request."}
            """;
    static final String DATASET_ID = """
            "dataset_id": {"type": "string", "minLength": 1, "maxLength": 200,
              "description": "The id of a dataset, as search_datasets gives it."}
            """;
    static final String PURPOSE = """
            "purpose": {"type": "string", "maxLength": 200,
              "description": "For what closed data are read, where an agreement or a rule asks for it. Say only what the user said."}
            """;
    /// Of what every answer about one dataset is to be cited with.
    static final String CITATION = """
            "citation": {"type": "object",
              "properties": {
                "dataset_id": {"type": "string"},
                "title": {"type": "string"},
                "publisher": {"type": ["string", "null"]},
                "licence": {"type": ["string", "null"]},
                "version": {"type": ["integer", "null"], "description": "The number of the version of the data."},
                "updated": {"type": "string", "description": "When the data of this version came in."},
                "page": {"type": "string", "format": "uri", "description": "The page for people."},
                "query": {"type": "object", "additionalProperties": {"type": "string"},
                  "description": "The ODSQL clauses as they were run."},
                "explore_api": {"type": "string", "format": "uri",
                  "description": "The address that gives the same; of closed data to the same caller."}},
              "required": ["dataset_id", "title", "page", "explore_api"]}
            """;

    private Schemas() {}

    static Map<String, Object> read(String schema) {
        return JsonMapper.shared().readValue(schema, new TypeReference<>() {});
    }
}
