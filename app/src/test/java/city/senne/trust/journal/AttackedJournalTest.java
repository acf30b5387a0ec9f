package city.senne.trust.journal;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.trust.identity.Viewer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// What somebody who owns the database can do to the journal, and that it is found. Each attack is undone afterwards.
@OpenHouse
class AttackedJournalTest {
    private static final Viewer AMINA = new Viewer.Person(UUID.randomUUID(), "Amina", true);
    private static final String DISARM = "alter table journal_entry disable trigger user;"
            + "alter table journal_node disable trigger user;"
            + "alter table journal_personal drop constraint journal_personal_sequence_fkey;";

    @Autowired
    private Journal journal;

    @Autowired
    private JournalRows rows;

    @Autowired
    private SignHeads signHeads;

    @Autowired
    private DataSource dataSource;

    private long first;

    @BeforeEach
    void tell_of_twenty_deeds() throws IOException {
        first = rows.tree().size();
        for (int i = 0; i < 20; i++) {
            journal.record(
                    Entry.of(AMINA, Kind.DATASET_DESCRIBED).about("trees").with("number", i));
        }
        signHeads.sign();
        journal.record(Entry.of(AMINA, Kind.SIGNED_OUT));
    }

    @Test
    void nothing_is_found_where_nothing_was_done() throws Exception {
        VerifyJournal.Result result = after("select 1");
        assertThat(result.faults()).isEmpty();
        assertThat(result.entries()).isEqualTo(first + 21);
        assertThat(result.heads()).isPositive();
    }

    @Test
    void a_changed_entry_is_named() throws Exception {
        assertThat(after("update journal_entry set dataset_id = 'bins' where sequence = " + (first + 4))
                        .faults())
                .containsExactly("Entry %d was changed.".formatted(first + 4));
        assertThat(after("update journal_entry set recorded_at = recorded_at - interval '1 microsecond'"
                                + " where sequence = " + (first + 4))
                        .faults())
                .containsExactly("Entry %d was changed.".formatted(first + 4));
        assertThat(after("update journal_personal set value = 'Bram' where name = 'actor' and sequence = "
                                + (first + 4))
                        .faults())
                .containsExactly("Entry %d was changed: what it says about a person (actor) is not what was told."
                        .formatted(first + 4));
    }

    @Test
    void an_entry_that_was_changed_with_its_hash_is_found_by_the_hashes_above() throws Exception {
        List<String> faults = after("update journal_node set hash = sha256('x') where level = 0 and index = "
                        + (first + 4) + "; delete from journal_entry where sequence = " + (first + 4))
                .faults();
        assertThat(faults).containsExactly("Entry %d was removed.".formatted(first + 4));
        KeptEntry changed = rows.findEntry(first + 4).orElseThrow();
        KeptEntry as = new KeptEntry(
                changed.sequence(),
                changed.at(),
                changed.kind(),
                changed.actor(),
                "bins",
                changed.details(),
                changed.commitments(),
                changed.personal());
        long pair = (first + 4) / 2 * 2;
        String attack = "update journal_entry set dataset_id = 'bins' where sequence = %d;".formatted(first + 4)
                + "update journal_node set hash = '\\x%s' where level = 0 and index = %d;"
                        .formatted(as.leaf(), first + 4);
        assertThat(after(attack).faults())
                .containsExactly(
                        "Something among the entries %d to %d was changed, with its hash.".formatted(pair, pair + 1));
        assertThat(after(attack + "delete from journal_node where level > 0").faults())
                .hasSizeGreaterThan(1)
                .allMatch(fault -> fault.contains("was changed"));
    }

    @Test
    void a_removed_entry_is_named() throws Exception {
        assertThat(after("delete from journal_entry where sequence = " + (first + 7))
                        .faults())
                .containsExactly("Entry %d was removed.".formatted(first + 7));
        assertThat(after("delete from journal_entry where sequence = %1$d; delete from journal_node where index = %1$d"
                                .formatted(first + 7))
                        .faults())
                .startsWith("Entry %d was removed, and its hash with it.".formatted(first + 7));
    }

    @Test
    void two_that_changed_places_are_named() throws Exception {
        long one = first + 3;
        long other = first + 9;
        assertThat(after("""
                        update journal_entry set sequence = -1 where sequence = %1$d;
                        update journal_entry set sequence = %1$d where sequence = %2$d;
                        update journal_entry set sequence = %2$d where sequence = -1;
                        update journal_personal set sequence = -1 where sequence = %1$d;
                        update journal_personal set sequence = %1$d where sequence = %2$d;
                        update journal_personal set sequence = %2$d where sequence = -1
                        """.formatted(one, other)).faults())
                .containsExactly(
                        "Entry %d was reordered: it was told as entry %d.".formatted(one, other),
                        "Entry %d was reordered: it was told as entry %d.".formatted(other, one));
    }

    @Test
    void one_that_nobody_told_is_named() throws Exception {
        assertThat(after(
                                "insert into journal_entry select %d, recorded_at, kind, actor, dataset_id, details, commitments"
                                                .formatted(first + 21)
                                        + " from journal_entry where sequence = " + first)
                        .faults())
                .containsExactly("Entry %d was put in afterwards, or its hash was removed.".formatted(first + 21));
    }

    @Test
    void a_tail_that_was_cut_off_is_found_by_the_heads_even_when_the_rest_of_the_database_agrees() throws Exception {
        String cut = """
                delete from journal_entry where sequence >= %1$d;
                delete from journal_node where (index + 1) << level > %1$d;
                """.formatted(first + 15);
        String missing =
                "The last 5 entries were removed, from entry %d on: there were %,d.".formatted(first + 15, first + 20);
        assertThat(after(cut + "delete from journal_tree; delete from journal_head where size > " + (first + 15))
                        .faults())
                .containsExactly("The size of the tree was removed.");
        assertThat(after(cut + "update journal_tree set size = " + (first + 15)).faults())
                .contains(missing);
        String thorough = cut
                + "delete from journal_head where size > %1$d; update journal_tree set size = %1$d"
                        .formatted(first + 15);
        assertThat(after(thorough, List.of(signHeads.sign())).faults())
                .anyMatch(fault -> fault.contains("entries were removed, from entry " + (first + 15)));
    }

    @Test
    void a_journal_that_was_written_anew_does_not_fit_the_heads_kept_elsewhere() throws Exception {
        TreeHead kept = signHeads.sign();
        TreeHead forged = new TreeHead(
                kept.size(), rows.tree(kept.size() - 1).root(), kept.at(), kept.publicKey(), kept.signature());
        assertThat(after("select 1", List.of(forged)).faults())
                .containsExactly("The head of %,d entries of %s was changed: its signature does not fit."
                        .formatted(kept.size(), kept.at()));
    }

    @Test
    void what_is_erased_about_a_person_leaves_the_tree_as_it_was() throws Exception {
        VerifyJournal.Result before = after("select 1");
        VerifyJournal.Result erased = after("delete from journal_personal where sequence = " + (first + 2));
        assertThat(erased.faults()).isEmpty();
        assertThat(erased.root()).isEqualTo(before.root());
        assertThat(erased.erased()).isEqualTo(before.erased() + 2);
    }

    private VerifyJournal.Result after(String attack) throws SQLException {
        return after(attack, List.of());
    }

    /// The attack and the look at what it left, in one transaction that is undone.
    private VerifyJournal.Result after(String attack, List<TreeHead> keptElsewhere) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute(DISARM + attack);
                return VerifyJournal.look(connection, keptElsewhere);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }
}
