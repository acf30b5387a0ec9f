package city.senne.data.ingest;

import city.senne.data.catalog.Coverage;
import city.senne.data.catalog.Dataset;
import city.senne.data.catalog.Dataset.Contact;
import city.senne.data.catalog.Frequency;
import city.senne.data.catalog.Keywords;
import city.senne.platform.i18n.Translated;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a publisher says of the dataset itself; null where she leaves it as it is.
///
/// @param organisation whose dataset a new one is; it says nothing of one that is there
public record About(
        @Nullable Translated title,
        @Nullable Translated description,
        @Nullable Translated publisher,
        @Nullable String licence,
        @Nullable String licenceUrl,
        @Nullable Keywords keywords,
        @Nullable List<String> themes,
        @Nullable Contact contact,
        @Nullable Frequency frequency,
        @Nullable Coverage coverage,
        @Nullable List<String> languages,
        @Nullable List<String> hvdCategories,
        @Nullable String organisation) {
    static final About NOTHING =
            new About(null, null, null, null, null, null, null, null, null, null, null, null, null);

    static About titled(@Nullable Translated title) {
        return new About(title, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    About overriddenBy(About other) {
        return new About(
                or(other.title, title),
                or(other.description, description),
                or(other.publisher, publisher),
                or(other.licence, licence),
                or(other.licenceUrl, licenceUrl),
                or(other.keywords, keywords),
                or(other.themes, themes),
                or(other.contact, contact),
                or(other.frequency, frequency),
                or(other.coverage, coverage),
                or(other.languages, languages),
                or(other.hvdCategories, hvdCategories),
                or(other.organisation, organisation));
    }

    About of(@Nullable String owner) {
        return new About(
                title,
                description,
                publisher,
                licence,
                licenceUrl,
                keywords,
                themes,
                contact,
                frequency,
                coverage,
                languages,
                hvdCategories,
                owner);
    }

    private static <T> @Nullable T or(@Nullable T preferred, @Nullable T otherwise) {
        return preferred != null ? preferred : otherwise;
    }

    /// What is said now, else what was said before.
    public Dataset.Description describe(Dataset.Description known) {
        return new Dataset.Description(
                text(title, known.title()),
                text(description, known.text()),
                publisher(publisher, known.publisher()),
                Objects.requireNonNullElse(contact, known.contact()),
                Objects.requireNonNullElse(licence, known.licence()),
                Objects.requireNonNullElse(licenceUrl, known.licenceUrl()),
                Objects.requireNonNullElse(keywords, known.keywords()),
                Objects.requireNonNullElse(themes, known.themes()),
                Objects.requireNonNullElse(frequency, known.frequency()),
                coverage == null ? known.coverage() : known.coverage().overriddenBy(coverage),
                Objects.requireNonNullElse(languages, known.languages()),
                Objects.requireNonNullElse(hvdCategories, known.hvdCategories()),
                known.fields());
    }

    /// A text of no language that is known in one already says nothing new.
    private static Translated text(@Nullable Translated given, Translated known) {
        if (given == null) return known;
        boolean isKnown = given.isUndetermined()
                && known.byLanguage().values().containsAll(given.byLanguage().values());
        return isKnown ? known : given;
    }

    /// A name that is known in one language already leaves the others.
    private static Translated publisher(@Nullable Translated given, Translated known) {
        if (given == null) return known;
        return known.byLanguage().values().containsAll(given.byLanguage().values()) ? known : given;
    }
}
