package city.senne.data.catalog;

import city.senne.engine.table.Field;
import city.senne.platform.i18n.Translated;
import org.jspecify.annotations.Nullable;

/// What people say of a field. It goes before what deliveries say of it, and stays when the next one comes.
///
/// @param label empty to leave it as it was delivered
/// @param description empty to leave it as it was delivered
/// @param unit null to leave it as it was delivered, empty for none
/// @param facet null to leave it as it was delivered
public record FieldNotes(
        Translated label,
        Translated description,
        @Nullable String unit,
        @Nullable Boolean facet) {
    public static final FieldNotes NONE = new FieldNotes(Translated.EMPTY, Translated.EMPTY, null, null);

    /// The field, described in a language as far as somebody did.
    Field on(Field delivered, String language) {
        var annotations = delivered.annotations();
        if (unit != null) annotations = annotations.measuredIn(unit.isEmpty() ? null : unit);
        if (facet != null) annotations = annotations.asFacet(facet);
        return new Field(
                delivered.name(),
                delivered.type(),
                label.isEmpty() ? delivered.label() : label.in(language),
                description.isEmpty() ? delivered.description() : description.in(language),
                annotations);
    }
}
