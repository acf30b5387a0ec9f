package city.senne.data.explore;

import city.senne.engine.table.Field;
import city.senne.engine.table.FieldType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// A question that this dataset can answer, as an address to copy.
///
/// @param word the key of what it asks, with `argument` filled in
/// @param path of the API, with its query
public record ApiExample(String word, String argument, String path) {

    /// Questions made of the fields that are there.
    static List<ApiExample> of(DatasetHead head) {
        List<Field> fields = head.fields();
        String records = head.apiPath() + "/records";
        List<ApiExample> examples = new ArrayList<>();
        examples.add(new ApiExample("explore.api.first", "", records + "?limit=20" + head.asOfQuery("&")));
        find(
                        fields,
                        field -> field.type() == FieldType.TEXT
                                && !field.annotations().id())
                .ifPresent(field -> examples.add(new ApiExample(
                        "explore.api.count",
                        field.label(),
                        records + "?select=" + encoded(field.name() + ", count(*) as number") + "&group_by="
                                + encoded(field.name()) + "&order_by=" + encoded("number desc")
                                + head.asOfQuery("&"))));
        find(fields, field -> field.type().isNumber())
                .ifPresent(field -> examples.add(new ApiExample(
                        "explore.api.largest",
                        field.label(),
                        records + "?order_by=" + encoded(field.name() + " desc") + "&limit=5" + head.asOfQuery("&"))));
        find(fields, field -> field.type() == FieldType.DATE || field.type() == FieldType.DATETIME)
                .ifPresent(field -> examples.add(new ApiExample(
                        "explore.api.since",
                        field.label(),
                        records + "?where=" + encoded(field.name() + " >= date'2024-01-01'") + head.asOfQuery("&"))));
        find(fields, field -> field.type() == FieldType.GEO_POINT)
                .ifPresent(field -> examples.add(new ApiExample(
                        "explore.api.near",
                        field.label(),
                        records + "?where="
                                + encoded("within_distance(" + field.name() + ", geom'POINT(4.3525 50.8467)', 500m)")
                                + head.asOfQuery("&"))));
        return List.copyOf(examples);
    }

    private static Optional<Field> find(List<Field> fields, Predicate<Field> wanted) {
        return fields.stream().filter(wanted).findFirst();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
