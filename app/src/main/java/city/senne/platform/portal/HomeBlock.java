package city.senne.platform.portal;

import java.util.Locale;

/// A part of the home page.
public enum HomeBlock {
    /// What the portal is, with a search.
    SEARCH,
    /// How much there is.
    FIGURES,
    /// The themes of the data, each with its number of datasets.
    THEMES,
    /// The datasets that changed last.
    NEWEST,
    /// Where programs begin.
    PROGRAMS,
    /// What the operator wrote.
    TEXT;

    /// In forms and keys of words.
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
