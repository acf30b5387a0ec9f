package city.senne.data.ingest;

import city.senne.engine.delivery.Reason;
import city.senne.engine.delivery.SourceRow;
import java.sql.ResultSet;
import java.sql.SQLException;
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
