package city.senne.data.catalog;

import java.util.Arrays;
import java.util.Optional;

/// The licences under which cities of the EU usually publish. Any other can be given by name and address.
public enum Licence {
    CC0("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    CC_BY("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    CC_BY_SA("CC BY-SA 4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
    ETALAB(
            "Licence Ouverte 2.0",
            "https://www.etalab.gouv.fr/wp-content/uploads/2017/04/ETALAB-Licence-Ouverte-v2.0.pdf"),
    FLANDERS(
            "Modellicentie Gratis Hergebruik 1.0",
            "https://data.vlaanderen.be/id/licentie/modellicentie-gratis-hergebruik/v1.0"),
    ODBL("ODbL 1.0", "https://opendatacommons.org/licenses/odbl/1-0/"),
    ODC_BY("ODC-By 1.0", "https://opendatacommons.org/licenses/by/1-0/");

    private final String title;
    private final String url;

    Licence(String title, String url) {
        this.title = title;
        this.url = url;
    }

    public String title() {
        return title;
    }

    public String url() {
        return url;
    }

    /// As the register SPDX names it, where it does.
    public Optional<String> spdx() {
        return switch (this) {
            case CC0 -> Optional.of("CC0-1.0");
            case CC_BY -> Optional.of("CC-BY-4.0");
            case CC_BY_SA -> Optional.of("CC-BY-SA-4.0");
            case ETALAB -> Optional.of("etalab-2.0");
            case FLANDERS -> Optional.empty();
            case ODBL -> Optional.of("ODbL-1.0");
            case ODC_BY -> Optional.of("ODC-By-1.0");
        };
    }

    public static Optional<Licence> find(String title) {
        return Arrays.stream(values())
                .filter(licence -> licence.title.equalsIgnoreCase(title.strip()))
                .findFirst();
    }
}
