package city.senne.platform.portal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The colour of links, buttons and the head of the home page, where the operator chose one.
///
/// @param light on light grounds
/// @param dark on dark grounds
public record MainColour(Colour light, Colour dark) {
    /// WCAG 2.2, 1.4.3, level AA: of text in the usual size.
    static final double LEAST = 4.5;

    static final Colour DARK_PAPER = Colour.of("#14131f");

    /// Grounds on which links stand, as the style sheet has them.
    public enum Scheme {
        LIGHT(List.of("#faf9f4", "#ffffff", "#f1efe6"), Colour.WHITE),
        DARK(List.of("#14131f", "#1c1b2a", "#100f19"), DARK_PAPER);

        private final List<Colour> grounds;
        private final Colour text;

        Scheme(List<String> grounds, Colour text) {
            this.grounds = grounds.stream().map(Colour::of).toList();
            this.text = text;
        }

        List<Colour> grounds() {
            return grounds;
        }

        /// What a button with this colour as its ground is written in.
        Colour text() {
            return text;
        }

        /// The ground of what the pointer is over.
        Colour wash(Colour colour) {
            return this == LIGHT ? Colour.WHITE.mixed(colour, 0.09) : DARK_PAPER.mixed(colour, 0.2);
        }

        boolean isReadable(Colour colour) {
            return weakest(colour).ratio >= LEAST;
        }

        private Pair weakest(Colour colour) {
            List<Colour> beside = new ArrayList<>(grounds);
            beside.add(wash(colour));
            beside.add(text);
            return beside.stream()
                    .map(other -> new Pair(other, colour.contrast(other)))
                    .min(Comparator.comparing(Pair::ratio))
                    .orElseThrow();
        }

        /// What cannot be read, if anything.
        public Optional<Weakness> weakness(Colour colour) {
            Pair worst = weakest(colour);
            if (worst.ratio >= LEAST) return Optional.empty();
            return Optional.of(new Weakness(colour, worst.other, worst.ratio, colour.nearest(this::isReadable)));
        }
    }

    private record Pair(Colour other, double ratio) {}

    /// @param against the ground, or the text on it, from which it stands out least
    /// @param nearest the one that can be read
    public record Weakness(Colour colour, Colour against, double ratio, Colour nearest) {}

    /// With the colour for dark grounds that is nearest.
    public static MainColour of(Colour light) {
        return new MainColour(light, light.nearest(Scheme.DARK::isReadable));
    }

    /// The address of its style sheet: it says the colours itself, so that it never changes.
    public String path() {
        return "/portal/theme-%s-%s.css".formatted(digits(light), digits(dark));
    }

    private static String digits(Colour colour) {
        return colour.toString().substring(1);
    }

    String styleSheet() {
        return String.format(
                Locale.ROOT,
                ":root{--iris:%s;--iris-strong:%s;--on-iris:%s;--iris-wash:%s;--iris-deep:%s}%n",
                pair(light, dark),
                pair(light.mixed(Colour.BLACK, 0.3), dark.mixed(Colour.WHITE, 0.35)),
                pair(Scheme.LIGHT.text(), Scheme.DARK.text()),
                pair(Scheme.LIGHT.wash(light), Scheme.DARK.wash(dark)),
                pair(light.mixed(Colour.BLACK, 0.35), light.mixed(Scheme.DARK.text(), 0.5)));
    }

    private static String pair(Colour light, Colour dark) {
        return "light-dark(" + light + "," + dark + ")";
    }
}
