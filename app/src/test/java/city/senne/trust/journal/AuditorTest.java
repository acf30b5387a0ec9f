package city.senne.trust.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.senne.OpenHouse;
import city.senne.data.ingest.Delivery;
import city.senne.data.ingest.PublishFile;
import city.senne.trust.access.AccessRefused;
import city.senne.trust.identity.Memberships;
import city.senne.trust.identity.Viewer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// An auditor reads what was done with the datasets and members of her organisation, and nothing else.
@OpenHouse
class AuditorTest {
    private static final EntryFilter ALL = EntryFilter.of(null, null, null, null, null, null);

    @Autowired
    private ReadJournal readJournal;

    @Autowired
    private Journal journal;

    @Autowired
    private PublishFile publishFile;

    @Autowired
    private JdbcClient jdbc;

    private final String town = "town-" + UUID.randomUUID();
    private final Viewer auditor = new Viewer.Person(
            UUID.randomUUID(), "Ada", false, new Memberships(Set.of(town), Set.of(), Set.of(), Set.of(), Set.of(town)));

    private String publish(Path folder, String id) throws Exception {
        Path file = Files.writeString(folder.resolve(id + ".csv"), "a;b\n1;2\n");
        assertThat(publishFile.publish(new Viewer.Operator(), file, "").state()).isEqualTo(Delivery.State.LANDED);
        return id;
    }

    @Test
    void an_auditor_reads_of_her_organisation_alone(@TempDir Path folder) throws Exception {
        jdbc.sql("insert into organisation (id, name) values (:id, '{\"en\": \"Town\"}')")
                .param("id", town)
                .update();
        String hers = publish(folder, "wells-" + UUID.randomUUID());
        String others = publish(folder, "wells-" + UUID.randomUUID());
        jdbc.sql("update dataset set organisation_id = :town where id = :id")
                .param("town", town)
                .param("id", hers)
                .update();
        Viewer operator = new Viewer.Operator();
        journal.record(Entry.of(operator, Kind.MEMBER_JOINED).with("organisation", town));
        journal.record(Entry.of(operator, Kind.MEMBER_JOINED).with("organisation", "elsewhere"));
        journal.record(Entry.of(operator, Kind.DATASET_PUBLISHED).about(others));
        List<KeptEntry> read = readJournal.list(auditor, ALL, ZoneOffset.UTC, 1000);
        assertThat(read).extracting(KeptEntry::kind).contains("member-joined", "delivery-landed");
        assertThat(read)
                .allMatch(entry -> hers.equals(entry.dataset())
                        || town.equals(entry.details().get("organisation")));
        KeptEntry own = read.getFirst();
        assertThat(readJournal.find(auditor, own.sequence())).contains(own);
        long newest =
                readJournal.list(operator, ALL, ZoneOffset.UTC, 1).getFirst().sequence();
        assertThat(readJournal.find(auditor, newest)).isEmpty();
        assertThat(readJournal.find(operator, newest)).isPresent();
    }

    @Test
    void a_reader_reads_nothing() {
        Viewer reader = new Viewer.Person(UUID.randomUUID(), "Rik", false);
        assertThatThrownBy(() -> readJournal.list(reader, ALL, ZoneOffset.UTC, 10))
                .isInstanceOf(AccessRefused.class);
    }
}
