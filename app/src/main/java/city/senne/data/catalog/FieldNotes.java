package city.senne.data.catalog;

import city.senne.engine.table.Field;
import city.senne.engine.table.FormerName;
import city.senne.platform.i18n.Translated;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What people say of a field. It goes before what deliveries say of it, and stays when the next one comes.
///
/// @param label empty to leave it as it was delivered
/// @param description empty to leave it as it was delivered
/// @param unit null to leave it as it was delivered, empty for none
/// @param facet null to leave it as it was delivered
/// @param name by which questions call it; null for that of its column
/// @param formerly its names before that, the last one first; the column's own may be among them
public record FieldNotes(
        Translated label,
        Translated description,
        @Nullable String unit,
        @Nullable Boolean facet,
        @Nullable String name,
        List<FormerName> formerly) {
    public static final FieldNotes NONE =
            new FieldNotes(Translated.EMPTY, Translated.EMPTY, null, null, null, List.of());

    public FieldNotes {
        // Those that were kept before fields could be renamed lack them.
        formerly = List.copyOf(Objects.requireNonNullElse(formerly, List.of()));
    }

    /// The same field under another name.
    ///
    /// @param column the name it was delivered under
    /// @param today the day of the renaming
    /// @param until the last day of the name that it has now
    FieldNotes renamed(String column, String newName, LocalDate today, LocalDate until) {
        List<FormerName> former = new ArrayList<>();
        former.add(new FormerName(nameOf(column), today, until));
        former.addAll(formerly);
        former.removeIf(each -> each.name().equals(newName));
        return new FieldNotes(
                label, description, unit, facet, newName.equals(column) ? null : newName, List.copyOf(former));
    }

    /// What the field of this column is called now.
    public String nameOf(String column) {
        return Objects.requireNonNullElse(name, column);
    }

    /// The field, described in a language as far as somebody did.
    ///
    /// @param columns of the same version: what one of them is called no other field is called
    Field on(Field delivered, String language, Set<String> columns) {
        var annotations = delivered.annotations();
        if (unit != null) annotations = annotations.measuredIn(unit.isEmpty() ? null : unit);
        if (facet != null) annotations = annotations.asFacet(facet);
        String column = delivered.name();
        boolean isFree = name == null || !columns.contains(name);
        return new Field(
                isFree ? nameOf(column) : column,
                delivered.type(),
                label.isEmpty() ? delivered.label() : label.in(language),
                description.isEmpty() ? delivered.description() : description.in(language),
                annotations,
                formerly.stream()
                        .filter(former -> former.name().equals(column) ? isFree : !columns.contains(former.name()))
                        .toList());
    }
}
