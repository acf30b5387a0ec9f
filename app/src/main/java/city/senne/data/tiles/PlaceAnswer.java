package city.senne.data.tiles;

import city.senne.data.query.Answer;
import city.senne.engine.odsql.OutputColumn;
import java.sql.Array;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;

/// An answer to PlaceQueries' question for rows, as maps read it.
final class PlaceAnswer implements AutoCloseable {
    /// Maps show names, not chapters; the record itself has the whole text.
    private static final int LONGEST_TEXT = 300;

    private final Answer answer;
    private final WKBReader wkb = new WKBReader();
    private final boolean shapes;
    private final List<String> keys;

    /// @param shapes whether places are shapes; else they are points
    PlaceAnswer(Answer answer, boolean shapes) {
        List<String> names = answer.columns().stream().map(OutputColumn::name).toList();
        this.answer = answer;
        this.shapes = shapes;
        this.keys = names.subList(0, names.size() - (shapes ? 4 : 3));
    }

    /// What the values are called.
    List<String> keys() {
        return keys;
    }

    /// Goes to the next row; false when there is none.
    boolean next() {
        return answer.next();
    }

    double longitude() {
        return number(answer, keys.size());
    }

    double latitude() {
        return number(answer, keys.size() + 1);
    }

    double size() {
        return number(answer, keys.size() + 2);
    }

    /// None for points.
    @Nullable
    Geometry shape() {
        if (!shapes || !(answer.value(keys.size() + 3) instanceof byte[] bytes)) return null;
        try {
            return wkb.read(bytes);
        } catch (ParseException e) {
            throw new IllegalStateException("A geometry in the lake is no WKB", e);
        }
    }

    /// One per key.
    @Nullable
    Object[] values() {
        @Nullable Object[] row = new @Nullable Object[keys.size()];
        for (int i = 0; i < row.length; i++) row[i] = value(answer.value(i));
        return row;
    }

    @Override
    public void close() {
        answer.close();
    }

    /// Zero when it is none.
    static double number(Answer answer, int column) {
        return answer.value(column) instanceof Number number ? number.doubleValue() : 0;
    }

    private static @Nullable Object value(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Number number -> number;
            case Boolean truth -> truth;
            case Array many -> shortened(joined(many));
            default -> shortened(value.toString());
        };
    }

    private static String joined(Array many) {
        try {
            return Arrays.stream((Object[]) many.getArray())
                    .map(String::valueOf)
                    .collect(Collectors.joining(", "));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String shortened(String text) {
        if (text.length() <= LONGEST_TEXT) return text;
        int end = LONGEST_TEXT - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
