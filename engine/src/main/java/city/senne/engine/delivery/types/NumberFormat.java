package city.senne.engine.delivery.types;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// How a column writes its numbers.
///
/// @param decimal the sign before the fraction, `.` or `,`
/// @param thousands the sign between groups of three digits, 0 when there is none; a blank stands for
///     every kind of blank
public record NumberFormat(char decimal, char thousands) {
    public static final NumberFormat POINT = new NumberFormat('.', (char) 0);
    public static final NumberFormat COMMA = new NumberFormat(',', (char) 0);

    /// The number in a cell, NaN when there is none. Understands signs, a currency or a percent sign
    /// (which changes nothing: `12 %` is 12), and an exponent.
    public double number(@Nullable Object cell) {
        return switch (cell) {
            case null -> Double.NaN;
            case String text -> {
                String plain = plain(text);
                yield plain == null ? Double.NaN : Double.parseDouble(plain);
            }
            case Number value -> value.doubleValue();
            default -> Double.NaN;
        };
    }

    /// The exact number in a text, null when there is none.
    public @Nullable BigDecimal exactNumber(String text) {
        String plain = plain(text);
        return plain == null ? null : new BigDecimal(plain);
    }

    /// The number as Java writes it, null when the text is no number in this format.
    private @Nullable String plain(String text) {
        NumberText number = new NumberText();
        return number.read(text) && number.fits(this) ? number.plain(this) : null;
    }
}
