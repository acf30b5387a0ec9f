package city.senne.engine.delivery;

import com.ibm.icu.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;

/// Why something was decided, rejected or refused, in words that a person reads in her language.
///
/// @param code the message's key, `<package>.<what>`: the part before the dot names the package below
///     `city.senne.engine.delivery` (or `delivery` itself, or `geo`) whose `reasons*.properties` holds the text
/// @param arguments what the text names: rows, columns, values; strings and numbers only, so that they can
/// be stored
public record Reason(String code, List<Object> arguments) {
    public Reason {
        arguments = List.copyOf(arguments);
    }

    public static Reason of(String code, Object... arguments) {
        return new Reason(code, List.of(arguments));
    }

    /// The reason in words; French, Dutch and English exist, anything else is answered in English.
    public String text(Locale locale) {
        String area = code.substring(0, code.indexOf('.'));
        String folder = switch (area) {
            case "delivery" -> "city.senne.engine.delivery";
            case "geo" -> "city.senne.engine.geo";
            default -> "city.senne.engine.delivery." + area;
        };
        ResourceBundle words = ResourceBundle.getBundle(
                folder + ".reasons",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        Object[] shown =
                arguments.stream().map(argument -> shown(argument, locale)).toArray();
        return new MessageFormat(words.getString(code), locale).format(shown);
    }

    /// A reason inside a reason is told in the same language; from the database it comes back as a map.
    private static Object shown(Object argument, Locale locale) {
        return switch (argument) {
            case Reason inner -> inner.text(locale);
            case Map<?, ?> stored
            when stored.get("code") instanceof String code && stored.get("arguments") instanceof List<?> inner ->
                new Reason(code, List.copyOf(inner)).text(locale);
            default -> argument;
        };
    }

    @Override
    public String toString() {
        return text(Locale.ENGLISH);
    }
}
