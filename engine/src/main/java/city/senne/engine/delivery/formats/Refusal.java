package city.senne.engine.delivery.formats;

import city.senne.engine.delivery.Reason;
import city.senne.engine.delivery.SourceRow;
import city.senne.engine.delivery.UnreadableDelivery;
import org.jspecify.annotations.Nullable;

/// The two ways of saying no: to a file, and to a row.
final class Refusal {
    private static final int SHOWN = 200;

    private Refusal() {}

    static UnreadableDelivery of(String what, Object... arguments) {
        return new UnreadableDelivery(Reason.of("formats." + what, arguments));
    }

    static UnreadableDelivery of(Throwable cause, String what, Object... arguments) {
        return new UnreadableDelivery(Reason.of("formats." + what, arguments), cause);
    }

    static SourceRow.Problem ofRow(@Nullable String column, @Nullable Object value, Reason reason) {
        return new SourceRow.Problem(column, value == null ? null : shown(value.toString()), reason);
    }

    /// A text short enough to be shown in a sentence.
    static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN - 1) + '…';
    }
}
