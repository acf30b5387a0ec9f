package city.senne.data.explore.api;

import city.senne.platform.i18n.Words;
import city.senne.platform.web.Page;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What the API can be asked, for people's tools (OpenAPI 3.0, `openapi.yaml` beside this) and for people.
@Controller
public class ApiDescription {
    private final ObjectNode document;
    private final Exchanges exchanges;
    private final JsonMapper mapper;

    /// One thing to ask.
    ///
    /// @param path below the root of the API, its variables in braces
    /// @param example the same with values, or empty where there is none that always answers
    public record Operation(String path, String summary, List<Parameter> parameters, String example) {}

    /// @param where `query` or `path`
    public record Parameter(String name, String where, String description, String usual) {}

    ApiDescription(JsonMapper mapper, Exchanges exchanges) throws IOException {
        this.mapper = mapper;
        try (InputStream yaml =
                Objects.requireNonNull(ApiDescription.class.getResourceAsStream("openapi.yaml"), "openapi.yaml")) {
            Object read = new Load(LoadSettings.builder().build()).loadFromInputStream(yaml);
            this.document = (ObjectNode) mapper.valueToTree(read);
        }
        this.exchanges = exchanges;
    }

    @GetMapping(Links.PATH + "/swagger.json")
    void openApi(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ObjectNode here = document.deepCopy();
        here.putArray("servers").addObject().put("url", Links.of(request).root());
        exchanges.open(request, response).send(Exchange.JSON, out -> mapper.writeValue(out, here));
    }

    @GetMapping({Links.PATH + "/console", "/api-console/explore/v2.1"})
    Page console(HttpServletRequest request, Words words) {
        return Page.of(ApiDescription.class, "reference")
                .with("operations", operations())
                .with("root", Links.of(request).root());
    }

    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        document.path("paths").forEachEntry((path, methods) -> {
            JsonNode get = methods.path("get");
            List<Parameter> parameters = new ArrayList<>();
            for (JsonNode parameter : get.path("parameters")) parameters.add(parameter(parameter));
            operations.add(new Operation(path, get.path("summary").asString(), parameters, example(path)));
        });
        return operations;
    }

    private Parameter parameter(JsonNode given) {
        String reference = given.path("$ref").asString("");
        JsonNode parameter = reference.isEmpty() ? given : document.at(reference.substring(1));
        JsonNode usual = parameter.at("/schema/default");
        return new Parameter(
                parameter.path("name").asString(),
                parameter.path("in").asString(),
                parameter.path("description").asString(""),
                usual.isMissingNode() ? "" : usual.asString());
    }

    private static String example(String path) {
        String example = path.replace("{source}", "catalog").replace("exports/{format}", "exports/json");
        return example.contains("{") ? "" : example;
    }
}
