package city.senne.data.explore.export;

import city.senne.engine.odsql.OutputColumn;
import city.senne.engine.odsql.Question;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Rows that tell the id of each record too, when the question asked for it.
public final class IdentifiedRows implements Rows {
    private static final String ID = "__record_id";

    private final Rows rows;
    private final List<OutputColumn> columns;
    private final boolean identified;

    public IdentifiedRows(Rows rows) {
        List<OutputColumn> all = rows.columns();
        this.rows = rows;
        this.identified = !all.isEmpty() && all.getLast().name().equals(ID);
        this.columns = identified ? all.subList(0, all.size() - 1) : all;
    }

    /// The question, with the id of each record. Groups are no records: they have none.
    public static Question asked(Question question) {
        if (question.groupBy() != null) return question;
        return question.select(
                "%s, recordid as `%s`".formatted(Objects.requireNonNullElse(question.select(), "*"), ID));
    }

    @Override
    public List<OutputColumn> columns() {
        return columns;
    }

    @Override
    public boolean next() {
        return rows.next();
    }

    @Override
    public @Nullable Object value(int column) {
        return rows.value(column);
    }

    @Override
    public @Nullable String id() {
        return identified ? (String) rows.value(columns.size()) : null;
    }
}
