package city.senne.data.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.senne.OpenHouse;
import city.senne.data.ingest.Delivery;
import city.senne.data.ingest.DeliveryDesk;
import city.senne.data.ingest.DeliveryQueue;
import city.senne.data.ingest.Hold;
import city.senne.data.sources.FakePortal.Opendatasoft;
import city.senne.data.stewardship.Steward;
import city.senne.trust.identity.Viewer;
import city.senne.trust.keys.CreateKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/// What would take away what people use waits for somebody's decision.
@OpenHouse
class HoldTest extends SourceHouse {
    private static final String TWO = "{\"naam\": \"a\", \"wijk\": 1}\n{\"naam\": \"b\", \"wijk\": 2}\n";
    private static final String ONE = "{\"naam\": \"a\", \"wijk\": 1}\n";

    @Autowired
    private CreateKey createKey;

    @Autowired
    private DeliveryDesk desk;

    @Autowired
    private DeliveryQueue deliveryQueue;

    private Opendatasoft oneDataset(String stamp) {
        Opendatasoft theirs = new Opendatasoft(portal, folder);
        theirs.put(prefix + "one", "Een", stamp, TWO);
        return theirs;
    }

    private Delivery onlyHeld(Source source) {
        List<Delivery> held = setUpSource.listHeld(OPERATOR, source);
        assertThat(held).hasSize(1);
        return held.getFirst();
    }

    private Run.Outcome outcome(Source source) throws InterruptedException {
        return Objects.requireNonNull(outcomes(read(source, false)).get(prefix + "one"));
    }

    @Test
    void fewer_rows_wait_and_are_taken() throws Exception {
        Opendatasoft theirs = oneDataset("1");
        Source source = source(theirs.address(), "", Source.Absence.KEEP);
        read(source, false);
        theirs.put(prefix + "one", "Een", "2", ONE);
        Run run = read(source, false);
        assertThat(outcomes(run)).containsEntry(prefix + "one", Run.Outcome.HELD);
        assertThat(notes(run)).containsExactly("sources.held");
        assertThat(dataset(prefix + "one").current().rows()).isEqualTo(2);
        Delivery held = onlyHeld(source);
        assertThat(held.hold()).isEqualTo(new Hold(2, 1, List.of(), List.of()));

        int asked = portal.asked.size();
        assertThat(outcome(source)).isEqualTo(Run.Outcome.HELD);
        assertThat(portal.asked.subList(asked, portal.asked.size())).noneMatch(path -> path.contains("exports"));
        assertThat(onlyHeld(source).id()).isEqualTo(held.id());

        assertThat(desk.take(OPERATOR, held)).isTrue();
        deliveryQueue.call();
        assertThat(outcome(source)).isEqualTo(Run.Outcome.UNCHANGED);
        assertThat(dataset(prefix + "one").current().rows()).isEqualTo(1);
        assertThat(setUpSource.listHeld(OPERATOR, source)).isEmpty();
        assertThat(desk.take(OPERATOR, held)).isFalse();
    }

    @Test
    void what_was_left_is_not_asked_again_until_it_changes() throws Exception {
        Opendatasoft theirs = oneDataset("1");
        Source source = source(theirs.address(), "", Source.Absence.KEEP);
        read(source, false);
        theirs.put(prefix + "one", "Een", "2", ONE);
        read(source, false);
        assertThat(desk.leave(OPERATOR, onlyHeld(source))).isTrue();
        Run run = read(source, false);
        assertThat(outcomes(run)).containsEntry(prefix + "one", Run.Outcome.LEFT);
        assertThat(notes(run)).containsExactly("sources.left-here");
        assertThat(setUpSource.listHeld(OPERATOR, source)).isEmpty();

        theirs.put(prefix + "one", "Een", "3", ONE.replace("\"a\"", "\"z\""));
        assertThat(outcome(source)).isEqualTo(Run.Outcome.HELD);
        // What comes whole again lands by itself, and nobody needs to decide any more.
        Delivery held = onlyHeld(source);
        theirs.put(prefix + "one", "Een", "4", TWO.replace("\"a\"", "\"y\""));
        assertThat(outcome(source)).isEqualTo(Run.Outcome.RENEWED);
        assertThat(setUpSource.listHeld(OPERATOR, source)).isEmpty();
        assertThat(desk.delivery(OPERATOR, held.id().toString()).state()).isEqualTo(Delivery.State.REFUSED);
    }

    /// Many portals do not say whether rows are others: they are fetched each time, and asked about once.
    @Test
    void a_portal_without_stamps_asks_once_for_each_file() throws Exception {
        Opendatasoft theirs = oneDataset("");
        Source source = source(theirs.address(), "", Source.Absence.KEEP);
        read(source, false);
        theirs.put(prefix + "one", "Een", "", ONE);
        assertThat(outcome(source)).isEqualTo(Run.Outcome.HELD);
        Delivery held = onlyHeld(source);
        assertThat(outcome(source)).isEqualTo(Run.Outcome.HELD);
        assertThat(onlyHeld(source).id()).isEqualTo(held.id());
        desk.leave(OPERATOR, held);
        assertThat(outcome(source)).isEqualTo(Run.Outcome.LEFT);
        theirs.put(prefix + "one", "Een", "", TWO);
        assertThat(outcome(source)).isEqualTo(Run.Outcome.UNCHANGED);
    }

    @Test
    void a_field_that_goes_or_changes_waits() throws Exception {
        Opendatasoft theirs = oneDataset("1");
        Source source = source(theirs.address(), "", Source.Absence.KEEP);
        read(source, false);
        theirs.put(prefix + "one", "Een", "2", "{\"naam\": \"a\"}\n{\"naam\": \"b\"}\n");
        assertThat(outcome(source)).isEqualTo(Run.Outcome.HELD);
        assertThat(onlyHeld(source).hold()).isEqualTo(new Hold(2, 2, List.of("wijk"), List.of()));
        theirs.put(prefix + "one", "Een", "3", TWO.replace("2}", "\"x\"}"));
        assertThat(outcome(source)).isEqualTo(Run.Outcome.HELD);
        assertThat(onlyHeld(source).hold())
                .isEqualTo(new Hold(2, 2, List.of(), List.of(new Hold.Changed("wijk", "int", "text"))));
    }

    @Test
    void a_source_that_never_holds_takes_everything() throws Exception {
        Opendatasoft theirs = oneDataset("1");
        var wish = new SourceWish("P", "", theirs.address(), "", "", true, "keep", "", "", "Europe/Brussels");
        Source source = ((SetUpSource.Outcome.Kept) setUpSource.create(OPERATOR, wish)).source();
        read(source, false);
        theirs.put(prefix + "one", "Een", "2", "{\"ander\": \"a\"}\n");
        assertThat(outcome(source)).isEqualTo(Run.Outcome.RENEWED);
    }

    @Test
    void a_share_within_the_limit_lands(@TempDir Path files) throws Exception {
        Opendatasoft theirs = oneDataset("1");
        theirs.put(prefix + "one", "Een", "1", TWO + TWO.replace("\"a\"", "\"c\"") + TWO.replace("\"b\"", "\"d\""));
        Source source = source(theirs.address(), "", Source.Absence.KEEP);
        read(source, false);
        theirs.put(prefix + "one", "Een", "2", TWO + TWO.replace("\"a\"", "\"c\"") + ONE.replace("\"a\"", "\"e\""));
        assertThat(outcome(source)).isEqualTo(Run.Outcome.RENEWED);
        assertThat(dataset(prefix + "one").current().rows()).isEqualTo(5);

        // Somebody's own delivery overtakes what waits.
        theirs.put(prefix + "one", "Een", "3", ONE);
        assertThat(outcome(source)).isEqualTo(Run.Outcome.HELD);
        Path mine = Files.writeString(files.resolve(prefix + "one.csv"), "naam,wijk\nmine,1\n");
        publishFile.publish(OPERATOR, mine, "id: " + prefix + "one");
        assertThat(setUpSource.listHeld(OPERATOR, source)).isEmpty();
    }

    /// Keys see what waits, and decide nothing: one could belong to the very program whose delivery waits.
    @Test
    void both_pages_show_what_would_change() throws Exception {
        Opendatasoft theirs = oneDataset("1");
        Source source = source(theirs.address(), "", Source.Absence.KEEP);
        read(source, false);
        theirs.put(prefix + "one", "Een", "2", "{\"naam\": \"a\"}\n");
        read(source, false);
        Delivery held = onlyHeld(source);
        Steward key = Steward.administrator(port, createKey);
        for (String page : List.of("/sources/" + source.id(), "/deliveries/" + held.id())) {
            assertThat(key.get(page).statusCode()).as(page).isEqualTo(200);
            assertThat(key.get(page).body()).as(page).contains("wijk", held.id().toString());
        }
        assertThat(key.get("/sources/" + source.id()).body()).contains(held.id() + "/take", held.id() + "/leave");
        assertThat(key.get("/sources/" + source.id() + "/edit").body()).contains("name=\"hold\"");
        key.post("/deliveries/" + held.id() + "/take", Map.of());
        assertThat(onlyHeld(source).id()).isEqualTo(held.id());
    }

    @Test
    void strangers_decide_nothing() throws Exception {
        Opendatasoft theirs = oneDataset("1");
        Source source = source(theirs.address(), "", Source.Absence.KEEP);
        read(source, false);
        theirs.put(prefix + "one", "Een", "2", ONE);
        read(source, false);
        Delivery held = onlyHeld(source);
        Viewer stranger = new Viewer.Person(UUID.randomUUID(), "Stranger", false);
        assertThat(desk.mayDecide(stranger, held)).isFalse();
        assertThat(setUpSource.listHeld(stranger, source)).isEmpty();
        assertThatThrownBy(() -> desk.take(stranger, held)).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> desk.leave(stranger, held)).isInstanceOf(RuntimeException.class);
        assertThat(desk.delivery(OPERATOR, held.id().toString()).state()).isEqualTo(Delivery.State.HELD);
        assertThat(get("/api/explore/v2.1/catalog/datasets/" + prefix + "one/records"))
                .contains("\"total_count\":2");
        assertThat(Objects.requireNonNull(source.holdAbove())).isEqualTo(30);
    }
}
