package city.senne.data.catalog;

import city.senne.engine.table.TableSchema;
import city.senne.platform.i18n.Translated;
import city.senne.trust.access.Stage;
import city.senne.trust.access.Subject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A dataset as the catalogue shows it, with its newest version.
///
/// @param uid short and stable, also when the id changes
/// @param revision of the description, counted from 1
/// @param published when it was first there for everybody; null for one that never was
/// @param modified when rows or description last changed
public record Dataset(
        DatasetId id,
        String uid,
        Description description,
        Stage stage,
        int revision,
        Instant created,
        @Nullable Instant published,
        Instant modified,
        Version current) {

    /// What people say about the dataset.
    ///
    /// @param licence name of the licence, empty when nobody chose one
    /// @param themes codes of [Theme], or words of the publisher's own
    /// @param fields by the name of the field; fields that no version has are kept, for they may come back
    public record Description(
            Translated title,
            Translated text,
            Translated publisher,
            Contact contact,
            String licence,
            String licenceUrl,
            Keywords keywords,
            List<String> themes,
            Frequency frequency,
            Coverage coverage,
            Map<String, FieldNotes> fields) {
        public Description {
            themes = themes.stream().map(Theme::codeOf).distinct().toList();
            fields = Map.copyOf(fields);
        }

        public static Description titled(Translated title) {
            return new Description(
                    title,
                    Translated.EMPTY,
                    Translated.EMPTY,
                    Contact.NONE,
                    "",
                    "",
                    Keywords.NONE,
                    List.of(),
                    Frequency.UNKNOWN,
                    Coverage.NONE,
                    Map.of());
        }

        /// What readers look for and nobody said: `description`, `publisher`, `licence`, `contact`, as far as it lacks.
        public List<String> missing() {
            Map<String, Boolean> lacks = new LinkedHashMap<>();
            lacks.put("description", text.isEmpty());
            lacks.put("publisher", publisher.isEmpty());
            lacks.put("licence", licence.isEmpty());
            lacks.put("contact", contact.equals(Contact.NONE));
            return lacks.keySet().stream()
                    .filter(each -> Boolean.TRUE.equals(lacks.get(each)))
                    .toList();
        }

        public Description with(Map<String, FieldNotes> fields) {
            return new Description(
                    title,
                    text,
                    publisher,
                    contact,
                    licence,
                    licenceUrl,
                    keywords,
                    themes,
                    frequency,
                    coverage,
                    fields);
        }
    }

    /// Whom to ask about the dataset; either may be empty.
    public record Contact(String name, String email) {
        public static final Contact NONE = new Contact("", "");
    }

    /// The title, or the id when there is none in any language.
    public String title(String language) {
        return description.title().isEmpty() ? id.value() : description.title().in(language);
    }

    public List<String> themes(String language) {
        return description.themes().stream()
                .map(theme -> Theme.nameOf(theme, language))
                .toList();
    }

    /// The fields of one of its versions as people describe them.
    public TableSchema fields(Version version, String language) {
        return new TableSchema(version.fields(language).fields().stream()
                .map(field -> description
                        .fields()
                        .getOrDefault(field.name(), FieldNotes.NONE)
                        .on(field, language))
                .toList());
    }

    /// What decides who may do what with it.
    public Subject subject() {
        return new Subject(id.value(), stage);
    }
}
