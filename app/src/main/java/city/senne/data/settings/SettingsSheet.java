package city.senne.data.settings;

import city.senne.platform.i18n.Language;
import city.senne.platform.i18n.Words;
import city.senne.platform.portal.Portal;
import city.senne.platform.portal.PortalMistake;
import city.senne.platform.web.Entries;
import city.senne.platform.web.PageLink;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What a page of the settings shows.
///
/// @param portal as it is now
/// @param revision that the entries are to take the place of
/// @param errors by the name of the input
/// @param outdated whether somebody else changed the settings meanwhile
/// @param shown the language whose texts are in sight
public record SettingsSheet(
        Tab tab,
        Portal portal,
        int revision,
        Entries entries,
        Map<String, String> errors,
        boolean outdated,
        Language shown) {

    /// The forms, each with its part of the settings.
    public enum Tab {
        IDENTITY("/settings"),
        MAP("/settings/map"),
        HOME("/settings/home"),
        LEGAL("/settings/legal");

        private final String path;

        Tab(String path) {
            this.path = path;
        }

        public String path() {
            return path;
        }

        public String word() {
            return "settings.tab." + name().toLowerCase(Locale.ROOT);
        }
    }

    static SettingsSheet of(Tab tab, Portal portal, int revision, Entries entries, Words words) {
        Language shown = Language.find(entries.text("shown")).orElse(words.language());
        return new SettingsSheet(tab, portal, revision, entries, Map.of(), false, shown);
    }

    /// The same with what is wrong, each beside its input; the first one is in sight.
    SettingsSheet wrong(List<PortalMistake> mistakes, Words words) {
        Map<String, String> said = new LinkedHashMap<>();
        for (PortalMistake mistake : mistakes) {
            said.putIfAbsent(
                    mistake.place(),
                    words.of(mistake.word(), mistake.arguments().toArray()));
        }
        Language first = Arrays.stream(Language.values())
                .filter(language ->
                        said.keySet().stream().limit(1).anyMatch(input -> input.endsWith("." + language.tag())))
                .findFirst()
                .orElse(shown);
        return new SettingsSheet(tab, portal, revision, entries, said, outdated, first);
    }

    /// The same with the word that somebody else was quicker; to send it again takes the place of that.
    SettingsSheet late() {
        return new SettingsSheet(tab, portal, revision, entries, errors, true, shown);
    }

    public String error(String name) {
        return errors.getOrDefault(name, "");
    }

    public List<PageLink> tabs(Words words) {
        return Arrays.stream(Tab.values())
                .map(each -> new PageLink(words.of(each.word()), each.path(), each == tab))
                .toList();
    }
}
