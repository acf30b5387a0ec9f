package city.senne.data.sources;

import city.senne.data.catalog.Catalog;
import city.senne.data.catalog.Dataset;
import city.senne.data.catalog.DatasetId;
import city.senne.data.catalog.DescribeDataset;
import city.senne.data.ingest.Delivery;
import city.senne.data.ingest.DeliveryDesk;
import city.senne.data.ingest.DeliveryQueue;
import city.senne.data.ingest.DescriptionFile;
import city.senne.data.ingest.Hold;
import city.senne.data.ingest.Instructions;
import city.senne.data.ingest.OutsideWeb;
import city.senne.data.ingest.ReceiveDelivery;
import city.senne.engine.delivery.Reason;
import city.senne.engine.delivery.UnreadableDelivery;
import city.senne.platform.store.SenneHome;
import city.senne.trust.access.AccessRefused;
import city.senne.trust.access.Stage;
import city.senne.trust.identity.Viewer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Takes one dataset of a portal over, or what changed of it since: its rows as a delivery, its words as a description.
///
/// Only what the portal says otherwise than before is said here anew: what people here said better stays.
@Component
class TakeDataset {
    private static final long LOOKED_AT_EVERY = 200;
    private static final int LONGEST_ID = 100;
    private static final Set<String> OF_ROWS = Set.of("fields", "reading");
    private static final Set<String> OF_FIRST = Set.of("id", "organisation", "draft");

    private final Sources sources;
    private final Catalog catalog;
    private final ReceiveDelivery receiveDelivery;
    private final DeliveryDesk desk;
    private final SenneHome home;
    private final DeliveryQueue queue;
    private final DescribeDataset describeDataset;
    private final TransactionTemplate transaction;

    TakeDataset(
            Sources sources,
            Catalog catalog,
            ReceiveDelivery receiveDelivery,
            DeliveryDesk desk,
            SenneHome home,
            DeliveryQueue queue,
            DescribeDataset describeDataset,
            TransactionTemplate transaction) {
        this.sources = sources;
        this.catalog = catalog;
        this.receiveDelivery = receiveDelivery;
        this.desk = desk;
        this.home = home;
        this.queue = queue;
        this.describeDataset = describeDataset;
        this.transaction = transaction;
    }

    /// @param viewer with whose rights
    /// @param dry whether only to say what would be done
    record Task(Source source, Portal portal, Viewer viewer, boolean dry, BooleanSupplier isEnding) {}

    /// Throws AccessRefused, and [OutsideWeb.BrokenOff].
    Run.Item take(Task task, Remote.Dataset remote) throws InterruptedException {
        try {
            Optional<Sources.Taken> known = sources.findTaken(task.source().id(), remote.id());
            String stamp = known.map(Sources.Taken::stamp).orElse("");
            boolean isNew = known.isEmpty();
            Remote.Dataset now = isNew && task.dry() ? remote : task.portal().stamped(remote, stamp);
            return isNew ? add(task, now) : renewHers(task, now, known.get());
        } catch (DuplicateKeyException e) {
            // Another source took the id at the same moment.
            return item(remote, Run.Outcome.REFUSED, null, null, Note.of("id-taken"));
        } catch (PortalFailure e) {
            return item(remote, Run.Outcome.REFUSED, null, null, e.note());
        } catch (UnreadableDelivery e) {
            return item(remote, Run.Outcome.REFUSED, null, null, Note.of(e.reason()));
        }
    }

    private Run.Item add(Task task, Remote.Dataset remote) throws InterruptedException {
        DatasetId id = freeId(remote.name());
        ObjectNode told = remote.told().deepCopy();
        told.put("id", id.value());
        if (!task.source().publishes()) told.put("draft", true);
        String organisation = task.source().organisation();
        if (organisation != null) told.put("organisation", organisation);
        Instructions given = instructions(told);
        if (task.dry()) return item(remote, Run.Outcome.ADDED, null, null, null);
        ObjectNode nothing = told.objectNode();
        Sources.Taken taken = new Sources.Taken(remote.id(), id.value(), nothing, "", null);
        Delivery delivery = deliver(task, remote, taken, nothing, given);
        if (delivery.version() == null) {
            sources.forget(task.source().id(), remote.id());
            return refused(remote, null, delivery);
        }
        keep(task, remote, taken, null);
        return item(remote, Run.Outcome.ADDED, id.value(), delivery, null);
    }

    /// One that was given to somebody else since is hers.
    private Run.Item renewHers(Task task, Remote.Dataset remote, Sources.Taken known) throws InterruptedException {
        try {
            return renew(task, remote, known);
        } catch (AccessRefused e) {
            return item(
                    remote,
                    Run.Outcome.REFUSED,
                    known.dataset(),
                    null,
                    Note.of("not-hers", task.source().madeBy()));
        }
    }

    private Run.Item renew(Task task, Remote.Dataset remote, Sources.Taken known) throws InterruptedException {
        if (known.dataset().isEmpty()) return item(remote, Run.Outcome.LEFT, null, null, Note.of("deleted-here"));
        Delivery pending =
                known.delivery() == null ? null : await(task, known.delivery().toString());
        Dataset dataset = catalog.findDataset(new DatasetId(known.dataset())).orElse(null);
        if (dataset == null && known.stamp().isEmpty()) {
            sources.forget(task.source().id(), remote.id());
            return add(task, remote);
        }
        if (dataset == null || dataset.stage() == Stage.DELETED) {
            return item(remote, Run.Outcome.LEFT, known.dataset(), null, Note.of("deleted-here"));
        }
        if (!Objects.equals(dataset.subject().organisation(), task.source().organisation())) {
            return item(remote, Run.Outcome.LEFT, null, null, Note.of("moved-here"));
        }
        ObjectNode words = changed(known.told(), remote.told());
        boolean isDescribed = words.propertyStream().anyMatch(each -> !OF_ROWS.contains(each.getKey()));
        boolean rowsChanged = (pending != null && !isSettled(pending))
                || remote.stamp().isEmpty()
                || !remote.stamp().equals(known.stamp())
                || OF_ROWS.stream().anyMatch(words::has);
        if (task.dry() || (!isDescribed && !rowsChanged)) {
            if (!task.dry() && known.absentSince() != null) keep(task, remote, known, known.delivery());
            return rowsChanged
                    ? item(remote, Run.Outcome.RENEWED, known.dataset(), null, null)
                    : same(remote, known, pending, isDescribed);
        }
        ObjectNode told = known.told();
        if (isDescribed) {
            describe(task.viewer(), dataset, words.deepCopy().without(OF_ROWS));
            // Said once, also where the rows are refused then: people may say it better meanwhile.
            told = described(known.told(), remote.told());
            sources.put(
                    task.source().id(),
                    new Sources.Taken(remote.id(), known.dataset(), told, known.stamp(), known.delivery()));
        }
        Delivery delivery = null;
        if (rowsChanged) {
            ObjectNode rows = remote.told().deepCopy().retain(OF_ROWS);
            delivery = deliver(task, remote, known, told, instructions(rows.put("id", known.dataset())));
            Delivery decided = delivery.findHeldAlready().map(this::delivery).orElse(delivery);
            if (decided.state() == Delivery.State.HELD || decided.isLeft()) {
                keep(task, remote, known, decided.id());
                return same(remote, known, decided, isDescribed);
            }
            if (delivery.version() == null) return refused(remote, known.dataset(), delivery);
            keep(task, remote, known, null);
            boolean landed = delivery.state() == Delivery.State.LANDED;
            return item(remote, outcome(landed, isDescribed), known.dataset(), delivery, null);
        }
        keep(task, remote, known, known.delivery());
        return same(remote, known, pending, isDescribed);
    }

    /// Whether the state of its rows that a delivery brought needs to be delivered no more.
    private static boolean isSettled(Delivery delivery) {
        return delivery.version() != null || delivery.state() == Delivery.State.HELD || delivery.isLeft();
    }

    /// Its rows are as they were when they were last delivered, whatever was decided then.
    private static Run.Item same(
            Remote.Dataset remote, Sources.Taken known, @Nullable Delivery pending, boolean isDescribed) {
        Hold hold = pending == null ? null : pending.hold();
        if (pending != null && hold != null && pending.state() == Delivery.State.HELD) {
            Note note = Note.of(
                    "held",
                    hold.rowsBefore(),
                    hold.rowsAfter(),
                    hold.gone().size() + hold.changed().size());
            return item(remote, Run.Outcome.HELD, known.dataset(), pending, note);
        }
        Note left = pending != null && pending.isLeft() ? Note.of("left-here") : null;
        Run.Outcome otherwise = left == null ? Run.Outcome.UNCHANGED : Run.Outcome.LEFT;
        return item(remote, isDescribed ? Run.Outcome.DESCRIBED : otherwise, known.dataset(), null, left);
    }

    private Delivery delivery(UUID id) {
        return desk.delivery(new Viewer.Operator(), id.toString());
    }

    private static Run.Item refused(Remote.Dataset remote, @Nullable String dataset, Delivery delivery) {
        Reason refusal = delivery.refusal();
        return item(remote, Run.Outcome.REFUSED, dataset, delivery, refusal == null ? null : Note.of(refusal));
    }

    private static Run.Outcome outcome(boolean rows, boolean words) {
        if (rows) return Run.Outcome.RENEWED;
        return words ? Run.Outcome.DESCRIBED : Run.Outcome.UNCHANGED;
    }

    private void keep(Task task, Remote.Dataset remote, Sources.Taken taken, @Nullable UUID delivery) {
        sources.put(
                task.source().id(),
                new Sources.Taken(remote.id(), taken.dataset(), remote.told(), remote.stamp(), delivery));
    }

    /// All that the portal says now, but of the rows what it said before.
    private static ObjectNode described(ObjectNode before, ObjectNode now) {
        ObjectNode told = now.deepCopy().without(OF_ROWS);
        for (String word : OF_ROWS) {
            if (before.has(word)) told.set(word, before.get(word));
        }
        return told;
    }

    /// What the portal says now and did not say so before.
    private static ObjectNode changed(ObjectNode before, ObjectNode now) {
        ObjectNode changed = now.objectNode();
        for (var word : now.properties()) {
            JsonNode said = before.get(word.getKey());
            if (!OF_FIRST.contains(word.getKey()) && !word.getValue().equals(said)) {
                changed.set(word.getKey(), word.getValue());
            }
        }
        // An address is none without the name beside it.
        if (changed.has("licence_url") && now.has("licence")) changed.set("licence", now.get("licence"));
        return changed;
    }

    private void describe(Viewer viewer, Dataset dataset, ObjectNode words) {
        Dataset.Description said = instructions(words).about().describe(dataset.description());
        switch (describeDataset.describe(viewer, dataset.id(), dataset.revision(), said)) {
            case DescribeDataset.Outcome.Described _ -> {}
            case DescribeDataset.Outcome.Outdated outdated -> describe(viewer, outdated.now(), words);
            case DescribeDataset.Outcome.Wrong wrong ->
                throw new UnreadableDelivery(Reason.of(
                        "delivery.description_wrong_value",
                        wrong.mistakes().getFirst().place(),
                        "…",
                        "…",
                        1));
        }
    }

    /// In one transaction the delivery is in the queue and this knows of it: whatever is killed, the next run waits for
    /// it
    /// before it orders the rows anew.
    private Delivery deliver(Task task, Remote.Dataset remote, Sources.Taken taken, ObjectNode told, Instructions given)
            throws InterruptedException {
        Delivery brought = brought(task, remote, given);
        if (brought != null) {
            sources.put(task.source().id(), new Sources.Taken(remote.id(), taken.dataset(), told, "", brought.id()));
            queue.call();
            return await(task, brought.id().toString());
        }
        String id = transaction.execute(_ -> {
            Delivery ordered = receiveDelivery.order(
                    task.viewer(), remote.data(), given, task.source().heldAbove());
            sources.put(task.source().id(), new Sources.Taken(remote.id(), taken.dataset(), told, "", ordered.id()));
            return ordered.id().toString();
        });
        queue.call();
        return await(task, String.valueOf(id));
    }

    /// What the portal itself must bring, as no address has it as one file; null for what is fetched from one.
    private @Nullable Delivery brought(Task task, Remote.Dataset remote, Instructions given)
            throws InterruptedException {
        Path work = home.work().resolve("source-" + UUID.randomUUID());
        try {
            Files.createDirectories(work);
            Portal.Brought file = task.portal().bring(remote, work).orElse(null);
            if (file == null) return null;
            try (InputStream content = file.content()) {
                String source = task.source().kind() == Source.Type.FOLDER ? null : remote.data();
                var incoming = new ReceiveDelivery.Incoming(file.name(), source, file.bytes(), content);
                return receiveDelivery.receive(
                        task.viewer(), incoming, given, task.source().heldAbove());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            FileSystemUtils.deleteRecursively(work.toFile());
        }
    }

    private Delivery await(Task task, String id) throws InterruptedException {
        Viewer operator = new Viewer.Operator();
        Delivery delivery = desk.delivery(operator, id);
        while (!delivery.state().isFinal()) {
            if (task.isEnding().getAsBoolean()) throw new OutsideWeb.BrokenOff();
            Thread.sleep(LOOKED_AT_EVERY);
            delivery = desk.delivery(operator, id);
        }
        return delivery;
    }

    /// The portal's own, unless somebody else's dataset has it.
    private DatasetId freeId(String name) {
        DatasetId wished = DatasetId.from(name);
        DatasetId free = wished;
        for (int i = 2; free.isReserved() || catalog.findSubject(free).isPresent() || isTaken(free); i++) {
            String number = "-" + i;
            String stem = wished.value();
            int most = LONGEST_ID - number.length();
            free = DatasetId.from((stem.length() > most ? stem.substring(0, most) : stem) + number);
        }
        return free;
    }

    private boolean isTaken(DatasetId id) {
        return catalog.isDeleted(id) || sources.isTaken(id.value());
    }

    /// Throws UnreadableDelivery where a word is none that can be said here.
    private static Instructions instructions(ObjectNode words) {
        return DescriptionFile.parse(List.of(words.toString()));
    }

    private static Run.Item item(
            Remote.Dataset remote,
            Run.Outcome outcome,
            @Nullable String dataset,
            @Nullable Delivery delivery,
            @Nullable Note note) {
        List<Note> notes = new ArrayList<>();
        if (note != null) notes.add(note);
        if (outcome == Run.Outcome.ADDED) notes.addAll(remote.left());
        return new Run.Item(
                remote.id(), remote.title(), outcome, dataset, delivery == null ? null : delivery.id(), notes);
    }
}
