package city.senne.data.sources;

import city.senne.engine.delivery.Reason;
import city.senne.platform.i18n.Words;
import java.util.Arrays;
import java.util.List;

/// Something to know about a dataset that was read, in words that a person reads in her language.
///
/// @param code the key of a message behind `sources.note.`, or a [Reason]'s
/// @param arguments strings and numbers
public record Note(String code, List<Object> arguments) {
    private static final String HERE = "sources.";
    private static final int LONGEST_ARGUMENT = 200;

    static Note of(String code, Object... arguments) {
        return new Note(
                HERE + code, Arrays.stream(arguments).map(Note::shortened).toList());
    }

    static Note of(Reason reason) {
        return new Note(
                reason.code(), reason.arguments().stream().map(Note::shortened).toList());
    }

    private static Object shortened(Object argument) {
        return argument instanceof String text ? shortened(text, LONGEST_ARGUMENT) : argument;
    }

    /// What the database can hold of a text that a portal may have made as long as it likes.
    static String shortened(String text, int longest) {
        String storable = text.replace("\0", "");
        return storable.length() > longest ? storable.substring(0, longest) + "…" : storable;
    }

    public String text(Words words) {
        if (!code.startsWith(HERE))
            return new Reason(code, arguments).text(words.language().locale());
        return words.of("sources.note." + code.substring(HERE.length()), arguments.toArray());
    }
}
