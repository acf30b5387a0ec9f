package city.senne.data.attachments;

import city.senne.data.catalog.DatasetId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What is attached, in PostgreSQL.
@Repository
class Attachments {
    private final JdbcClient jdbc;

    Attachments(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Of several datasets, in the order in which they were attached.
    List<Attachment> list(Collection<String> datasets) {
        if (datasets.isEmpty()) return List.of();
        return jdbc.sql("""
                        select * from attachment where dataset_id = any(:datasets) and removed_at is null order by number
                        """)
                .param("datasets", datasets.toArray(String[]::new))
                .query(Attachments::attachment)
                .list();
    }

    void add(Attachment attachment) {
        jdbc.sql("""
                        insert into attachment (dataset_id, id, file_name, title, bytes, sha256, added_by, added_at)
                        values (:dataset, :id, :fileName, :title, :bytes, :sha256, :by, :at)
                        """)
                .param("dataset", attachment.dataset().value())
                .param("id", attachment.id())
                .param("fileName", attachment.fileName().text())
                .param("title", attachment.title())
                .param("bytes", attachment.bytes())
                .param("sha256", attachment.sha256())
                .param("by", attachment.addedBy())
                .param("at", utc(attachment.addedAt()))
                .update();
    }

    void retitle(Attachment attachment, String title, String by, Instant now) {
        change(attachment, "title = :title, retitled_by = :by, retitled_at = :now", by, now)
                .param("title", title)
                .update();
    }

    void remove(Attachment attachment, String by, Instant now) {
        change(attachment, "removed_by = :by, removed_at = :now", by, now).update();
    }

    private JdbcClient.StatementSpec change(Attachment attachment, String set, String by, Instant now) {
        return jdbc.sql("update attachment set %s where dataset_id = :dataset and id = :id and removed_at is null"
                        .formatted(set))
                .param("dataset", attachment.dataset().value())
                .param("id", attachment.id())
                .param("by", by)
                .param("now", utc(now));
    }

    void forget(DatasetId dataset) {
        jdbc.sql("delete from attachment where dataset_id = :dataset")
                .param("dataset", dataset.value())
                .update();
    }

    /// The SHA-256 of every file that is attached anywhere.
    Set<String> listFiles() {
        return new HashSet<>(jdbc.sql("select distinct sha256 from attachment where removed_at is null")
                .query(String.class)
                .list());
    }

    private static Attachment attachment(ResultSet row, int number) throws SQLException {
        return new Attachment(
                new DatasetId(row.getString("dataset_id")),
                row.getString("id"),
                new FileName(row.getString("file_name")),
                row.getString("title"),
                row.getLong("bytes"),
                row.getString("sha256"),
                row.getString("added_by"),
                row.getObject("added_at", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
