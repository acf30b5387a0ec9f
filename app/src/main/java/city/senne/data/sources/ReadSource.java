package city.senne.data.sources;

import city.senne.data.catalog.Catalog;
import city.senne.data.catalog.Dataset;
import city.senne.data.catalog.DatasetId;
import city.senne.data.catalog.StageDataset;
import city.senne.data.ingest.OutsideWeb;
import city.senne.engine.delivery.UnreadableDelivery;
import city.senne.trust.access.AccessRefused;
import city.senne.trust.access.Stage;
import city.senne.trust.door.Onlookers;
import city.senne.trust.identity.Viewer;
import city.senne.trust.journal.Entry;
import city.senne.trust.journal.Journal;
import city.senne.trust.journal.Kind;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Reads a source from its first dataset to its last, and keeps what is here like it.
///
/// Each dataset is dealt with by itself: one that fails never stops the others. Whatever interrupts a run, it is read
/// on where it was.
@Component
class ReadSource {
    private static final Logger log = LoggerFactory.getLogger(ReadSource.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    /// Above this share of its datasets gone at once it is the portal that fails, not the datasets that end.
    private static final double MOST_ABSENT = 0.2;
    private static final int FEW = 5;

    private final Sources sources;
    private final Runs runs;
    private final TakeDataset takeDataset;
    private final StageDataset stageDataset;
    private final Catalog catalog;
    private final Onlookers onlookers;
    private final OutsideWeb web;
    private final Journal journal;
    private final Clock clock;

    ReadSource(
            Sources sources,
            Runs runs,
            TakeDataset takeDataset,
            StageDataset stageDataset,
            Catalog catalog,
            Onlookers onlookers,
            OutsideWeb web,
            Journal journal,
            Clock clock) {
        this.sources = sources;
        this.runs = runs;
        this.takeDataset = takeDataset;
        this.stageDataset = stageDataset;
        this.catalog = catalog;
        this.onlookers = onlookers;
        this.web = web;
        this.journal = journal;
        this.clock = clock;
    }

    /// Ends the run, unless it is broken off.
    ///
    /// @param isEnding asked all the time; throws [OutsideWeb.BrokenOff] once it is
    void read(Run run, Source source, BooleanSupplier isEnding) throws InterruptedException {
        try {
            Viewer viewer = viewer(source);
            Set<String> seen = new HashSet<>();
            portal(source, isEnding).walk(datasets -> runs.announce(run.id(), datasets), remote -> {
                if (isEnding.getAsBoolean()) throw new OutsideWeb.BrokenOff();
                seen.add(remote.id());
                if (!source.wants(remote) || runs.hasItem(run.id(), remote.id())) return;
                runs.keep(run.id(), item(new TakeDataset.Task(source, viewer, run.dry(), isEnding), remote));
            });
            miss(run, source, viewer, seen);
            end(run, source, Run.State.DONE, null);
        } catch (UnreadableDelivery e) {
            end(run, source, Run.State.FAILED, Note.of(e.reason()));
        } catch (PortalFailure e) {
            end(run, source, Run.State.FAILED, e.note());
        } catch (AccessRefused e) {
            end(run, source, Run.State.FAILED, Note.of("no-right", source.madeBy()));
        }
    }

    /// With the rights that its maker has by now.
    private Viewer viewer(Source source) {
        if (source.maker() == null) return new Viewer.Operator();
        return onlookers
                .person(source.maker())
                .orElseThrow(() -> new PortalFailure(Note.of("no-right", source.madeBy())));
    }

    private Portal portal(Source source, BooleanSupplier isEnding) {
        PortalWeb conversation = new PortalWeb(web, clock, FIRST_PAUSE, isEnding);
        return switch (source.kind()) {
            case OPENDATASOFT -> new OpendatasoftPortal(conversation, source.address());
            case CKAN -> new CkanPortal(conversation, source.address());
        };
    }

    private Run.Item item(TakeDataset.Task task, Remote remote) throws InterruptedException {
        return switch (remote) {
            case Remote.Unusable unusable ->
                new Run.Item(unusable.id(), unusable.title(), Run.Outcome.LEFT, null, null, List.of(unusable.why()));
            case Remote.Dataset dataset -> takeDataset.take(task, dataset);
        };
    }

    /// What was taken over once and the portal has no more.
    private void miss(Run run, Source source, Viewer viewer, Set<String> seen) {
        List<Sources.Taken> taken = sources.listTaken(source.id());
        List<Sources.Taken> gone = taken.stream()
                .filter(each -> each.absentSince() == null && !seen.contains(each.remoteId()))
                .toList();
        boolean tooMany = gone.size() > Math.max(FEW, taken.size() * MOST_ABSENT);
        for (Sources.Taken each : gone) {
            Dataset dataset =
                    catalog.find(new Viewer.Operator(), each.dataset()).orElse(null);
            String title = dataset == null ? each.dataset() : dataset.title("");
            Note note = tooMany
                    ? Note.of("absent-many", gone.size(), taken.size())
                    : Note.of("absent-" + source.onAbsence().apiName());
            if (!run.dry()) {
                if (!tooMany && dataset != null) withdraw(source, viewer, dataset.id());
                sources.put(
                        source.id(),
                        new Sources.Taken(
                                each.remoteId(), each.dataset(), each.told(), each.stamp(), null, clock.instant()));
            }
            runs.keep(
                    run.id(),
                    new Run.Item(each.remoteId(), title, Run.Outcome.ABSENT, each.dataset(), null, List.of(note)));
        }
    }

    private void withdraw(Source source, Viewer viewer, DatasetId dataset) {
        switch (source.onAbsence()) {
            case KEEP -> {}
            case WITHDRAW -> stageDataset.stage(viewer, dataset, Stage.DRAFT);
            case DELETE -> stageDataset.stage(viewer, dataset, Stage.DELETED);
        }
    }

    private void end(Run run, Source source, Run.State state, @Nullable Note refusal) {
        if (refusal != null) log.warn("The source {} could not be read: {}", source.name(), refusal);
        boolean ended = runs.end(run.id(), state, refusal, clock.instant());
        runs.sweep(source.id());
        if (!ended || run.dry()) return;
        Map<Run.Outcome, Integer> counts = runs.counts(run.id());
        Entry told = Entry.ofSenne(Kind.SOURCE_READ, source.madeBy())
                .with("source", source.name())
                .with("state", state.apiName())
                .with("added", counts.getOrDefault(Run.Outcome.ADDED, 0))
                .with("changed", changed(counts));
        journal.record(source.organisation() == null ? told : told.with("organisation", source.organisation()));
    }

    private static int changed(Map<Run.Outcome, Integer> counts) {
        return counts.getOrDefault(Run.Outcome.RENEWED, 0) + counts.getOrDefault(Run.Outcome.DESCRIBED, 0);
    }
}
