package city.senne.data.catalog;

import city.senne.engine.table.Field;
import city.senne.platform.i18n.Translated;

/// What a delivery says of a field in several languages; each is empty where the field itself says it all.
public record FieldWords(Translated label, Translated description, Translated unit) {
    public static final FieldWords NONE = new FieldWords(Translated.EMPTY, Translated.EMPTY, Translated.EMPTY);

    Field on(Field field, String language) {
        return new Field(
                field.name(),
                field.type(),
                label.isEmpty() ? field.label() : label.in(language),
                description.isEmpty() ? field.description() : description.in(language),
                unit.isEmpty() ? field.annotations() : field.annotations().measuredIn(unit.in(language)));
    }
}
