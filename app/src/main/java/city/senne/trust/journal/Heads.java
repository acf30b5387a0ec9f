package city.senne.trust.journal;

import city.senne.engine.merkle.Hash;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The signed heads of the journal.
@Repository
class Heads {
    private final JdbcClient jdbc;

    Heads(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// One of each size: another node may have signed it already.
    void add(TreeHead head) {
        jdbc.sql("""
                        insert into journal_head (size, root, signed_at, public_key, signature)
                        values (:size, :root, :at, :key, :signature) on conflict do nothing""")
                .param("size", head.size())
                .param("root", head.root().bytes())
                .param("at", Timestamp.from(head.at()))
                .param("key", head.publicKey())
                .param("signature", head.signature())
                .update();
    }

    Optional<TreeHead> findLast() {
        return jdbc.sql("select * from journal_head order by size desc limit 1")
                .query((row, _) -> head(row))
                .optional();
    }

    List<TreeHead> listNotWrittenOut() {
        return jdbc.sql("select * from journal_head where not written_out order by size")
                .query((row, _) -> head(row))
                .list();
    }

    void wroteOut(TreeHead head) {
        jdbc.sql("update journal_head set written_out = true where size = :size")
                .param("size", head.size())
                .update();
    }

    static TreeHead head(ResultSet row) throws SQLException {
        return new TreeHead(
                row.getLong("size"),
                new Hash(row.getBytes("root")),
                row.getTimestamp("signed_at").toInstant(),
                row.getBytes("public_key"),
                row.getBytes("signature"));
    }
}
