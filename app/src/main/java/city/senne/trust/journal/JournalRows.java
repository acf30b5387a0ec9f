package city.senne.trust.journal;

import city.senne.engine.merkle.GrowingTree;
import city.senne.engine.merkle.Hash;
import city.senne.engine.merkle.MerkleTree;
import java.io.ByteArrayOutputStream;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// The journal in PostgreSQL: entries, what in them is about people, and the tree over them.
@Repository
class JournalRows {
    /// All entries, with what was not erased of their personal data and its salts.
    static final String ENTRIES = """
            select entry.*, personal, salts from journal_entry entry
            left join lateral (
                select jsonb_object_agg(name, value) as personal, jsonb_object_agg(name, encode(salt, 'hex')) as salts
                from journal_personal where sequence = entry.sequence) about on true""";

    /// What was done with their members and with their datasets. An id may have belonged to others before: of a
    /// dataset that is there what was done since it came into being, and the delivery that did it; of one that was
    /// erased what was done as long as it was there. A delivery that was to bring a dataset into being for an
    /// organisation is told to that one alone, whoever got the id.
    private static final String OF_ORGANISATIONS =
            """

            and (entry.details ->> 'organisation' = any(:organisations)
              or exists (
                select from dataset where dataset.id = entry.dataset_id and organisation_id = any(:organisations)
                  and (entry.recorded_at >= dataset.created_at and not %1$s
                    or exists (
                      select from dataset_version version where version.dataset_id = dataset.id
                        and cast(version.delivery_id as text) = entry.details ->> 'delivery')))
              or entry.dataset_id in (
                select dataset_id from journal_entry
                where kind = 'dataset-erased' and details ->> 'organisation' = any(:organisations))
              and exists (
                select from (
                  select erased.details from journal_entry erased
                  where erased.dataset_id = entry.dataset_id and erased.kind = 'dataset-erased'
                    and erased.sequence > entry.sequence
                  order by erased.sequence limit 1) as end_of
                where end_of.details ->> 'organisation' = any(:organisations)
                  and entry.recorded_at >= cast(end_of.details ->> 'created' as timestamptz) and not %1$s))""".formatted("(entry.kind like 'delivery-%' and entry.details ->> 'organisation' is not null)");

    private static final int SALT_LENGTH = 32;

    private final JdbcTemplate batches;
    private final JdbcClient jdbc;
    private final SecureRandom random = new SecureRandom();

    JournalRows(JdbcTemplate batches, JdbcClient jdbc) {
        this.batches = batches;
        this.jdbc = jdbc;
    }

    /// Puts entries at the end. Until the transaction ends nobody else can.
    ///
    /// @param now asked when the end is ours, so that times follow the order
    @Transactional(propagation = Propagation.MANDATORY)
    void append(List<Entry> entries, Supplier<Instant> now) {
        GrowingTree tree = jdbc.sql("select size, peaks from journal_tree for update")
                .query((row, _) -> new GrowingTree(row.getLong("size"), hashes(row.getBytes("peaks"))))
                .single();
        List<Object[]> rows = new ArrayList<>();
        List<Object[]> personal = new ArrayList<>();
        List<Object[]> nodes = new ArrayList<>();
        Instant at = now.get();
        for (Entry entry : entries) {
            long sequence = tree.size();
            SortedMap<String, String> commitments = new TreeMap<>();
            entry.personal().forEach((name, value) -> {
                byte[] salt = new byte[SALT_LENGTH];
                random.nextBytes(salt);
                commitments.put(name, KeptEntry.commitment(salt, value).toString());
                personal.add(new Object[] {sequence, name, salt, value});
            });
            KeptEntry kept = new KeptEntry(
                    sequence,
                    at,
                    entry.kind().apiName(),
                    entry.actor().apiName(),
                    entry.dataset(),
                    entry.details(),
                    commitments,
                    Map.of());
            rows.add(new Object[] {
                sequence,
                Timestamp.from(at),
                kept.kind(),
                kept.actor(),
                kept.dataset(),
                json(kept.details()),
                json(kept.commitments())
            });
            for (GrowingTree.Node node : tree.append(kept.leaf())) {
                nodes.add(new Object[] {node.level(), node.index(), node.hash().bytes()});
            }
        }
        batches.batchUpdate("""
                insert into journal_entry (sequence, recorded_at, kind, actor, dataset_id, details, commitments)
                values (?, ?, ?, ?, ?, ?::jsonb, ?::jsonb)""", rows);
        if (!personal.isEmpty()) {
            batches.batchUpdate(
                    "insert into journal_personal (sequence, name, salt, value) values (?, ?, ?, ?)", personal);
        }
        batches.batchUpdate("insert into journal_node (level, index, hash) values (?, ?, ?)", nodes);
        jdbc.sql("update journal_tree set size = :size, peaks = :peaks")
                .param("size", tree.size())
                .param("peaks", bytes(tree.peaks()))
                .update();
    }

    /// The tree as it is now, for its size and root.
    GrowingTree tree() {
        return jdbc.sql("select size, peaks from journal_tree")
                .query((row, _) -> new GrowingTree(row.getLong("size"), hashes(row.getBytes("peaks"))))
                .single();
    }

    /// The tree as it was with so many entries, for proofs.
    MerkleTree tree(long size) {
        return new MerkleTree(
                size,
                (level, index) -> jdbc.sql("select hash from journal_node where level = :level and index = :index")
                        .param("level", level)
                        .param("index", index)
                        .query((row, _) -> new Hash(row.getBytes(1)))
                        .single());
    }

    Optional<KeptEntry> findEntry(long sequence) {
        return jdbc.sql(ENTRIES + " where entry.sequence = :sequence")
                .param("sequence", sequence)
                .query((row, _) -> entry(row))
                .optional();
    }

    /// The newest first.
    ///
    /// @param organisations only what was done with their datasets or members; null for all
    List<KeptEntry> list(EntryFilter filter, @Nullable Set<String> organisations, ZoneId zone, int limit) {
        StringBuilder sql = new StringBuilder(ENTRIES).append(" where true");
        Map<String, Object> parameters = new HashMap<>();
        if (!filter.dataset().isEmpty()) add(sql, parameters, " and dataset_id = :dataset", filter.dataset());
        if (organisations != null) add(sql, parameters, OF_ORGANISATIONS, organisations.toArray(String[]::new));
        if (!filter.kind().isEmpty()) add(sql, parameters, " and kind = :kind", filter.kind());
        if (filter.before() != null) add(sql, parameters, " and entry.sequence < :before", filter.before());
        filter.start(zone)
                .ifPresent(start -> add(sql, parameters, " and recorded_at >= :start", Timestamp.from(start)));
        filter.end(zone).ifPresent(end -> add(sql, parameters, " and recorded_at < :end", Timestamp.from(end)));
        if (!filter.person().isEmpty()) {
            add(
                    sql,
                    parameters,
                    " and exists (select from journal_personal named where named.sequence = entry.sequence"
                            + " and position(lower(:person) in lower(named.value)) > 0)",
                    filter.person());
        }
        return jdbc.sql(sql.append(" order by entry.sequence desc limit :limit").toString())
                .params(parameters)
                .param("limit", limit)
                .query((row, _) -> entry(row))
                .list();
    }

    /// @param condition with one parameter
    private static void add(StringBuilder sql, Map<String, Object> parameters, String condition, Object value) {
        sql.append(condition);
        parameters.put(condition.replaceAll("(?s).*:(\\w+).*", "$1"), value);
    }

    /// Whether a dataset bears this id now; anybody can think up others.
    boolean isDataset(String id) {
        return jdbc.sql("select exists (select from dataset where id = :id)")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    /// In how many entries something about this person was erased.
    int erase(String person) {
        return jdbc.sql("""
                        with hers as (
                            select sequence, bool_or(name in ('actor', 'actor-id', 'login')) as is_deed
                            from journal_personal where lower(value) = lower(:person) group by sequence),
                        erased as (
                            delete from journal_personal about using hers
                            where about.sequence = hers.sequence
                              and (hers.is_deed or lower(about.value) = lower(:person))
                            returning about.sequence)
                        select count(distinct sequence) from erased""").param("person", person).query(Integer.class).single();
    }

    /// In how many entries about a matter, from before a moment, something about people was erased.
    int eraseBefore(Instant end, Matter matter) {
        boolean others = matter == Matter.CHANGES;
        List<String> kinds = others
                ? Arrays.stream(Matter.values())
                        .filter(each -> each != matter)
                        .flatMap(each -> each.kinds().stream())
                        .toList()
                : matter.kinds();
        return jdbc.sql("""
                        with erased as (
                            delete from journal_personal about using journal_entry entry
                            where entry.sequence = about.sequence and entry.recorded_at < :end
                              and (entry.kind = any(:kinds)) <> :others
                            returning about.sequence)
                        select count(distinct sequence) from erased""")
                .param("end", Timestamp.from(end))
                .param("kinds", kinds.toArray(String[]::new))
                .param("others", others)
                .query(Integer.class)
                .single();
    }

    /// A row of [#ENTRIES].
    static KeptEntry entry(ResultSet row) throws SQLException {
        return new KeptEntry(
                row.getLong("sequence"),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                row.getString("kind"),
                row.getString("actor"),
                row.getString("dataset_id"),
                texts(row.getString("details")),
                texts(row.getString("commitments")),
                texts(row.getString("personal")));
    }

    static SortedMap<String, String> texts(@Nullable String json) {
        SortedMap<String, String> texts = new TreeMap<>();
        if (json == null) return texts;
        JsonMapper.shared().readTree(json).forEachEntry((name, value) -> texts.put(name, value.asString()));
        return texts;
    }

    static List<Hash> hashes(byte[] bytes) {
        List<Hash> hashes = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += Hash.LENGTH) {
            hashes.add(new Hash(Arrays.copyOfRange(bytes, at, at + Hash.LENGTH)));
        }
        return hashes;
    }

    private static byte[] bytes(List<Hash> hashes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Hash hash : hashes) bytes.writeBytes(hash.bytes());
        return bytes.toByteArray();
    }

    private static String json(SortedMap<String, String> texts) {
        return JsonMapper.shared().writeValueAsString(texts);
    }
}
