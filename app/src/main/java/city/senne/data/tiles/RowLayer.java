package city.senne.data.tiles;

import city.senne.data.query.Answer;
import city.senne.engine.odsql.OutputColumn;
import city.senne.engine.tiles.Draftsman;
import city.senne.engine.tiles.Drawing;
import city.senne.engine.tiles.VectorTile;
import java.sql.Array;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;

/// The rows of an answer as features, with their values.
final class RowLayer {
    /// Maps show names, not chapters; the record itself has the whole text.
    private static final int LONGEST_TEXT = 300;

    private final Answer answer;
    private final Draftsman draftsman;
    private final VectorTile.Layer layer;
    private final WKBReader wkb = new WKBReader();
    private final int values;
    private final boolean shapes;

    /// @param answer as PlaceQueries asks for rows
    RowLayer(VectorTile tile, Answer answer, Draftsman draftsman, boolean shapes) {
        List<String> names = answer.columns().stream().map(OutputColumn::name).toList();
        this.answer = answer;
        this.draftsman = draftsman;
        this.shapes = shapes;
        this.values = names.size() - (shapes ? 4 : 3);
        this.layer = tile.layer(DrawTile.ROWS, names.subList(0, values));
    }

    /// Of the current row.
    double size() {
        return DrawTile.number(answer, values + 2);
    }

    /// Draws the current row.
    void add() {
        List<Drawing> drawings = shapes ? shape() : point().stream().toList();
        if (drawings.isEmpty()) return;
        @Nullable Object[] row = new @Nullable Object[values];
        for (int i = 0; i < values; i++) row[i] = value(answer.value(i));
        for (Drawing drawing : drawings) layer.add(drawing, row);
    }

    private Optional<Drawing> point() {
        return draftsman.point(DrawTile.number(answer, values), DrawTile.number(answer, values + 1));
    }

    private List<Drawing> shape() {
        if (!(answer.value(values + 3) instanceof byte[] bytes)) return List.of();
        try {
            return draftsman.draw(wkb.read(bytes));
        } catch (ParseException e) {
            throw new IllegalStateException("A geometry in the lake is no WKB", e);
        }
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
