package city.senne.data.explore.export;

import city.senne.data.query.Answer;
import city.senne.engine.odsql.OutputColumn;
import java.sql.Array;
import java.sql.SQLException;
import java.sql.Struct;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rows of an answer, with lists and places as our own types instead of the driver's.
public record AnswerRows(Answer answer) implements Rows {
    @Override
    public List<OutputColumn> columns() {
        return answer.columns();
    }

    @Override
    public boolean next() {
        return answer.next();
    }

    @Override
    public @Nullable Object value(int column) {
        Object value = answer.value(column);
        try {
            return switch (value) {
                case Array list -> list(list);
                case Struct struct -> place(struct);
                case null, default -> value;
            };
        } catch (SQLException e) {
            throw new IllegalStateException("The engine's value cannot be read", e);
        }
    }

    /// An empty list says as much as none.
    private static @Nullable List<String> list(Array array) throws SQLException {
        List<String> texts = new ArrayList<>();
        for (Object one : (Object[]) array.getArray()) {
            if (one != null) texts.add(one.toString());
        }
        return texts.isEmpty() ? null : texts;
    }

    /// A point, or the centre of a cluster, which lies one level deeper.
    private static @Nullable Place place(Struct struct) throws SQLException {
        Object[] parts = struct.getAttributes();
        if (parts[0] instanceof Struct centre) return place(centre);
        return parts[0] instanceof Double longitude && parts[1] instanceof Double latitude
                ? new Place(longitude, latitude)
                : null;
    }
}
