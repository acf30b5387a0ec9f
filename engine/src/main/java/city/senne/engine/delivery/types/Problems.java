package city.senne.engine.delivery.types;

import city.senne.engine.delivery.Reason;
import city.senne.engine.delivery.SourceRow.Problem;

/// Writes down what is wrong with a cell.
final class Problems {
    private static final int LONGEST_VALUE = 200;

    private Problems() {}

    static Problem of(String header, Object value, String code, Object... arguments) {
        return new Problem(header, shortened(value), Reason.of(code, arguments));
    }

    static String shortened(Object value) {
        String text = value instanceof String[] many ? String.join(",", many) : value.toString();
        return text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) : text;
    }
}
