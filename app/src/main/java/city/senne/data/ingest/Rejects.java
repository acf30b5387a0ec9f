package city.senne.data.ingest;

import city.senne.engine.delivery.Reason;
import city.senne.engine.delivery.SourceRow;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// The rows that were not taken, all of them, with what is wrong.
@Repository
class Rejects {
    private final JdbcTemplate jdbc;
    private final JsonMapper json;

    Rejects(JdbcTemplate jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void add(UUID delivery, List<Delivery.Reject> rejects) {
        jdbc.batchUpdate("""
                insert into delivery_reject (delivery_id, position, line, column_name, value, reason, cells)
                values (?, ?, ?, ?, ?, ?::jsonb, ?)
                """, rejects, 500, (insert, reject) -> {
            insert.setObject(1, delivery);
            insert.setLong(2, reject.position());
            insert.setLong(3, reject.line());
            insert.setString(4, storable(reject.problem().column()));
            insert.setString(5, storable(reject.problem().value()));
            insert.setString(
                    6, json.writeValueAsString(reject.problem().reason()).replace("\\u0000", ""));
            Object[] cells = reject.cells().stream().map(Rejects::storable).toArray();
            insert.setArray(7, insert.getConnection().createArrayOf("text", cells));
        });
    }

    /// PostgreSQL's text holds every character but NUL.
    private static @org.jspecify.annotations.Nullable String storable(@org.jspecify.annotations.Nullable String text) {
        return text == null ? null : text.replace("\0", "");
    }

    /// Keeps the names of the file's columns, for the cells of its rejected rows.
    void name(UUID delivery, List<String> headers) {
        Object[] names = headers.stream().map(Rejects::storable).toArray();
        jdbc.update(update -> {
            PreparedStatement statement =
                    update.prepareStatement("update delivery set reject_headers = ? where id = ?");
            statement.setArray(1, update.createArrayOf("text", names));
            statement.setObject(2, delivery);
            return statement;
        });
    }

    /// One for each cell of the longest rejected row: the file's column, or `+1`, `+2` for what is beyond these.
    List<String> columns(UUID delivery) {
        return jdbc.query(
                """
                select coalesce(reject_headers, '{}') as headers,
                  (select coalesce(max(cardinality(cells)), 0) from delivery_reject where delivery_id = id) as width
                from delivery where id = ?
                """,
                row -> {
                    List<String> columns = new ArrayList<>();
                    if (!row.next()) return columns;
                    columns.addAll(List.of((String[]) row.getArray("headers").getArray()));
                    for (int more = 1; columns.size() < row.getInt("width"); more++) columns.add("+" + more);
                    return columns;
                },
                delivery);
    }

    void clear(UUID delivery) {
        jdbc.update("delete from delivery_reject where delivery_id = ?", delivery);
    }

    /// A page of them, in the order of the file.
    ///
    /// @param after the position of the last one already seen, 0 for the first page
    List<Delivery.Reject> list(UUID delivery, long after, int limit) {
        return jdbc.query(
                "select * from delivery_reject where delivery_id = ? and position > ? order by position limit ?",
                this::reject,
                delivery,
                after,
                limit);
    }

    private Delivery.Reject reject(ResultSet row, int number) throws SQLException {
        return new Delivery.Reject(
                row.getLong("position"),
                row.getLong("line"),
                new SourceRow.Problem(
                        row.getString("column_name"),
                        row.getString("value"),
                        json.readValue(row.getString("reason"), Reason.class)),
                List.of((String[]) row.getArray("cells").getArray()));
    }
}
