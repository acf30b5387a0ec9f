package city.senne.platform.portal;

import java.util.Locale;
import java.util.Optional;

/// A page that a public body owes its readers, in the order of the footer.
public enum LegalPage {
    PRIVACY,
    ACCESSIBILITY,
    TERMS,
    CONTACT;

    /// In addresses, forms and keys of words.
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String path() {
        return "/about/" + tag();
    }

    public static Optional<LegalPage> find(String tag) {
        for (LegalPage page : values()) if (page.tag().equals(tag)) return Optional.of(page);
        return Optional.empty();
    }
}
