package city.senne.data.ckan;

import city.senne.data.catalog.Dataset;
import city.senne.data.catalog.DatasetId;
import city.senne.data.catalog.Licence;
import city.senne.data.catalog.Theme;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What publishers, themes and licences are called in CKAN's addresses and questions: lower-case letters, digits, `-`.
final class Names {
    /// For a dataset of which nobody said a licence.
    static final String NO_LICENCE = "notspecified";

    private static final Map<Licence, String> LICENCES = Map.of(
            Licence.CC0, "cc-zero",
            Licence.CC_BY, "cc-by",
            Licence.CC_BY_SA, "cc-by-sa",
            Licence.ODBL, "odc-odbl",
            Licence.ODC_BY, "odc-by");

    private Names() {}

    static String of(String title) {
        return DatasetId.from(title).value();
    }

    /// Of a theme as it is kept: a code, or words of the publisher's own.
    static String ofTheme(String kept) {
        return findTheme(kept)
                .map(theme -> theme.name().toLowerCase(Locale.ROOT))
                .orElseGet(() -> of(kept));
    }

    private static Optional<Theme> findTheme(String kept) {
        return Arrays.stream(Theme.values())
                .filter(theme -> theme.name().equals(kept))
                .findFirst();
    }

    static String ofLicence(Licence licence) {
        return LICENCES.getOrDefault(licence, of(licence.title()));
    }

    static String ofLicence(Dataset.Description said) {
        if (said.licence().isEmpty()) return said.licenceUrl().isEmpty() ? NO_LICENCE : of(said.licenceUrl());
        return Licence.find(said.licence()).map(Names::ofLicence).orElseGet(() -> of(said.licence()));
    }

    /// The licence of a dataset as people read it.
    static String licenceTitle(Dataset.Description said) {
        return said.licence().isEmpty() ? said.licenceUrl() : said.licence();
    }
}
