package city.senne.trust.access;

import city.senne.engine.odsql.Grain;
import city.senne.engine.odsql.Mask;
import city.senne.engine.odsql.View;
import city.senne.engine.table.Field;
import city.senne.engine.table.TableSchema;
import city.senne.platform.i18n.Words;
import java.util.List;
import java.util.stream.Collectors;

/// What is said of values that somebody sees less exactly than they are.
public final class GrainWords {
    private GrainWords() {}

    /// How exactly, in a few words that go on behind a colon.
    public static String of(Grain grain, Words words) {
        return switch (grain) {
            case Grain.Exact _ -> words.of("access.grain.exact");
            case Grain.Steps(var step) -> words.of("access.grain.step", words.number(step));
            case Grain.Since(var unit) -> words.of("access.grain." + grain.spelling());
            case Grain.First(int characters) -> words.of("access.grain.first", characters);
            case Grain.Initial _ -> words.of("access.grain.initial");
            case Grain.Constant(String text) -> words.of("access.grain.constant", text);
            case Grain.Grid(int metres) ->
                metres % 1000 == 0
                        ? words.of("access.grain.grid", metres / 1000 + " km")
                        : words.of("access.grain.grid", metres + " m");
            case Grain.Empty _ -> words.of("access.grain.empty");
        };
    }

    /// The same of a field whose values are not seen alike in all rows.
    public static String of(Mask.Graded mask, Words words) {
        String all = mask.grains().stream().map(grain -> of(grain, words)).collect(Collectors.joining("; "));
        return mask.grains().size() == 1 ? all : words.of("access.grain.by-row", all);
    }

    /// The view with a sentence in the description of each field that is seen less exactly.
    static View describe(View view, Words words) {
        List<Field> fields = view.table().fields().stream()
                .map(field -> view.masks().get(field.name()) instanceof Mask.Graded mask
                        ? described(field, words.of("access.grain.said", of(mask, words)))
                        : field)
                .toList();
        return view.describedAs(new TableSchema(fields));
    }

    private static Field described(Field field, String said) {
        String before = field.description();
        String description = before.isBlank() ? said : before.strip() + "\n\n" + said;
        return new Field(field.name(), field.type(), field.label(), description, field.annotations(), field.formerly());
    }
}
