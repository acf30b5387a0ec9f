package city.senne.data.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.senne.OpenHouse;
import city.senne.data.catalog.Dataset;
import city.senne.data.catalog.DatasetId;
import city.senne.data.sources.FakePortal.Opendatasoft;
import city.senne.platform.i18n.Translated;
import city.senne.platform.web.Problem;
import city.senne.trust.access.AccessRefused;
import city.senne.trust.access.Stage;
import city.senne.trust.identity.Viewer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What becomes of the datasets of a portal that answers as real ones do.
@OpenHouse
class SourcesTest extends SourceHouse {
    @Test
    void a_portal_is_taken_over_with_what_is_said_of_its_datasets() throws Exception {
        Opendatasoft theirs = threeDatasets();
        Source source = source(theirs.address(), "", Source.Absence.KEEP);
        assertThat(source.kind()).isEqualTo(Source.Type.OPENDATASOFT);
        Run dry = read(source, true);
        assertThat(outcomes(dry)).hasSize(3).containsValue(Run.Outcome.ADDED);
        assertThat(catalog.findDataset(new DatasetId(prefix + "one"))).isEmpty();

        Run run = read(source, false);
        assertThat(run.state()).isEqualTo(Run.State.DONE);
        assertThat(run.announced()).isEqualTo(3);
        assertThat(outcomes(run).values()).containsOnly(Run.Outcome.ADDED);
        Dataset one = dataset(prefix + "one");
        assertThat(one.stage()).isEqualTo(Stage.PUBLISHED);
        assertThat(one.description().title()).isEqualTo(new Translated(Map.of("nl", "Een")));
        assertThat(one.description().licence()).isEqualTo("CC BY 4.0");
        assertThat(one.description().themes()).containsExactly("ENVI");
        assertThat(one.current().rows()).isEqualTo(2);
        assertThat(get("/api/explore/v2.1/catalog/datasets/" + prefix + "one?lang=nl"))
                .contains("\"label\":\"Naam\"", "\"facet\"")
                .doesNotContain("sortable");
    }

    @Test
    void what_did_not_change_is_left_and_what_changed_is_taken_over() throws Exception {
        Opendatasoft theirs = threeDatasets();
        Source source = source(theirs.address(), "", Source.Absence.KEEP);
        read(source, false);
        int asked = portal.asked.size();
        assertThat(outcomes(read(source, false)).values()).containsOnly(Run.Outcome.UNCHANGED);
        assertThat(portal.asked.subList(asked, portal.asked.size())).noneMatch(path -> path.contains("exports"));

        theirs.put(prefix + "one", "Een", "2026-02-01", "{\"naam\": \"a\"}\n{\"naam\": \"b\"}\n{\"naam\": \"z\"}\n");
        theirs.put(prefix + "two", "Twee en een half", "2026-01-01", "{\"naam\": \"c\"}\n");
        assertThat(outcomes(read(source, true)))
                .containsEntry(prefix + "one", Run.Outcome.RENEWED)
                .containsEntry(prefix + "two", Run.Outcome.DESCRIBED);
        assertThat(dataset(prefix + "one").current().number()).isEqualTo(1);
        assertThat(outcomes(read(source, false)))
                .containsEntry(prefix + "one", Run.Outcome.RENEWED)
                .containsEntry(prefix + "two", Run.Outcome.DESCRIBED)
                .containsEntry(prefix + "three", Run.Outcome.UNCHANGED);
        assertThat(dataset(prefix + "one").current().rows()).isEqualTo(3);
        assertThat(dataset(prefix + "two").description().title().in("nl")).isEqualTo("Twee en een half");
        assertThat(dataset(prefix + "two").current().number()).isEqualTo(1);

        // Rows that are the same to the byte make no version, whatever the portal says of them.
        theirs.put(prefix + "three", "Drie", "2026-03-01", "{\"naam\": \"d\"}\n");
        assertThat(outcomes(read(source, false))).containsEntry(prefix + "three", Run.Outcome.UNCHANGED);
        assertThat(dataset(prefix + "three").current().number()).isEqualTo(1);
    }

    @Test
    void what_people_here_said_better_stays() throws Exception {
        Opendatasoft theirs = threeDatasets();
        Source source = source(theirs.address(), prefix + "t*", Source.Absence.KEEP);
        assertThat(outcomes(read(source, false))).containsOnlyKeys(prefix + "two", prefix + "three");
        Dataset two = dataset(prefix + "two");
        Dataset.Description said = two.description();
        Translated better = new Translated(Map.of("nl", "Beter", "fr", "Mieux"));
        describeDataset.describe(
                OPERATOR,
                two.id(),
                two.revision(),
                new Dataset.Description(
                        better,
                        said.text(),
                        said.publisher(),
                        said.contact(),
                        said.licence(),
                        said.licenceUrl(),
                        said.keywords(),
                        said.themes(),
                        said.frequency(),
                        said.coverage(),
                        said.languages(),
                        said.hvdCategories(),
                        said.fields()));
        theirs.put(
                prefix + "two",
                new Opendatasoft.Dataset(
                        "Twee",
                        "2026-02-02",
                        "{\"naam\": \"cc\"}\n",
                        ", \"license_url\": \"https://licence.example/\""));
        assertThat(outcomes(read(source, false))).containsEntry(prefix + "two", Run.Outcome.RENEWED);
        assertThat(dataset(prefix + "two").description().title()).isEqualTo(better);
        assertThat(dataset(prefix + "two").description().licenceUrl()).isEqualTo("https://licence.example/");
    }

    @ParameterizedTest
    @EnumSource(Source.Absence.class)
    void what_the_portal_has_no_more_becomes_what_was_chosen(Source.Absence absence) throws Exception {
        Opendatasoft theirs = threeDatasets();
        Source source = source(theirs.address(), "", absence);
        read(source, false);
        theirs.remove(prefix + "three");
        assertThat(outcomes(read(source, true))).containsEntry(prefix + "three", Run.Outcome.ABSENT);
        assertThat(dataset(prefix + "three").stage()).isEqualTo(Stage.PUBLISHED);
        Run run = read(source, false);
        assertThat(outcomes(run)).containsEntry(prefix + "three", Run.Outcome.ABSENT);
        // One list may be wrong; two are not.
        assertThat(dataset(prefix + "three").stage()).isEqualTo(Stage.PUBLISHED);
        if (absence != Source.Absence.KEEP) {
            assertThat(outcomes(read(source, false))).containsEntry(prefix + "three", Run.Outcome.ABSENT);
        }
        assertThat(dataset(prefix + "three").stage())
                .isEqualTo(
                        switch (absence) {
                            case KEEP -> Stage.PUBLISHED;
                            case WITHDRAW -> Stage.DRAFT;
                            case DELETE -> Stage.DELETED;
                        });
        assertThat(outcomes(read(source, false))).doesNotContainKey(prefix + "three");
    }

    /// An id that somebody else's dataset has is hers.
    @Test
    void nobody_elses_dataset_is_written_over(@TempDir Path files) throws Exception {
        Opendatasoft theirs = threeDatasets();
        Path mine = Files.writeString(files.resolve(prefix + "one.csv"), "naam\nmine\n");
        publishFile.publish(OPERATOR, mine, "");
        Source source = source(theirs.address(), prefix + "one", Source.Absence.KEEP);
        read(source, false);
        assertThat(dataset(prefix + "one").current().rows()).isEqualTo(1);
        assertThat(dataset(prefix + "one-2").current().rows()).isEqualTo(2);
        stageDataset.stage(OPERATOR, new DatasetId(prefix + "one-2"), Stage.DELETED);
        Run run = read(source, false);
        assertThat(outcomes(run)).containsEntry(prefix + "one", Run.Outcome.LEFT);
        assertThat(notes(run)).containsExactly("sources.deleted-here");
    }

    @Test
    void one_source_is_read_by_one_run_at_a_time() throws Exception {
        Source source = source(threeDatasets().address(), "", Source.Absence.KEEP);
        Run run = setUpSource.read(OPERATOR, source.id(), false).orElseThrow();
        assertThat(setUpSource.read(OPERATOR, source.id(), false)).isEmpty();
        setUpSource.stop(OPERATOR, run);
        assertThat(runs.find(run.id()).orElseThrow().state()).isIn(Run.State.STOPPED, Run.State.DONE);
    }

    /// A source lends its maker's rights, as they are by now.
    @Test
    void a_maker_who_left_delivers_nothing() throws Exception {
        Source made = source(threeDatasets().address(), "", Source.Absence.KEEP);
        Source orphaned = new Source(
                made.id(),
                made.name(),
                made.kind(),
                made.address(),
                null,
                UUID.randomUUID(),
                "Somebody",
                made.madeAt(),
                "",
                true,
                made.onAbsence(),
                made.holdAbove(),
                "",
                made.zone(),
                null);
        sources.change(orphaned);
        Run run = read(orphaned, false);
        assertThat(run.state()).isEqualTo(Run.State.FAILED);
        assertThat(String.valueOf(run.refusal())).contains("sources.no-right");
        assertThat(outcomes(run)).isEmpty();
    }

    @Test
    void strangers_neither_see_nor_make_sources() throws Exception {
        Source source = source(threeDatasets().address(), "", Source.Absence.KEEP);
        Viewer stranger = new Viewer.Person(UUID.randomUUID(), "Stranger", false);
        assertThat(setUpSource.list(stranger)).isEmpty();
        assertThatThrownBy(() -> setUpSource.read(stranger, source.id(), false)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> setUpSource.remove(stranger, source.id())).isInstanceOf(Problem.class);
        var wish = new SourceWish("x", "", source.address(), "", "", true, "keep", "", "", "Europe/Brussels");
        assertThatThrownBy(() -> setUpSource.create(stranger, wish)).isInstanceOf(AccessRefused.class);
    }

    /// Whoever deletes it here wants it to stay away, also when nothing of it is left.
    @Test
    void what_was_erased_here_does_not_come_again() throws Exception {
        Opendatasoft theirs = threeDatasets();
        Source source = source(theirs.address(), "", Source.Absence.KEEP);
        read(source, false);
        sources.forget(prefix + "two");
        Run run = read(source, false);
        assertThat(outcomes(run)).containsEntry(prefix + "two", Run.Outcome.LEFT);
        assertThat(notes(run)).containsExactly("sources.deleted-here");
    }
}
