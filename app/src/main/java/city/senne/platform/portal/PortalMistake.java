package city.senne.platform.portal;

import city.senne.platform.i18n.Language;
import city.senne.platform.i18n.Translated;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Why the portal cannot be set up so.
///
/// @param place the input that is wrong: `name.fr`, `colour.dark`, `legal.privacy.nl`
/// @param word the key of a sentence that names the field, with the arguments filled in
public record PortalMistake(String place, String word, List<Object> arguments) {
    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_TEXT = 20_000;
    private static final int LONGEST_ADDRESS = 2_000;
    private static final int LONGEST_ATTRIBUTION = 500;
    private static final int MOST_HOSTS = 10;

    private static final Pattern EMAIL = Pattern.compile("[^\\s@<>\"]{1,64}@[^\\s@<>\"]{1,200}\\.[^\\s@<>\".]{2,30}");

    public PortalMistake(String place, String word, Object... arguments) {
        this(place, word, List.of(arguments));
    }

    public PortalMistake {
        arguments = List.copyOf(arguments);
    }

    /// All that can be told without knowing the data.
    public static List<PortalMistake> in(Portal portal) {
        List<PortalMistake> found = new ArrayList<>();
        name(found, portal);
        if (!portal.contact().isEmpty() && !EMAIL.matcher(portal.contact()).matches()) {
            found.add(new PortalMistake("contact", "portal.wrong.contact", portal.contact()));
        }
        colour(found, portal);
        if (portal.languages().offered().isEmpty()) {
            found.add(new PortalMistake("languages", "portal.wrong.languages"));
        } else if (!portal.languages().offers(portal.languages().first())) {
            found.add(new PortalMistake(
                    "language",
                    "portal.wrong.language",
                    portal.languages().first().ownName()));
        }
        basemap(found, portal.basemap());
        if (portal.home().isEmpty()) found.add(new PortalMistake("home.search", "portal.wrong.home"));
        if (portal.home().contains(HomeBlock.TEXT) && portal.welcome().isEmpty()) {
            String first = portal.languages().first().tag();
            found.add(new PortalMistake("welcome." + first, "portal.wrong.welcome"));
        }
        tooLong(found, "welcome", "portal.wrong.welcome.long", portal.welcome(), LONGEST_TEXT);
        portal.legal()
                .forEach((page, text) ->
                        tooLong(found, "legal." + page.tag(), "portal.wrong.legal." + page.tag(), text, LONGEST_TEXT));
        return List.copyOf(found);
    }

    private static void name(List<PortalMistake> found, Portal portal) {
        Language first = portal.languages().first();
        if (!portal.name().byLanguage().containsKey(first.tag())) {
            found.add(new PortalMistake("name." + first.tag(), "portal.wrong.name", first.ownName()));
        }
        tooLong(found, "name", "portal.wrong.name.long", portal.name(), LONGEST_NAME);
    }

    private static void colour(List<PortalMistake> found, Portal portal) {
        MainColour colour = portal.colour();
        if (colour == null) return;
        for (MainColour.Scheme scheme : MainColour.Scheme.values()) {
            scheme.weakness(scheme == MainColour.Scheme.LIGHT ? colour.light() : colour.dark())
                    .ifPresent(weak -> {
                        String tag = scheme.name().toLowerCase(Locale.ROOT);
                        found.add(new PortalMistake(
                                "colour." + tag,
                                "portal.wrong.colour." + tag,
                                weak.colour().toString(),
                                weak.against().toString(),
                                // Rounded down: 4.499 must not be told as 4.5.
                                Math.floor(weak.ratio() * 100) / 100,
                                weak.nearest().toString()));
                    });
        }
    }

    private static void basemap(List<PortalMistake> found, Basemap map) {
        switch (map.kind()) {
            case NONE -> {}
            case DATASET -> {
                if (map.dataset().isBlank()) found.add(new PortalMistake("map.dataset", "portal.wrong.map.dataset"));
            }
            case RASTER, STYLE -> foreign(found, map);
        }
        if (map.attribution().length() > LONGEST_ATTRIBUTION) {
            found.add(new PortalMistake("map.attribution", "portal.wrong.map.attribution.long", LONGEST_ATTRIBUTION));
        }
    }

    private static void foreign(List<PortalMistake> found, Basemap map) {
        String address = map.address();
        if (address.length() > LONGEST_ADDRESS || Basemap.origin(address).isEmpty()) {
            found.add(new PortalMistake("map.address", "portal.wrong.map.address", address));
        } else if (map.kind() == Basemap.Kind.RASTER && !isTemplate(address)) {
            found.add(new PortalMistake("map.address", "portal.wrong.map.template", address, "{z}, {x}, {y}"));
        }
        if (map.attribution().isBlank()) {
            found.add(new PortalMistake("map.attribution", "portal.wrong.map.attribution"));
        }
        for (String host : map.hosts()) {
            if (Basemap.origin(host).filter(host::equalsIgnoreCase).isEmpty()) {
                found.add(new PortalMistake("map.hosts", "portal.wrong.map.hosts", host));
                return;
            }
        }
        if (map.hosts().size() > MOST_HOSTS) {
            found.add(new PortalMistake("map.hosts", "portal.wrong.map.hosts.many", MOST_HOSTS));
        }
    }

    private static boolean isTemplate(String address) {
        return Arrays.asList("{z}", "{x}", "{y}").stream().allMatch(address::contains);
    }

    private static void tooLong(List<PortalMistake> found, String place, String word, Translated said, int longest) {
        said.byLanguage().forEach((language, text) -> {
            if (text.length() > longest) found.add(new PortalMistake(place + "." + language, word, longest));
        });
    }
}
