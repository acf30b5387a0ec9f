package city.senne.data.stewardship;

import city.senne.data.catalog.Dataset;
import city.senne.data.catalog.Dataset.Description;
import city.senne.data.catalog.FieldNotes;
import city.senne.engine.table.Field;
import city.senne.platform.i18n.Translated;
import city.senne.platform.web.Entries;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The form in which a person describes fields. What she leaves as it was delivered goes on following deliveries.
final class FieldsForm {
    private FieldsForm() {}

    /// @param fields as they were delivered
    static Entries filled(List<Field> fields, Description said) {
        Entries form = new Entries();
        for (Field field : fields) {
            FieldNotes notes = said.fields().getOrDefault(field.name(), FieldNotes.NONE);
            String name = "fields." + field.name() + ".";
            form.put(name + "label", notes.label());
            form.put(name + "description", notes.description());
            form.put(name + "unit", notes.unit() == null ? unit(field) : notes.unit());
            boolean facet = notes.facet() == null ? field.annotations().facet() : notes.facet();
            if (facet) form.put(name + "facet", "on");
        }
        return form;
    }

    /// @param fields that the form shows; all others stay as they were
    static Description read(Entries form, List<Field> fields, Description before) {
        Map<String, FieldNotes> all = new HashMap<>(before.fields());
        for (Field field : fields) {
            FieldNotes known = before.fields().getOrDefault(field.name(), FieldNotes.NONE);
            String name = "fields." + field.name() + ".";
            String unit = form.line(name + "unit");
            boolean facet = form.isTicked(name + "facet");
            FieldNotes notes = new FieldNotes(
                    form.translated(name + "label", known.label()),
                    form.translated(name + "description", known.description()),
                    unit.equals(unit(field)) ? null : unit,
                    facet == field.annotations().facet() ? null : facet,
                    known.name(),
                    known.formerly());
            if (notes.equals(FieldNotes.NONE)) all.remove(field.name());
            else all.put(field.name(), notes);
        }
        return before.with(all);
    }

    static List<String> languages(Dataset dataset) {
        return DescriptionForm.languages(dataset.description().fields().values().stream()
                .flatMap(notes -> Stream.<Translated>of(notes.label(), notes.description()))
                .toList());
    }

    private static String unit(Field field) {
        @Nullable String unit = field.annotations().unit();
        return Objects.requireNonNullElse(unit, "");
    }
}
