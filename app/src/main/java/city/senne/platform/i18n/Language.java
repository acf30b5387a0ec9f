package city.senne.platform.i18n;

import java.util.Locale;
import java.util.Optional;

/// A language in which every page exists.
public enum Language {
    FR("Français", Locale.of("fr", "BE")),
    NL("Nederlands", Locale.of("nl", "BE")),
    EN("English", Locale.of("en", "GB"));

    private final String ownName;
    private final Locale locale;

    Language(String ownName, Locale locale) {
        this.ownName = ownName;
        this.locale = locale;
    }

    /// The name in the language itself.
    public String ownName() {
        return ownName;
    }

    /// For numbers and dates as they are written here.
    public Locale locale() {
        return locale;
    }

    /// `fr`, `nl`, `en`: in addresses, cookies and HTML.
    public String tag() {
        return locale.getLanguage();
    }

    public static Optional<Language> find(String tag) {
        for (Language language : values()) {
            if (language.tag().equalsIgnoreCase(tag)) return Optional.of(language);
        }
        return Optional.empty();
    }

    /// The language of a locale, if pages exist in it.
    public static Optional<Language> of(Locale locale) {
        return find(locale.getLanguage());
    }
}
