package city.senne.data.explore;

import city.senne.engine.table.FieldType;
import city.senne.platform.web.Icon;
import java.util.Locale;

/// How a type is shown to people.
public final class TypeLook {
    private TypeLook() {}

    public static Icon icon(FieldType type) {
        return switch (type) {
            case TEXT -> Icon.TYPE;
            case INT, DOUBLE, DECIMAL -> Icon.HASH;
            case BOOLEAN -> Icon.TOGGLE_LEFT;
            case DATE -> Icon.CALENDAR;
            case DATETIME -> Icon.CALENDAR_CLOCK;
            case GEO_POINT -> Icon.MAP_PIN;
            case GEO_SHAPE -> Icon.PENTAGON;
            case JSON -> Icon.BRACES;
            case FILE -> Icon.FILE;
        };
    }

    /// The key of its name.
    public static String word(FieldType type) {
        return "catalog.type." + type.name().toLowerCase(Locale.ROOT);
    }
}
