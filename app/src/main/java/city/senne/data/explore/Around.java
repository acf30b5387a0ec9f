package city.senne.data.explore;

import city.senne.data.places.FindPlaces;
import city.senne.platform.i18n.Words;
import city.senne.platform.web.PageAddress;
import city.senne.platform.web.PageLink;
import city.senne.trust.identity.Viewer;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The form that looks for the surroundings of an address, with what came of it.
///
/// @param page without what the form asks
/// @param text as the reader typed it
/// @param near null until a place is chosen
/// @param choices links to the page around each place that may be meant
/// @param isOffered whether there is anything to find addresses in
public record Around(
        PageAddress page, String text, int metres, @Nullable Near near, List<PageLink> choices, boolean isOffered) {
    private static final List<Integer> DISTANCES = List.of(250, 500, 1000, 2000, 5000);
    private static final Pattern NUMBER = Pattern.compile("\\b[0-9]{1,9}\\b");
    private static final int CHOICES = 8;

    static Around read(PageAddress address, FindPlaces findPlaces, Viewer viewer, Words words) {
        PageAddress page = address.without(name -> Near.isParameter(name) || name.equals("page"));
        String text = address.text(Near.NAME).strip();
        int metres = Near.metres(address.text(Near.METRES));
        Optional<Near> near = Near.read(address);
        List<PageLink> choices = near.isPresent() || text.isEmpty()
                ? List.of()
                : findPlaces.find(viewer, text, CHOICES, words).stream()
                        .map(place -> new PageLink(
                                place.name(),
                                new Near(place.position(), metres, place.name())
                                        .on(page)
                                        .toString(),
                                place.isMeant()))
                        .toList();
        return new Around(
                page,
                near.map(Near::name).orElse(text),
                metres,
                near.orElse(null),
                choices,
                findPlaces.isPossible(viewer));
    }

    /// The page around the only place that can be meant.
    Optional<String> meant() {
        return choices.stream()
                .filter(choice -> choice.current() || choices.size() == 1)
                .map(PageLink::path)
                .findFirst();
    }

    /// The rows around the place, as a table.
    public String table(String dataset) {
        PageAddress narrowed = page.at(dataset + "/table").without("field");
        return near == null ? narrowed.toString() : near.on(narrowed).toString();
    }

    /// Whether the places offered have none of the house numbers that were typed.
    public boolean hasOtherNumbers() {
        return NUMBER.matcher(text)
                .results()
                .anyMatch(number -> choices.stream()
                        .noneMatch(choice -> choice.text().matches(".*\\b" + number.group() + "\\b.*")));
    }

    public boolean isUnknown() {
        return near == null && !text.isEmpty() && choices.isEmpty();
    }

    /// Metres to choose from.
    public List<Integer> distances() {
        return Stream.concat(DISTANCES.stream(), Stream.of(metres))
                .distinct()
                .sorted()
                .toList();
    }

    public String distance(int of, Words words) {
        return Near.distance(of, words);
    }
}
