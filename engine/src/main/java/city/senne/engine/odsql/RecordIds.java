package city.senne.engine.odsql;

import static city.senne.engine.odsql.SqlText.of;

import city.senne.engine.table.Field;
import java.util.List;
import java.util.regex.Pattern;

/// The id of a record: a fingerprint of its key, or of everything the caller sees when there is no key.
public final class RecordIds {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{40}");

    private RecordIds() {}

    /// A question for one record; throws IllegalArgumentException when this cannot be an id.
    ///
    /// @param id 40 hexadecimal digits
    public static Question questionFor(String id, Question question) {
        if (!ID.matcher(id).matches()) throw new IllegalArgumentException("Not a record id");
        return question.where("recordid = '" + id + "'").page(1, 0);
    }

    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /// The values as one text that does not depend on the session. Control characters part the values, so that
    /// moving a letter from one to the next makes another text.
    static SqlText text(ValueSql values, List<Field> fields) {
        List<SqlText> parts = fields.stream()
                .map(field -> of("coalesce({}, chr(30))", text(values, field)))
                .toList();
        return parts.isEmpty() ? of("''") : of("concat_ws(chr(31), {})", SqlText.joined(", ", parts));
    }

    private static SqlText text(ValueSql values, Field field) {
        SqlText column = values.column(field.name());
        return switch (ValueType.of(field)) {
            case TEXT, JSON, FILE -> column;
            case TEXTS -> of("array_to_string({}, chr(29))", column);
            case DATETIME -> of("CAST(epoch_us({}) AS VARCHAR)", column);
            case SHAPE -> of("md5({})", column);
            case POINT -> {
                var place = new Bound.Column(field);
                yield of(
                        "CAST({} AS VARCHAR) || ' ' || CAST({} AS VARCHAR)",
                        values.longitude(place),
                        values.latitude(place));
            }
            default -> of("CAST({} AS VARCHAR)", column);
        };
    }
}
