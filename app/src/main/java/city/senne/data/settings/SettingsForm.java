package city.senne.data.settings;

import city.senne.platform.i18n.Language;
import city.senne.platform.i18n.Languages;
import city.senne.platform.i18n.Translated;
import city.senne.platform.portal.Basemap;
import city.senne.platform.portal.Colour;
import city.senne.platform.portal.HomeBlock;
import city.senne.platform.portal.LegalPage;
import city.senne.platform.portal.Logo;
import city.senne.platform.portal.MainColour;
import city.senne.platform.portal.Portal;
import city.senne.platform.portal.PortalMistake;
import city.senne.platform.web.Entries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Between a portal and the inputs of its forms. Each form changes its part and leaves the others.
final class SettingsForm {
    private SettingsForm() {}

    /// What was filled in, as far as it can be told, with what cannot.
    ///
    /// @param logo when it is a new one
    record Read(Portal portal, Logo.@Nullable File logo, List<PortalMistake> mistakes) {}

    static Entries filled(Portal portal) {
        Entries entries = new Entries();
        entries.put("name", portal.name());
        entries.put("contact", portal.contact());
        if (portal.nameBesideLogo()) entries.put("logo.name", "on");
        MainColour colour = portal.colour();
        if (colour != null) {
            entries.put("colour.light", colour.light().toString());
            entries.put("colour.dark", colour.dark().toString());
        }
        for (Language language : portal.languages().offered()) entries.put("languages." + language.tag(), "on");
        entries.put("language", portal.languages().first().tag());
        Basemap map = portal.basemap();
        entries.put("map.kind", map.kind().tag());
        entries.put("map.dataset", map.dataset());
        entries.put("map.address", map.address());
        entries.put("map.attribution", map.attribution());
        entries.put("map.places", portal.places());
        entries.put("map.hosts", String.join("\n", map.hosts()));
        for (HomeBlock block : portal.home()) {
            entries.put("home." + block.tag(), String.valueOf(portal.home().indexOf(block) + 1));
        }
        entries.put("welcome", portal.welcome());
        portal.legal().forEach((page, text) -> entries.put("legal." + page.tag(), text));
        return entries;
    }

    /// @param file what was handed in as a logo; empty for nothing
    static Read identity(Entries entries, byte[] file, Portal before) {
        List<PortalMistake> mistakes = new ArrayList<>();
        Logo.File handedIn = logo(file, mistakes);
        Logo logo = handedIn != null ? handedIn.logo() : entries.isTicked("logo.remove") ? null : before.logo();
        List<Language> offered = Arrays.stream(Language.values())
                .filter(language -> entries.isTicked("languages." + language.tag()))
                .toList();
        Language first = Language.find(entries.text("language"))
                .orElse(before.languages().first());
        Portal portal = before.identity(
                lines(entries.translated("name", before.name())),
                entries.line("contact"),
                entries.isTicked("logo.name"),
                logo,
                colour(entries, mistakes),
                new Languages(offered, first));
        return new Read(portal, handedIn, mistakes);
    }

    private static Logo.@Nullable File logo(byte[] file, List<PortalMistake> mistakes) {
        if (file.length == 0) return null;
        try {
            return Logo.read(file);
        } catch (Logo.Refused refused) {
            mistakes.add(refused.mistake());
            return null;
        }
    }

    /// Without one for the dark, the nearest that can be read there.
    private static @Nullable MainColour colour(Entries entries, List<PortalMistake> mistakes) {
        Optional<Colour> light = colour(entries, "light", mistakes);
        Optional<Colour> dark = colour(entries, "dark", mistakes);
        if (light.isEmpty()) {
            if (dark.isPresent() && entries.line("colour.light").isEmpty()) {
                mistakes.add(new PortalMistake("colour.light", "portal.wrong.colour.missing"));
            }
            return null;
        }
        return dark.map(other -> new MainColour(light.get(), other)).orElseGet(() -> MainColour.of(light.get()));
    }

    private static Optional<Colour> colour(Entries entries, String scheme, List<PortalMistake> mistakes) {
        String said = entries.line("colour." + scheme);
        Optional<Colour> colour = Colour.find(said);
        if (colour.isEmpty() && !said.isEmpty()) {
            mistakes.add(new PortalMistake("colour." + scheme, "portal.wrong.colour", said));
        }
        return colour;
    }

    static Read map(Entries entries, Portal before) {
        Basemap.Kind kind = Arrays.stream(Basemap.Kind.values())
                .filter(each -> each.tag().equals(entries.text("map.kind")))
                .findFirst()
                .orElse(Basemap.Kind.NONE);
        String address = entries.line("map.address");
        Basemap map = switch (kind) {
            case NONE -> Basemap.NONE;
            case DATASET -> new Basemap(kind, entries.line("map.dataset"), "", text(entries), List.of());
            case RASTER -> new Basemap(kind, "", address, text(entries), List.of());
            case STYLE ->
                new Basemap(
                        kind,
                        "",
                        address,
                        text(entries),
                        Arrays.stream(entries.text("map.hosts").split("[\\s,;]+"))
                                .map(host -> host.replaceFirst("/+$", ""))
                                .filter(host -> !host.isEmpty())
                                .distinct()
                                .toList());
        };
        return new Read(before.maps(map, entries.line("map.places")), null, List.of());
    }

    private static String text(Entries entries) {
        return entries.line("map.attribution");
    }

    static Read home(Entries entries, Portal before) {
        List<PortalMistake> mistakes = new ArrayList<>();
        Map<Integer, HomeBlock> places = new TreeMap<>();
        for (HomeBlock block : HomeBlock.values()) {
            String said = entries.text("home." + block.tag());
            if (!said.matches("[1-9]")) continue;
            if (places.putIfAbsent(Integer.parseInt(said), block) != null) {
                mistakes.add(new PortalMistake("home." + block.tag(), "portal.wrong.home.twice", said));
            }
        }
        Translated welcome = entries.translated("welcome", before.welcome());
        return new Read(before.home(List.copyOf(places.values()), welcome), null, mistakes);
    }

    static Read legal(Entries entries, Portal before) {
        Map<LegalPage, Translated> pages = new EnumMap<>(LegalPage.class);
        for (LegalPage page : LegalPage.values()) {
            Translated known = before.legal().getOrDefault(page, Translated.EMPTY);
            pages.put(page, entries.translated("legal." + page.tag(), known));
        }
        return new Read(before.legal(pages), null, List.of());
    }

    private static Translated lines(Translated texts) {
        Map<String, String> lines = new TreeMap<>();
        texts.byLanguage().forEach((language, text) -> lines.put(language, text.replaceAll("\\s+", " ")));
        return new Translated(lines);
    }
}
