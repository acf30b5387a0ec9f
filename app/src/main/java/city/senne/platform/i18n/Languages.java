package city.senne.platform.i18n;

import java.util.List;

/// The languages in which readers get pages.
///
/// @param offered in the order in which pages list them; at least one
/// @param first the city's own, for readers who ask for no other
public record Languages(List<Language> offered, Language first) {
    public static final Languages ALL = new Languages(List.of(Language.values()), Language.FR);

    public Languages {
        offered = List.copyOf(offered);
    }

    public boolean offers(Language language) {
        return offered.contains(language);
    }

    /// Knows the languages that are offered now.
    public interface Offer {
        Languages languages();
    }
}
