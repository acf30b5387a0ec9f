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

    public static Optional<Licence> find(String title) {
        return Arrays.stream(values())
                .filter(licence -> licence.title.equalsIgnoreCase(title.strip()))
                .findFirst();
    }
}
