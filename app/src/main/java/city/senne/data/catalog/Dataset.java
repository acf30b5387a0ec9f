package city.senne.data.catalog;

import city.senne.engine.table.Field;
import city.senne.engine.table.TableSchema;
import city.senne.platform.i18n.Language;
import city.senne.platform.i18n.Translated;
import city.senne.trust.access.Stage;
import city.senne.trust.access.Subject;
import city.senne.trust.access.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A dataset as the catalogue shows it, with its newest version.
///
/// @param uid short and stable, also when the id changes
/// @param subject what decides who may do what with it
/// @param revision of the description, counted from 1
/// @param published when it was first there for everybody; null for one that never was
/// @param modified when rows or description last changed
public record Dataset(
        DatasetId id,
        String uid,
        Description description,
        Subject subject,
        int revision,
        Instant created,
        @Nullable Instant published,
        Instant modified,
        Version current) {

    /// What people say about the dataset.
    ///
    /// @param licence name of the licence, empty when nobody chose one
    /// @param themes codes of [Theme], or words of the publisher's own
    /// @param languages in which the data are written: codes of [AuthorityTable#LANGUAGE]
    /// @param hvdCategories codes of [AuthorityTable#HVD_CATEGORY]; empty for what no law calls of high value
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
            List<String> languages,
            List<String> hvdCategories,
            Map<String, FieldNotes> fields) {
        public Description {
            languages = languages.stream().distinct().toList();
            hvdCategories = hvdCategories.stream().distinct().toList();
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
                    List.of(),
                    List.of(),
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

        /// Whether nobody said more than a title.
        public boolean isOnlyTitled() {
            return equals(titled(title).with(fields));
        }

        /// The same with a field under another name.
        ///
        /// @param column the name it was delivered under
        /// @param today the day of the renaming
        /// @param until the last day of the name that it has now
        public Description renamed(String column, String name, LocalDate today, LocalDate until) {
            Map<String, FieldNotes> all = new HashMap<>(fields);
            all.put(column, all.getOrDefault(column, FieldNotes.NONE).renamed(column, name, today, until));
            return with(all);
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
                    languages,
                    hvdCategories,
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

    /// The fields of one of its versions as people describe them, under the names that they have now: those of the
    /// version's columns, in their order.
    public TableSchema fields(Version version, String language) {
        Set<String> columns =
                version.schema().fields().stream().map(Field::name).collect(Collectors.toSet());
        return new TableSchema(version.fields(language).fields().stream()
                .map(field -> notes(field.name()).on(field, language, columns))
                .toList());
    }

    /// The same with the columns, for rules.
    public Table table(Version version, String language) {
        return new Table(
                fields(version, language),
                version.schema().fields().stream().map(Field::name).toList(),
                language);
    }

    /// What people say of the field of a column.
    public FieldNotes notes(String column) {
        return description.fields().getOrDefault(column, FieldNotes.NONE);
    }

    /// The field of a column of the newest version, under the name that it has now.
    public Optional<Field> findField(String column) {
        List<Field> columns = current.schema().fields();
        List<Field> fields = fields(current, Language.FR.tag()).fields();
        return IntStream.range(0, columns.size())
                .filter(i -> columns.get(i).name().equals(column))
                .mapToObj(fields::get)
                .findFirst();
    }

    /// The columns of renamed fields, by every other name that the fields have or had.
    public Map<String, String> columns() {
        Map<String, String> columns = new HashMap<>();
        description.fields().forEach((column, notes) -> {
            notes.formerly().forEach(former -> columns.put(former.name(), column));
            columns.put(notes.nameOf(column), column);
        });
        description.fields().keySet().forEach(column -> columns.remove(column, column));
        return columns;
    }

    /// Whether whoever found it sees every row and every field.
    public boolean isWhole() {
        return current.tellsFigures();
    }

    public Stage stage() {
        return subject.stage();
    }

    Dataset with(Subject newSubject) {
        return new Dataset(id, uid, description, newSubject, revision, created, published, modified, current);
    }

    /// The same for those who may not know how many rows there are, or where: they see some of them at most.
    Dataset withoutFigures() {
        return new Dataset(
                id, uid, description, subject, revision, created, published, modified, current.withoutFigures());
    }
}
