package city.senne.data.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.senne.OpenHouse;
import city.senne.data.catalog.Catalog;
import city.senne.data.catalog.Dataset;
import city.senne.data.catalog.DatasetId;
import city.senne.data.catalog.DescribeDataset;
import city.senne.data.catalog.StageDataset;
import city.senne.data.ingest.PublishFile;
import city.senne.data.sources.FakePortal.Answer;
import city.senne.data.sources.FakePortal.Opendatasoft;
import city.senne.platform.i18n.Translated;
import city.senne.platform.web.Problem;
import city.senne.trust.access.AccessRefused;
import city.senne.trust.access.Stage;
import city.senne.trust.identity.Viewer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/// Portals that answer as real ones do, and as none should; Senne itself is one of them.
@OpenHouse
@TestPropertySource(properties = {"open-house.name=source-house", "senne.ingest.private-addresses=true"})
class SourcesTest {
    private static final Viewer OPERATOR = new Viewer.Operator();
    private static final FakePortal portal = new FakePortal();
    private static final AtomicInteger houses = new AtomicInteger();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @DynamicPropertySource
    static void ports(DynamicPropertyRegistry properties) {
        properties.add("senne.ingest.ports", portal::port);
    }

    @AfterAll
    static void close() {
        portal.close();
    }

    @Autowired
    private SetUpSource setUpSource;

    @Autowired
    private Sources sources;

    @Autowired
    private Runs runs;

    @Autowired
    private SourceQueue queue;

    @Autowired
    private Catalog catalog;

    @Autowired
    private DescribeDataset describeDataset;

    @Autowired
    private StageDataset stageDataset;

    @Autowired
    private PublishFile publishFile;

    @LocalServerPort
    private int port;

    private final String folder = "/portal-" + houses.incrementAndGet();
    private final String prefix = folder.substring(1) + "-";

    private Source source(String address, String wanted, Source.Absence absence) throws InterruptedException {
        var wish = new SourceWish("A portal", "", address, "", wanted, true, absence.apiName(), "", "Europe/Brussels");
        return ((SetUpSource.Outcome.Kept) setUpSource.create(OPERATOR, wish)).source();
    }

    private Run read(Source source, boolean dry) throws InterruptedException {
        Run run = setUpSource.read(OPERATOR, source.id(), dry).orElseThrow();
        for (int i = 0; i < 600 && !run.state().isFinal(); i++) {
            Thread.sleep(100);
            run = runs.find(run.id()).orElseThrow();
        }
        return run;
    }

    private Map<String, Run.Outcome> outcomes(Run run) {
        return runs.items(run.id(), 1000, 0).stream().collect(Collectors.toMap(Run.Item::remoteId, Run.Item::outcome));
    }

    private List<String> notes(Run run) {
        return runs.items(run.id(), 1000, 0).stream()
                .flatMap(item -> item.notes().stream())
                .map(Note::code)
                .toList();
    }

    private Dataset dataset(String id) {
        return catalog.findDataset(new DatasetId(id)).orElseThrow();
    }

    private String get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        HttpResponse<String> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(path).isEqualTo(200);
        return response.body();
    }

    private Opendatasoft threeDatasets() {
        Opendatasoft theirs = new Opendatasoft(portal, folder);
        theirs.put(prefix + "one", "Een", "2026-01-01", "{\"naam\": \"a\"}\n{\"naam\": \"b\"}\n");
        theirs.put(prefix + "two", "Twee", "2026-01-01", "{\"naam\": \"c\"}\n");
        theirs.put(prefix + "three", "Drie", "2026-01-01", "{\"naam\": \"d\"}\n");
        return theirs;
    }

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
                .contains("\"label\":\"Naam\"", "\"facet\"");
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
        assertThat(dataset(prefix + "three").stage())
                .isEqualTo(
                        switch (absence) {
                            case KEEP -> Stage.PUBLISHED;
                            case WITHDRAW -> Stage.DRAFT;
                            case DELETE -> Stage.DELETED;
                        });
        assertThat(outcomes(read(source, false))).doesNotContainKey(prefix + "three");
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
        var wish = new SourceWish("x", "", source.address(), "", "", true, "keep", "", "Europe/Brussels");
        assertThatThrownBy(() -> setUpSource.create(stranger, wish)).isInstanceOf(AccessRefused.class);
    }

    /// Rows, fields and words of a dataset that went through both doors are those of the first.
    @Test
    void senne_moves_to_senne() throws Exception {
        Path golden = Path.of("..", "examples", "golden");
        publishFile.publish(
                OPERATOR, golden.resolve("arbres.json"), Files.readString(golden.resolve("arbres.senne.yaml")));
        portal.forward(folder, port);
        Source source = source(portal.address(folder), "arbres", Source.Absence.KEEP);
        Run run = read(source, false);
        assertThat(outcomes(run)).isEqualTo(Map.of("arbres", Run.Outcome.ADDED));
        assertThat(fields("arbres-2")).isEqualTo(fields("arbres"));
        Dataset.Description first = dataset("arbres").description();
        Dataset.Description second = dataset("arbres-2").description();
        assertThat(second.title()).isEqualTo(first.title());
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(second.coverage()).isEqualTo(first.coverage());
        String rows = "/records?limit=100&order_by=id";
        String api = "/api/explore/v2.1/catalog/datasets/";
        assertThat(get(api + "arbres-2" + rows)).isEqualTo(get(api + "arbres" + rows));
        assertThat(outcomes(read(source, false))).isEqualTo(Map.of("arbres", Run.Outcome.UNCHANGED));
    }

    @Test
    void senne_moves_to_senne_as_a_ckan_too(@TempDir Path files) throws Exception {
        Path file = Files.writeString(files.resolve(prefix + "bins.csv"), "ref,litres\nb1,80\nb2,120\n");
        publishFile.publish(
                OPERATOR, file, "{id: %sbins, title: {fr: Poubelles, en: Bins}, licence: CC0 1.0}".formatted(prefix));
        portal.forward(folder, port);
        var wish = new SourceWish(
                "CKAN", "ckan", portal.address(folder), "", prefix + "bins", true, "keep", "", "Europe/Brussels");
        Source source = ((SetUpSource.Outcome.Kept) setUpSource.create(OPERATOR, wish)).source();
        Run run = read(source, false);
        assertThat(outcomes(run).values())
                .as(String.valueOf(runs.items(run.id(), 10, 0)))
                .containsExactly(Run.Outcome.ADDED);
        Dataset copy = dataset(prefix + "bins-2");
        assertThat(copy.description().title()).isEqualTo(new Translated(Map.of("fr", "Poubelles", "en", "Bins")));
        assertThat(copy.description().licence()).isEqualTo("CC0 1.0");
        String api = "/api/explore/v2.1/catalog/datasets/";
        assertThat(get(api + prefix + "bins-2/records?order_by=ref"))
                .isEqualTo(get(api + prefix + "bins/records?order_by=ref"));
        assertThat(outcomes(read(source, false)).values()).containsExactly(Run.Outcome.UNCHANGED);
    }

    private Map<String, String> fields(String dataset) {
        Map<String, String> fields = new HashMap<>();
        dataset(dataset)
                .current()
                .schema()
                .fields()
                .forEach(field -> fields.put(field.name(), field.type() + " " + field.annotations()));
        return fields;
    }
}
