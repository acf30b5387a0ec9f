package city.senne.data.catalog;

import java.time.Instant;
import java.util.List;

/// A dataset as the catalogue shows it, with its newest version.
///
/// @param uid short and stable, also when the id changes
/// @param licence name of the licence, empty when nobody chose one
/// @param modified when rows or description last changed
public record Dataset(
        DatasetId id, String uid, Description description, Instant created, Instant modified, Version current) {

    /// What people say about the dataset.
    public record Description(
            Translated title,
            Translated text,
            String publisher,
            String licence,
            String licenceUrl,
            List<String> keywords,
            List<String> themes) {
        public Description {
            keywords = List.copyOf(keywords);
            themes = List.copyOf(themes);
        }

        public static Description titled(Translated title) {
            return new Description(title, Translated.EMPTY, "", "", "", List.of(), List.of());
        }
    }

    /// The title, or the id when there is none in any language.
    public String title(String language) {
        return description.title().isEmpty() ? id.value() : description.title().in(language);
    }
}
