package city.senne.data.sources;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.data.catalog.DatasetId;
import city.senne.data.sources.FakePortal.Answer;
import city.senne.data.sources.FakePortal.Opendatasoft;
import city.senne.trust.access.Stage;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Portals that answer as none should, and a process that ends.
@OpenHouse
class FailingPortalTest extends SourceHouse {
    @Autowired
    private JdbcClient jdbc;

    @Test
    void a_bad_dataset_never_stops_the_others_and_is_tried_again() throws Exception {
        Opendatasoft theirs = threeDatasets();
        theirs.put(prefix + "two", "Twee", "1", "{\"naam\": \"c\n\0");
        Source source = source(theirs.address(), "", Source.Absence.DELETE);
        Run run = read(source, false);
        assertThat(run.state()).isEqualTo(Run.State.DONE);
        assertThat(outcomes(run))
                .containsEntry(prefix + "one", Run.Outcome.ADDED)
                .containsEntry(prefix + "two", Run.Outcome.REFUSED)
                .containsEntry(prefix + "three", Run.Outcome.ADDED);
        assertThat(catalog.findDataset(new DatasetId(prefix + "two"))).isEmpty();
        theirs.put(prefix + "two", "Twee", "1", "{\"naam\": \"c\"}\n");
        assertThat(outcomes(read(source, false))).containsEntry(prefix + "two", Run.Outcome.ADDED);
    }

    @Test
    void a_portal_that_breaks_off_takes_nothing_with_it() throws Exception {
        Opendatasoft theirs = threeDatasets();
        Source source = source(theirs.address(), "", Source.Absence.DELETE);
        read(source, false);
        portal.page(folder + "/api/explore/v2.1/catalog/datasets", "<html>We are away</html>");
        Run run = read(source, false);
        assertThat(run.state()).isEqualTo(Run.State.FAILED);
        assertThat(String.valueOf(run.refusal())).contains("sources.not-json");
        assertThat(dataset(prefix + "one").stage()).isEqualTo(Stage.PUBLISHED);
    }

    /// A list that ends before it should is none to find out from what is gone.
    @Test
    void a_list_that_ends_early_makes_nothing_absent() throws Exception {
        Opendatasoft theirs = threeDatasets();
        Source source = source(theirs.address(), "", Source.Absence.DELETE);
        read(source, false);
        theirs.remove(prefix + "three");
        theirs.countsMore = 1;
        Run run = read(source, false);
        assertThat(String.valueOf(run.refusal())).contains("sources.ends-early");
        assertThat(dataset(prefix + "three").stage()).isEqualTo(Stage.PUBLISHED);
    }

    @Test
    void a_busy_portal_is_asked_again() throws Exception {
        Opendatasoft theirs = threeDatasets();
        Source source = source(theirs.address(), "", Source.Absence.KEEP);
        AtomicInteger times = new AtomicInteger();
        String path = folder + "/api/explore/v2.1/catalog/datasets";
        portal.page(
                path,
                () -> times.incrementAndGet() < 3
                        ? new Answer(503, "")
                        : new Answer(200, "{\"total_count\": 0, \"results\": []}"));
        assertThat(read(source, false).state()).isEqualTo(Run.State.DONE);
        assertThat(times).hasValue(3);
    }

    /// Whatever ends the process, the next one reads on: each dataset comes once.
    @Test
    void a_run_that_is_broken_off_is_read_on() throws Exception {
        Opendatasoft theirs = new Opendatasoft(portal, folder);
        IntStream.range(0, 12).forEach(i -> theirs.put(prefix + i, "D" + i, "1", "{\"naam\": \"x" + i + "\"}\n"));
        Source source = source(theirs.address(), "", Source.Absence.KEEP);
        Run run = setUpSource.read(OPERATOR, source.id(), false).orElseThrow();
        while (runs.items(run.id(), 100, 0).size() < 3) Thread.sleep(20);
        queue.stop();
        assertThat(runs.find(run.id()).orElseThrow().state()).isEqualTo(Run.State.WAITING);
        queue.start();
        for (int i = 0; i < 600 && !runs.find(run.id()).orElseThrow().state().isFinal(); i++) Thread.sleep(100);
        assertThat(runs.find(run.id()).orElseThrow().state()).isEqualTo(Run.State.DONE);
        assertThat(outcomes(run)).hasSize(12);
        assertThat(sources.listTaken(source.id()))
                .hasSize(12)
                .allMatch(taken -> dataset(taken.dataset()).current().number() == 1);
    }

    /// What ends the process that reads it is not read for ever, nor is anything for a whole day.
    @ParameterizedTest
    @CsvSource({"reading, 3, 0, sources.given-up", "reading, 2, 0, ''", "waiting, 0, 7, sources.too-long"})
    void a_reading_has_an_end(String state, int claims, int hours, String refusal) throws Exception {
        Source source = source(threeDatasets().address(), "", Source.Absence.KEEP);
        long id = jdbc.sql("""
                        insert into source_run (source_id, dry, asked_by, asked_at, state, alive_at, started_at, claims)
                        values (:source, false, 'x', now(), :state, now() - interval '10 minutes',
                          now() - :hours * interval '1 hour', :claims) returning id
                        """)
                .param("source", source.id())
                .param("state", state)
                .param("hours", hours)
                .param("claims", claims)
                .query(Long.class)
                .single();
        Run run = runs.find(id).orElseThrow();
        for (int i = 0; i < 300 && !run.state().isFinal(); i++) {
            Thread.sleep(100);
            run = runs.find(id).orElseThrow();
        }
        assertThat(run.state()).isEqualTo(refusal.isEmpty() ? Run.State.DONE : Run.State.FAILED);
        assertThat(String.valueOf(run.refusal())).contains(refusal);
    }

    /// Half a catalogue gone at once is a fault of the portal.
    @Test
    void many_that_are_gone_at_once_stay() throws Exception {
        Opendatasoft theirs = new Opendatasoft(portal, folder);
        List<String> ids = IntStream.range(0, 8).mapToObj(i -> prefix + i).toList();
        ids.forEach(id -> theirs.put(id, id, "1", "{\"naam\": \"x\"}\n"));
        Source source = source(theirs.address(), "", Source.Absence.DELETE);
        read(source, false);
        ids.subList(0, 6).forEach(theirs::remove);
        Run run = read(source, false);
        assertThat(notes(run)).hasSize(6).containsOnly("sources.absent-many");
        assertThat(ids).allMatch(id -> dataset(id).stage() == Stage.PUBLISHED);
    }

    /// Also of the few that a small source has.
    @Test
    void a_portal_that_is_empty_all_at_once_takes_nothing_with_it() throws Exception {
        Opendatasoft theirs = threeDatasets();
        Source source = source(theirs.address(), "", Source.Absence.DELETE);
        read(source, false);
        for (String each : List.of("one", "two", "three")) theirs.remove(prefix + each);
        Run run = read(source, false);
        assertThat(notes(run)).hasSize(3).containsOnly("sources.absent-many");
        read(source, false);
        assertThat(dataset(prefix + "one").stage()).isEqualTo(Stage.PUBLISHED);
    }

    /// Few bytes may be much memory.
    @Test
    void a_list_that_would_not_fit_into_memory_is_refused() throws Exception {
        Opendatasoft theirs = threeDatasets();
        Source source = source(theirs.address(), "", Source.Absence.DELETE);
        String many = "{},".repeat(1_000_000);
        portal.page(
                folder + "/api/explore/v2.1/catalog/datasets", "{\"total_count\": 1, \"results\": [" + many + "{}]}");
        assertThat(String.valueOf(read(source, false).refusal())).contains("sources.not-json");
    }

    @Test
    void words_that_no_database_holds_are_taken_over_as_far_as_they_go() throws Exception {
        Opendatasoft theirs = threeDatasets();
        theirs.put(prefix + "two", "Twee\\u0000", "1", "{\"naam\": \"c\"}\n");
        Source source = source(theirs.address(), "", Source.Absence.KEEP);
        assertThat(outcomes(read(source, false)).values()).containsOnly(Run.Outcome.ADDED);
        assertThat(dataset(prefix + "two").description().title().in("nl")).isEqualTo("Twee");
    }

    /// Ids end after a hundred letters.
    @Test
    void names_that_begin_alike_become_different_ids() throws Exception {
        Opendatasoft theirs = new Opendatasoft(portal, folder);
        String longest = prefix + "x".repeat(120 - prefix.length());
        theirs.put(longest + "a", "A", "1", "{\"naam\": \"a\"}\n");
        theirs.put(longest + "b", "B", "1", "{\"naam\": \"b\"}\n");
        Source source = source(theirs.address(), "", Source.Absence.KEEP);
        assertThat(outcomes(read(source, false)).values()).containsExactly(Run.Outcome.ADDED, Run.Outcome.ADDED);
        assertThat(sources.listTaken(source.id()))
                .extracting(Sources.Taken::dataset)
                .doesNotHaveDuplicates();
    }
}
