package city.senne.data.ogc;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What can be asked, for programs: OpenAPI 3.0, `openapi.yaml` beside this, under the address at which it was asked.
@RestController
class OgcDescription {
    private final ObjectNode document;
    private final JsonMapper mapper;

    OgcDescription(JsonMapper mapper) throws IOException {
        this.mapper = mapper;
        try (InputStream yaml =
                Objects.requireNonNull(OgcDescription.class.getResourceAsStream("openapi.yaml"), "openapi.yaml")) {
            Object read = new Load(LoadSettings.builder().build()).loadFromInputStream(yaml);
            this.document = (ObjectNode) mapper.valueToTree(read);
        }
    }

    @GetMapping(Links.PATH + "/api")
    void description(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ObjectNode here = document.deepCopy();
        here.putArray("servers").addObject().put("url", Links.of(request).landing());
        response.setContentType(Links.OPENAPI);
        mapper.writeValue(response.getOutputStream(), here);
    }
}
