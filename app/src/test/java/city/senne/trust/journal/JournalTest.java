package city.senne.trust.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.senne.OpenHouse;
import city.senne.engine.merkle.Proofs;
import city.senne.trust.access.Access;
import city.senne.trust.identity.Viewer;
import city.senne.trust.keys.CreateKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// What the journal promises to those who do something.
@OpenHouse
class JournalTest {
    private static final Viewer AMINA = new Viewer.Person(UUID.randomUUID(), "Amina", true);

    @Autowired
    private Journal journal;

    @Autowired
    private JournalRows rows;

    @Autowired
    private SignHeads signHeads;

    @Autowired
    private Heads heads;

    @Autowired
    private HeadKey key;

    @Autowired
    private Access access;

    @Autowired
    private CreateKey createKey;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private DataSource dataSource;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private Environment environment;

    @Test
    void what_is_told_is_found_again_as_it_was_told() throws Exception {
        journal.record(Entry.of(AMINA, Kind.DATASET_PUBLISHED)
                .about("trees")
                .with("z", "last")
                .with("a", "é \u0000\"\n"));
        KeptEntry kept = last();
        assertThat(kept.kind()).isEqualTo("dataset-published");
        assertThat(kept.actor()).isEqualTo("person");
        assertThat(kept.dataset()).isEqualTo("trees");
        assertThat(kept.details()).containsEntry("a", "é  \"").containsEntry("z", "last");
        assertThat(kept.personal()).containsEntry("actor", "Amina");
        assertThat(kept.canonical()).doesNotContain("Amina").contains("\"dataset\":\"trees\",\"details\":{\"a\":");
        assertThat(verify().faults()).isEmpty();
    }

    @Test
    void what_is_undone_is_not_told() {
        long before = rows.tree().size();
        transaction.executeWithoutResult(status -> {
            journal.record(Entry.of(AMINA, Kind.DATASET_DELETED).about("trees"));
            status.setRollbackOnly();
        });
        assertThat(rows.tree().size()).isEqualTo(before);
    }

    @Test
    void what_cannot_be_told_does_not_happen() {
        long keys = countKeys();
        jdbc.sql("alter table journal_tree rename to journal_tree_away").update();
        try {
            assertThatThrownBy(() -> createKey.create(new Viewer.Operator(), "nightly import"))
                    .isInstanceOf(DataAccessException.class);
        } finally {
            jdbc.sql("alter table journal_tree_away rename to journal_tree").update();
        }
        assertThat(countKeys()).isEqualTo(keys);
        createKey.create(new Viewer.Operator(), "nightly import");
        assertThat(countKeys()).isEqualTo(keys + 1);
        assertThat(last().kind()).isEqualTo("key-created");
        assertThat(last().personal()).containsEntry("name", "nightly import");
    }

    @Test
    void many_at_once_get_places_without_gaps() throws Exception {
        long before = rows.tree().size();
        try (ExecutorService crowd = Executors.newFixedThreadPool(8)) {
            List<Future<?>> told = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                int number = i;
                told.add(crowd.submit(() -> transaction.executeWithoutResult(_ -> {
                    journal.record(Entry.of(AMINA, Kind.SIGNED_IN).with("number", number));
                    journal.record(Entry.of(AMINA, Kind.SIGNED_OUT).with("number", number));
                })));
            }
            for (Future<?> each : told) each.get();
        }
        assertThat(rows.tree().size()).isEqualTo(before + 400);
        VerifyJournal.Result result = verify();
        assertThat(result.faults()).isEmpty();
        assertThat(result.entries()).isEqualTo(before + 400);
    }

    @Test
    void a_head_is_signed_and_proofs_lead_to_it() throws Exception {
        journal.record(Entry.of(AMINA, Kind.SIGNED_IN));
        TreeHead earlier = signHeads.sign();
        journal.record(Entry.of(AMINA, Kind.SIGNED_OUT));
        journal.record(Entry.of(AMINA, Kind.SIGNED_IN));
        TreeHead later = signHeads.sign();
        assertThat(earlier.isSigned()).isTrue();
        assertThat(TreeHead.parse(later.line()).isSigned()).isTrue();
        assertThat(new TreeHead(later.size() + 1, later.root(), later.at(), later.publicKey(), later.signature())
                        .isSigned())
                .isFalse();
        assertThat(Proofs.isPrefix(
                        earlier.size(),
                        later.size(),
                        rows.tree(later.size()).consistencyProof(earlier.size()),
                        earlier.root(),
                        later.root()))
                .isTrue();
        long place = earlier.size() - 1;
        assertThat(Proofs.includes(
                        rows.findEntry(place).orElseThrow().leaf(),
                        place,
                        later.size(),
                        rows.tree(later.size()).inclusionProof(place),
                        later.root()))
                .isTrue();
    }

    @Test
    void heads_are_added_to_a_second_place_and_none_is_missed_while_it_is_away(@TempDir Path elsewhere)
            throws Exception {
        Path file = elsewhere.resolve("mounted").resolve("heads.jsonl");
        SignHeads signing =
                new SignHeads(rows, heads, key, new JournalSettings(Duration.ofMinutes(1), file, 0), Clock.systemUTC());
        journal.record(Entry.of(AMINA, Kind.SIGNED_IN));
        assertThatThrownBy(signing::sign).isInstanceOf(IOException.class);
        Files.createDirectory(file.getParent());
        journal.record(Entry.of(AMINA, Kind.SIGNED_OUT));
        TreeHead last = signing.sign();
        signing.sign();
        List<TreeHead> kept =
                Files.readAllLines(file).stream().map(TreeHead::parse).toList();
        assertThat(kept).extracting(TreeHead::size).endsWith(last.size() - 1, last.size());
        assertThat(kept).allMatch(TreeHead::isSigned);
        try (Connection connection = dataSource.getConnection()) {
            assertThat(VerifyJournal.verify(connection, kept).faults()).isEmpty();
        }
    }

    @Test
    void what_is_old_is_forgotten_when_the_operator_wants_it() throws Exception {
        journal.record(Entry.of(AMINA, Kind.SIGNED_IN));
        long place = rows.tree().size() - 1;
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(31));
        erasing(0, Retention.Keep.ALIKE, later).eraseOld();
        assertThat(rows.findEntry(place).orElseThrow().personal()).containsValue("Amina");
        erasing(30, Retention.Keep.ALIKE, later).eraseOld();
        assertThat(rows.findEntry(place).orElseThrow().personal()).isEmpty();
        assertThat(last().kind()).isEqualTo("personal-data-erased");
        assertThat(last().details()).containsEntry("days", "30");
        assertThat(verify().faults()).isEmpty();
    }

    private ErasePersonalData erasing(int personalDays, Retention.Keep keep, Clock clock) {
        JournalSettings settings = new JournalSettings(Duration.ofMinutes(1), null, personalDays);
        return new ErasePersonalData(rows, journal, access, new Retention(settings, keep), _ -> {}, clock);
    }

    @Test
    void each_matter_is_forgotten_in_its_own_time_and_the_tree_stays() throws Exception {
        List<Kind> told = List.of(Kind.SIGNED_IN, Kind.DATA_READ, Kind.AGREEMENT_SIGNED, Kind.RULE_MADE);
        long first = rows.tree().size();
        for (Kind kind : told) journal.record(Entry.of(AMINA, kind).about("trees"));
        TreeHead before = signHeads.sign();
        Retention.Keep keep = new Retention.Keep(90, 10, null, 0);
        List<List<Kind>> known = List.of(
                told,
                List.of(Kind.DATA_READ, Kind.AGREEMENT_SIGNED, Kind.RULE_MADE),
                List.of(Kind.DATA_READ, Kind.AGREEMENT_SIGNED),
                List.of(Kind.AGREEMENT_SIGNED));
        int[] days = {9, 11, 31, 91};
        for (int i = 0; i < days.length; i++) {
            erasing(30, keep, Clock.offset(Clock.systemUTC(), Duration.ofDays(days[i])))
                    .eraseOld();
            List<Kind> still = new ArrayList<>();
            for (int at = 0; at < told.size(); at++) {
                KeptEntry entry = rows.findEntry(first + at).orElseThrow();
                assertThat(entry.kind()).isEqualTo(told.get(at).apiName());
                if (!entry.personal().isEmpty()) still.add(told.get(at));
            }
            assertThat(still).as(days[i] + " days").isEqualTo(known.get(i));
        }
        assertThat(last().details()).containsEntry("matter", "reads").containsEntry("days", "90");
        try (Connection connection = dataSource.getConnection()) {
            assertThat(VerifyJournal.verify(connection, List.of(before)).faults())
                    .isEmpty();
        }
    }

    @Test
    void what_a_later_version_wrote_is_kept_as_changes_are() {
        journal.record(Entry.of(AMINA, Kind.SIGNED_IN));
        long place = rows.tree().size() - 1;
        jdbc.sql("alter table journal_entry disable trigger user").update();
        jdbc.sql("update journal_entry set kind = 'dreamt' where sequence = :place")
                .param("place", place)
                .update();
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(11));
        erasing(0, new Retention.Keep(10, 10, 0, 10), later).eraseOld();
        assertThat(rows.findEntry(place).orElseThrow().personal()).isNotEmpty();
        erasing(0, new Retention.Keep(0, 0, 10, 0), later).eraseOld();
        assertThat(rows.findEntry(place).orElseThrow().personal()).isEmpty();
        jdbc.sql("update journal_entry set kind = 'signed-in' where sequence = :place")
                .param("place", place)
                .update();
        jdbc.sql("alter table journal_entry enable trigger user").update();
    }

    @Test
    void nobody_but_the_owner_of_the_home_reads_the_key() throws Exception {
        Path key = Path.of(environment.getRequiredProperty("senne.home")).resolve("journal.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
    }

    @Test
    void the_database_itself_refuses_to_change_an_entry() {
        journal.record(Entry.of(AMINA, Kind.SIGNED_IN));
        assertThatThrownBy(() -> jdbc.sql("update journal_entry set kind = 'x'").update())
                .hasMessageContaining("only added to");
        assertThatThrownBy(() -> jdbc.sql("delete from journal_entry").update()).hasMessageContaining("only added to");
    }

    private KeptEntry last() {
        return rows.findEntry(rows.tree().size() - 1).orElseThrow();
    }

    private long countKeys() {
        return jdbc.sql("select count(*) from api_key").query(Long.class).single();
    }

    private VerifyJournal.Result verify() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return VerifyJournal.verify(connection, List.of());
        }
    }
}
