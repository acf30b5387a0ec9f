package city.senne.platform.portal;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/// A colour of the screen, each part from 0 to 255.
public record Colour(int red, int green, int blue) {
    static final Colour WHITE = new Colour(255, 255, 255);
    static final Colour BLACK = new Colour(0, 0, 0);

    /// Steps in which the lightness is tried: finer than a screen can show.
    private static final int LIGHTNESSES = 1000;

    /// `#332c98`, or `#fff` for short.
    public static Optional<Colour> find(String text) {
        String digits = text.strip().replaceFirst("^#", "");
        if (digits.matches("[0-9a-fA-F]{3}")) digits = digits.replaceAll("(.)", "$1$1");
        if (!digits.matches("[0-9a-fA-F]{6}")) return Optional.empty();
        int all = Integer.parseInt(digits, 16);
        return Optional.of(new Colour(all >> 16, all >> 8 & 255, all & 255));
    }

    @JsonCreator
    public static Colour of(String text) {
        return find(text).orElseThrow(() -> new IllegalArgumentException("Not a colour: " + text));
    }

    @JsonValue
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "#%02x%02x%02x", red, green, blue);
    }

    /// The ratio of WCAG 2.2, from 1 to 21.
    public double contrast(Colour other) {
        double mine = luminance() + 0.05;
        double theirs = other.luminance() + 0.05;
        return Math.max(mine, theirs) / Math.min(mine, theirs);
    }

    double luminance() {
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    }

    private static double linear(int part) {
        double share = part / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    private static double encoded(double linear) {
        return 255 * (linear <= 0.0031308 ? linear * 12.92 : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055);
    }

    /// @param share of the other, from 0 to 1
    Colour mixed(Colour other, double share) {
        return new Colour(
                (int) Math.round(red + share * (other.red - red)),
                (int) Math.round(green + share * (other.green - green)),
                (int) Math.round(blue + share * (other.blue - blue)));
    }

    /// The same hue, as little darker or lighter as it takes; black or white pass when nothing else does.
    Colour nearest(Predicate<Colour> passes) {
        if (passes.test(this)) return this;
        Perceived mine = perceived();
        for (int step = 1; step <= LIGHTNESSES; step++) {
            double away = (double) step / LIGHTNESSES;
            if (mine.lightness() - away >= 0) {
                Colour darker = mine.at(mine.lightness() - away);
                if (passes.test(darker)) return darker;
            }
            if (mine.lightness() + away <= 1) {
                Colour lighter = mine.at(mine.lightness() + away);
                if (passes.test(lighter)) return lighter;
            }
        }
        return passes.test(BLACK) ? BLACK : WHITE;
    }

    /// As the eye sees it: Oklab (Björn Ottosson, 2020), where equal steps look equal.
    private record Perceived(double lightness, double a, double b) {
        /// Another lightness; paler where screens have no such strong colour.
        Colour at(double other) {
            double strength = 1;
            while (strength > 0) {
                double[] linear = linear(other, a * strength, b * strength);
                boolean shown = true;
                for (double part : linear) shown &= part >= -1e-4 && part <= 1 + 1e-4;
                if (shown) return new Colour(part(linear[0]), part(linear[1]), part(linear[2]));
                strength -= 0.02;
            }
            int grey = part(other * other * other);
            return new Colour(grey, grey, grey);
        }

        private static int part(double linear) {
            return (int) Math.round(Math.clamp(encoded(linear), 0, 255));
        }

        private static double[] linear(double lightness, double a, double b) {
            double l = Math.pow(lightness + 0.3963377774 * a + 0.2158037573 * b, 3);
            double m = Math.pow(lightness - 0.1055613458 * a - 0.0638541728 * b, 3);
            double s = Math.pow(lightness - 0.0894841775 * a - 1.2914855480 * b, 3);
            return new double[] {
                4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
                -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
                -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s
            };
        }
    }

    private Perceived perceived() {
        double r = linear(red);
        double g = linear(green);
        double b = linear(blue);
        double l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
        double m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
        double s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
        return new Perceived(
                0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
                1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
                0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s);
    }
}
