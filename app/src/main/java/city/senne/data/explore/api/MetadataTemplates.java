package city.senne.data.explore.api;

import city.senne.engine.table.Field;
import city.senne.engine.table.FieldType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What can be said of a dataset: the metadata of the catalogue, by templates.
@RestController
@RequestMapping(Links.PATH + "/catalog/metadata_templates")
class MetadataTemplates {
    /// The templates by their type. Nothing is kept for administrators alone.
    private static final Map<String, List<String>> TYPES = types();

    private static Map<String, List<String>> types() {
        Map<String, List<String>> types = new LinkedHashMap<>();
        types.put("basic", List.of("default"));
        types.put("interop", List.of("dcat"));
        types.put("extra", List.of("explore"));
        types.put("admin", List.of());
        return types;
    }

    @GetMapping
    Map<String, Object> all(HttpServletRequest request) {
        String address = address(request);
        List<Links.Link> links = new ArrayList<>(List.of(new Links.Link("self", address)));
        TYPES.keySet().forEach(type -> links.add(new Links.Link(type, address + "/" + type)));
        return Map.of("links", links);
    }

    @GetMapping("/{type}")
    Map<String, Object> ofType(@PathVariable String type, HttpServletRequest request) {
        List<String> names = TYPES.get(type);
        if (names == null) throw Refusal.resource("The requested metadata template type does not exist.");
        String address = address(request);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(
                "links",
                List.of(new Links.Link("self", address + "/" + type), new Links.Link("metadata_templates", address)));
        json.put(
                "metadata_templates",
                names.stream()
                        .map(name -> Map.of(
                                "links",
                                List.of(new Links.Link("self", address + "/" + type + "/" + name)),
                                "metadata_template",
                                template(type, name)))
                        .toList());
        return json;
    }

    @GetMapping("/{type}/{name}")
    Map<String, Object> template(@PathVariable String type, @PathVariable String name, HttpServletRequest request) {
        if (!TYPES.getOrDefault(type, List.of()).contains(name)) {
            throw Refusal.resource("The requested metadata template does not exist.");
        }
        String address = address(request);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(
                "links",
                List.of(
                        new Links.Link("self", address + "/" + type + "/" + name),
                        new Links.Link(type, address + "/" + type),
                        new Links.Link("metadata_templates", address)));
        json.put("metadata_template", template(type, name));
        return json;
    }

    private static String address(HttpServletRequest request) {
        return Links.of(request).catalog() + "/metadata_templates";
    }

    private static Map<String, Object> template(String type, String name) {
        Map<String, Object> template = new LinkedHashMap<>();
        template.put("type", type);
        template.put("name", name);
        template.put(
                "schema",
                CatalogColumns.SCHEMA.fields().stream()
                        .filter(field -> field.name().startsWith(name + "."))
                        .map(field -> metadata(field, field.name().substring(name.length() + 1)))
                        .toList());
        return template;
    }

    private static Map<String, @Nullable Object> metadata(Field field, String name) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        String label = name.replace('_', ' ');
        json.put("name", name);
        json.put("label", Character.toUpperCase(label.charAt(0)) + label.substring(1));
        json.put("type", type(field, name));
        json.put("values", null);
        json.put("help_text", null);
        json.put("allow_empty", !name.equals("title"));
        json.put("hidden", false);
        return json;
    }

    private static String type(Field field, String name) {
        if (field.annotations().multivalued() != null) return "list";
        if (name.equals("description")) return "longstring";
        return field.type() == FieldType.TEXT ? "text" : field.type().apiName();
    }
}
