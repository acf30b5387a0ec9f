package city.senne.data.ogc;

import city.senne.engine.table.Field;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// The fields of a collection as a JSON Schema, which says what features hold and what filters may name.
final class FeatureSchema {
    private FeatureSchema() {}

    /// @param address of the schema itself
    static Map<String, Object> of(Collections.Collection collection, String address, Locale language) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (Field field : collection.fields().fields()) {
            Map<String, Object> property = new LinkedHashMap<>();
            property.put("title", field.label());
            if (!field.description().isEmpty()) property.put("description", field.description());
            property.putAll(type(field));
            if (field.equals(collection.place())) property.put("x-ogc-role", "primary-geometry");
            else if (collection.time().filter(field::equals).isPresent()) {
                property.put("x-ogc-role", "primary-instant");
            }
            properties.put(field.name(), property);
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("$id", address);
        schema.put("type", "object");
        schema.put("title", collection.dataset().title(language.getLanguage()));
        schema.put("properties", properties);
        schema.put("additionalProperties", false);
        return schema;
    }

    /// A tile holds values as text, but for numbers and truth values.
    static Map<String, Object> inTile(Field field) {
        String type = field.isMultivalued() ? "" : String.valueOf(type(field).get("type"));
        return Map.of("title", field.label(), "type", type.matches("integer|number|boolean") ? type : "string");
    }

    private static Map<String, Object> type(Field field) {
        if (field.isMultivalued()) return Map.of("type", "array", "items", Map.of("type", "string"));
        return switch (field.type()) {
            case GEO_POINT -> Map.of("format", "geometry-point");
            case GEO_SHAPE -> Map.of("format", "geometry-any");
            case DATE -> Map.of("type", "string", "format", "date");
            case DATETIME -> Map.of("type", "string", "format", "date-time");
            case INT -> Map.of("type", "integer");
            case DOUBLE, DECIMAL -> Map.of("type", "number");
            case BOOLEAN -> Map.of("type", "boolean");
            default -> Map.of("type", "string");
        };
    }
}
