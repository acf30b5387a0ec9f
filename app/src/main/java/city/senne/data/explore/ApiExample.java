package city.senne.data.explore;

import city.senne.engine.odsql.Spelling;
import city.senne.engine.table.Field;
import city.senne.engine.table.FieldType;
import city.senne.platform.web.PageAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// A question that this dataset can answer, to begin with.
///
/// @param word the key of what it asks, with `argument` filled in
/// @param question the page with its form filled in
public record ApiExample(String word, String argument, PageAddress question) {

    /// Questions made of the fields that are there.
    static List<ApiExample> of(DatasetHead head) {
        List<Field> fields = head.fields();
        PageAddress page = PageAddress.of(head.path() + "/api");
        PageAddress start = head.isOlder() ? page.with("as_of", head.version().number()) : page;
        List<ApiExample> examples = new ArrayList<>();
        examples.add(new ApiExample("explore.api.first", "", start.with("limit", 20)));
        find(fields, field -> isName(field) && field.annotations().facet())
                .or(() -> find(fields, ApiExample::isName))
                .ifPresent(field -> examples.add(new ApiExample(
                        "explore.api.count",
                        field.label(),
                        start.with("select", name(field) + ", count(*) as number")
                                .with("group_by", name(field))
                                .with("order_by", "number desc"))));
        find(fields, field -> field.type().isNumber())
                .ifPresent(field -> examples.add(new ApiExample(
                        "explore.api.largest",
                        field.label(),
                        start.with("order_by", name(field) + " desc").with("limit", 5))));
        find(fields, field -> field.type() == FieldType.DATE || field.type() == FieldType.DATETIME)
                .ifPresent(field -> examples.add(new ApiExample(
                        "explore.api.since",
                        field.label(),
                        start.with("where", name(field) + " >= date'2024-01-01'"))));
        find(fields, field -> field.type() == FieldType.GEO_POINT)
                .ifPresent(field -> examples.add(new ApiExample(
                        "explore.api.near",
                        field.label(),
                        start.with(
                                "where", "within_distance(" + name(field) + ", geom'POINT(4.3525 50.8467)', 500m)"))));
        return List.copyOf(examples);
    }

    private static boolean isName(Field field) {
        return field.type() == FieldType.TEXT && !field.annotations().id();
    }

    private static String name(Field field) {
        return Spelling.name(field.name());
    }

    private static Optional<Field> find(List<Field> fields, Predicate<Field> wanted) {
        return fields.stream().filter(wanted).findFirst();
    }
}
