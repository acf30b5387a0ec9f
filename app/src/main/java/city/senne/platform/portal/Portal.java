package city.senne.platform.portal;

import city.senne.platform.i18n.Language;
import city.senne.platform.i18n.Languages;
import city.senne.platform.i18n.Translated;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How the portal is set up.
///
/// @param contact the e-mail address of whoever publishes the catalogue, for other portals; empty for none
/// @param nameBesideLogo false when the logo says the name itself
/// @param colour none for Senne's own
/// @param places the id of the dataset in which readers find an address or a named place; empty for none
/// @param home the parts of the home page, in their order
/// @param welcome the text on the home page, in Markdown
/// @param legal in Markdown; a page without text does not exist
public record Portal(
        Translated name,
        String contact,
        boolean nameBesideLogo,
        @Nullable Logo logo,
        @Nullable MainColour colour,
        Languages languages,
        Basemap basemap,
        String places,
        List<HomeBlock> home,
        Translated welcome,
        Map<LegalPage, Translated> legal) {
    private static final List<HomeBlock> USUAL_HOME =
            List.of(HomeBlock.SEARCH, HomeBlock.FIGURES, HomeBlock.THEMES, HomeBlock.NEWEST, HomeBlock.PROGRAMS);

    /// What was not kept is as it is before anybody chose.
    @SuppressWarnings("NullAway")
    public Portal {
        name = name == null ? Translated.EMPTY : name;
        contact = contact == null ? "" : contact;
        languages = languages == null ? Languages.ALL : languages;
        basemap = basemap == null ? Basemap.NONE : basemap;
        places = places == null ? "" : places;
        home = home == null ? USUAL_HOME : home.stream().distinct().toList();
        welcome = welcome == null ? Translated.EMPTY : welcome;
        Map<LegalPage, Translated> pages = new EnumMap<>(LegalPage.class);
        if (legal != null) {
            legal.forEach((page, text) -> {
                if (!text.isEmpty()) pages.put(page, text);
            });
        }
        legal = java.util.Collections.unmodifiableMap(pages);
    }

    /// Before anybody chose.
    static Portal initial(String name, Language first) {
        Map<String, String> names = Arrays.stream(Language.values())
                .collect(Collectors.toMap(Language::tag, _ -> name, (a, _) -> a, TreeMap::new));
        return new Portal(
                new Translated(names),
                "",
                true,
                null,
                null,
                new Languages(Languages.ALL.offered(), first),
                Basemap.NONE,
                "",
                USUAL_HOME,
                Translated.EMPTY,
                Map.of());
    }

    /// In the reader's language, else in the portal's own.
    public String name(Language language) {
        return in(name, language);
    }

    /// The name in each language that the portal offers.
    public Translated names() {
        return new Translated(languages.offered().stream()
                .collect(Collectors.toMap(Language::tag, this::name, (a, _) -> a, TreeMap::new)));
    }

    /// A text in the reader's language, else in the portal's own, else in whichever there is.
    public String in(Translated text, Language language) {
        return text.byLanguage()
                .getOrDefault(language.tag(), text.in(languages.first().tag()));
    }

    /// The language of the text that [#in] finds, for screen readers.
    public String languageOf(Translated text, Language language) {
        if (text.byLanguage().containsKey(language.tag())) return language.tag();
        String first = languages.first().tag();
        return text.isEmpty() ? first : text.languageFor(first);
    }

    /// Those that have a text, in the order of the footer.
    public List<LegalPage> legalPages() {
        return List.copyOf(legal.keySet());
    }

    public Portal identity(
            Translated name,
            String contact,
            boolean nameBesideLogo,
            @Nullable Logo logo,
            @Nullable MainColour colour,
            Languages languages) {
        return new Portal(
                name, contact, nameBesideLogo, logo, colour, languages, basemap, places, home, welcome, legal);
    }

    public Portal contact(String address) {
        return new Portal(
                name, address, nameBesideLogo, logo, colour, languages, basemap, places, home, welcome, legal);
    }

    public Portal maps(Basemap other, String found) {
        return new Portal(name, contact, nameBesideLogo, logo, colour, languages, other, found, home, welcome, legal);
    }

    public Portal home(List<HomeBlock> blocks, Translated text) {
        return new Portal(name, contact, nameBesideLogo, logo, colour, languages, basemap, places, blocks, text, legal);
    }

    public Portal legal(Map<LegalPage, Translated> pages) {
        return new Portal(
                name, contact, nameBesideLogo, logo, colour, languages, basemap, places, home, welcome, pages);
    }
}
