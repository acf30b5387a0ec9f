package city.senne.data.catalog;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The EU's data themes, by which portals sort datasets; after the authority table `data-theme`.
public enum Theme {
    AGRI(
            "Agriculture, pêche, sylviculture et alimentation",
            "Landbouw, visserij, bosbouw en voeding",
            "Agriculture, fisheries, forestry and food"),
    ECON("Économie et finances", "Economie en financiën", "Economy and finance"),
    EDUC("Éducation, culture et sport", "Onderwijs, cultuur en sport", "Education, culture and sport"),
    ENER("Énergie", "Energie", "Energy"),
    ENVI("Environnement", "Milieu", "Environment"),
    GOVE("Gouvernement et secteur public", "Overheid en publieke sector", "Government and public sector"),
    HEAL("Santé", "Gezondheid", "Health"),
    INTR("Questions internationales", "Internationale vraagstukken", "International issues"),
    JUST(
            "Justice, système juridique et sécurité publique",
            "Justitie, rechtsstelsel en openbare veiligheid",
            "Justice, legal system and public safety"),
    REGI("Régions et villes", "Regio’s en steden", "Regions and cities"),
    SOCI("Population et société", "Bevolking en samenleving", "Population and society"),
    TECH("Science et technologie", "Wetenschap en technologie", "Science and technology"),
    TRAN("Transports", "Vervoer", "Transport");

    /// The table itself.
    public static final String TABLE = "http://publications.europa.eu/resource/authority/data-theme";

    private static final String IN_TABLE = TABLE + "/";

    private final List<String> names;

    Theme(String french, String dutch, String english) {
        this.names = List.of(french, dutch, english);
    }

    /// @param language any but `fr` and `nl` is answered in English
    public String in(String language) {
        return names.get(
                switch (language) {
                    case "fr" -> 0;
                    case "nl" -> 1;
                    default -> 2;
                });
    }

    public String uri() {
        return IN_TABLE + name();
    }

    /// The theme that a code, an address of the authority table or a name in one of the languages means.
    static Optional<Theme> find(String said) {
        String bare = said.strip().replace('\'', '’').toLowerCase(Locale.ROOT);
        String code = bare.startsWith(IN_TABLE) ? bare.substring(IN_TABLE.length()) : bare;
        return Arrays.stream(values())
                .filter(theme -> theme.name().toLowerCase(Locale.ROOT).equals(code)
                        || theme.names.stream()
                                .anyMatch(name -> name.toLowerCase(Locale.ROOT).equals(bare)))
                .findFirst();
    }

    /// The code of a theme that is known, else the words as they are.
    public static String codeOf(String said) {
        return find(said).map(Theme::name).orElse(said.strip());
    }

    /// What a kept theme is called: its name when it is one of the EU's, else itself.
    public static String nameOf(String kept, String language) {
        return find(kept).map(theme -> theme.in(language)).orElse(kept);
    }
}
