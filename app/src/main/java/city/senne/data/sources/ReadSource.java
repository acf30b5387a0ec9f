package city.senne.data.sources;

import city.senne.data.catalog.Catalog;
import city.senne.data.catalog.Dataset;
import city.senne.data.catalog.DatasetId;
import city.senne.data.catalog.StageDataset;
import city.senne.data.ingest.IngestSettings;
import city.senne.data.ingest.OutsideWeb;
import city.senne.engine.delivery.UnreadableDelivery;
import city.senne.platform.store.Outage;
import city.senne.trust.access.AccessRefused;
import city.senne.trust.access.Stage;
import city.senne.trust.door.Onlookers;
import city.senne.trust.identity.Viewer;
import city.senne.trust.journal.Entry;
import city.senne.trust.journal.Journal;
import city.senne.trust.journal.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
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
    private static final Duration LONGEST_RUN = Duration.ofHours(6);

    private final Sources sources;
    private final Runs runs;
    private final TakeDataset takeDataset;
    private final StageDataset stageDataset;
    private final Catalog catalog;
    private final Onlookers onlookers;
    private final OutsideWeb web;
    private final SourceSettings settings;
    private final IngestSettings ingest;
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
            SourceSettings settings,
            IngestSettings ingest,
            Journal journal,
            Clock clock) {
        this.sources = sources;
        this.runs = runs;
        this.takeDataset = takeDataset;
        this.stageDataset = stageDataset;
        this.catalog = catalog;
        this.onlookers = onlookers;
        this.web = web;
        this.settings = settings;
        this.ingest = ingest;
        this.journal = journal;
        this.clock = clock;
    }

    /// Ends the run, unless it is broken off.
    ///
    /// @param isEnding asked all the time; throws [OutsideWeb.BrokenOff] once it is
    void read(Run run, Source source, BooleanSupplier isEnding) throws InterruptedException {
        Instant latest =
                Objects.requireNonNullElse(run.started(), clock.instant()).plus(LONGEST_RUN);
        BooleanSupplier watched =
                () -> isEnding.getAsBoolean() || clock.instant().isAfter(latest);
        try {
            // The whole list first: what moves from page to page meanwhile would be missed.
            if (source.kind() == Source.Type.FOLDER && !viewer(source).isAdministrator()) {
                throw new PortalFailure(Note.of("no-right", source.madeBy()));
            }
            Portal portal = portal(source, watched);
            List<Remote> listed = portal.list(datasets -> runs.announce(run.id(), datasets));
            for (Remote remote : listed) {
                if (watched.getAsBoolean()) throw new OutsideWeb.BrokenOff();
                if (!source.wants(remote) || runs.hasItem(run.id(), remote.id())) continue;
                // Whose rights it is read with may have lost them since.
                var task = new TakeDataset.Task(source, portal, viewer(source), run.dry(), watched);
                runs.keep(run.id(), item(task, remote));
            }
            Set<String> seen = listed.stream().map(Remote::id).collect(Collectors.toSet());
            miss(run, source, viewer(source), seen);
            end(run, source, Run.State.DONE, null);
        } catch (OutsideWeb.BrokenOff e) {
            if (isEnding.getAsBoolean() || !clock.instant().isAfter(latest)) throw e;
            end(run, source, Run.State.FAILED, Note.of("too-long", LONGEST_RUN.toHours()));
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
            case DCAT -> new DcatPortal(conversation, source.address());
            case OGC -> new OgcPortal(conversation, source.address(), mostBytes());
            case WFS -> new WfsPortal(conversation, source.address(), mostBytes());
            case FILE -> new FilePortal(conversation, source.address());
            case FOLDER -> FolderPortal.of(source.address(), settings);
        };
    }

    private long mostBytes() {
        return ingest.maxFileSize().toBytes();
    }

    private Run.Item item(TakeDataset.Task task, Remote remote) throws InterruptedException {
        return switch (remote) {
            case Remote.Unusable unusable ->
                new Run.Item(unusable.id(), unusable.title(), Run.Outcome.LEFT, null, null, List.of(unusable.why()));
            case Remote.Dataset dataset -> taken(task, dataset);
        };
    }

    /// Whatever is wrong with one dataset, the others are read.
    private Run.Item taken(TakeDataset.Task task, Remote.Dataset remote) throws InterruptedException {
        try {
            return takeDataset.take(task, remote);
        } catch (OutsideWeb.BrokenOff | AccessRefused e) {
            throw e;
        } catch (RuntimeException e) {
            if (Outage.in(e).isPresent()) throw e;
            log.error(
                    "The dataset {} of the source {} failed",
                    remote.id(),
                    task.source().name(),
                    e);
            return new Run.Item(
                    remote.id(), remote.title(), Run.Outcome.REFUSED, null, null, List.of(Note.of("fault-of-one")));
        }
    }

    /// What was taken over once and the portal has no more: marked in the first run that misses it, and dealt with as
    /// was
    /// chosen in a later one, so that no list that was broken for a moment takes anything away.
    private void miss(Run run, Source source, Viewer viewer, Set<String> seen) {
        List<Sources.Taken> open = sources.listTaken(source.id()).stream()
                .filter(each -> !each.dataset().isEmpty() && !each.absenceSettled())
                .toList();
        List<Sources.Taken> gone =
                open.stream().filter(each -> !seen.contains(each.remoteId())).toList();
        boolean isEmptied = seen.isEmpty() || (gone.size() > 1 && gone.size() == open.size());
        boolean tooMany = isEmptied || gone.size() > Math.max(FEW, open.size() * MOST_ABSENT);
        for (Sources.Taken each : gone) {
            Instant since = each.absentSince() == null ? run.askedAt() : each.absentSince();
            boolean isFirst = !since.isBefore(run.askedAt());
            if (runs.hasItem(run.id(), each.remoteId()) || (tooMany && !isFirst)) continue;
            boolean settles = !tooMany && (!isFirst || source.onAbsence() == Source.Absence.KEEP);
            Dataset dataset = catalog.findDataset(new DatasetId(each.dataset()))
                    .filter(found -> Objects.equals(found.subject().organisation(), source.organisation()))
                    .orElse(null);
            String title = dataset == null ? each.dataset() : dataset.title("");
            Note note = tooMany
                    ? Note.of("absent-many", gone.size(), open.size())
                    : settles ? Note.of("absent-" + source.onAbsence().apiName()) : Note.of("absent-first");
            if (!run.dry()) {
                if (settles && dataset != null) note = withdraw(source, viewer, dataset.id(), note);
                sources.put(source.id(), each.absent(since, settles));
            }
            runs.keep(
                    run.id(),
                    new Run.Item(each.remoteId(), title, Run.Outcome.ABSENT, each.dataset(), null, List.of(note)));
        }
    }

    /// @return the note, or another one where she may not do that any more
    private Note withdraw(Source source, Viewer viewer, DatasetId dataset, Note done) {
        try {
            switch (source.onAbsence()) {
                case KEEP -> {}
                case WITHDRAW -> stageDataset.stage(viewer, dataset, Stage.DRAFT);
                case DELETE -> stageDataset.stage(viewer, dataset, Stage.DELETED);
            }
            return done;
        } catch (AccessRefused e) {
            return Note.of("not-hers", source.madeBy());
        }
    }

    private void end(Run run, Source source, Run.State state, @Nullable Note refusal) {
        if (refusal != null) log.warn("The source {} could not be read: {}", source.name(), refusal);
        boolean ended = runs.end(run.id(), state, refusal, clock.instant());
        runs.sweep(source.id());
        if (!ended || run.dry()) return;
        Map<Run.Outcome, Integer> counts = runs.counts(run.id());
        Entry told = Entry.ofSenne(Kind.SOURCE_READ, run.askedBy().isEmpty() ? source.madeBy() : run.askedBy())
                .with("source", source.name())
                .with("state", state.apiName())
                .with("added", counts.getOrDefault(Run.Outcome.ADDED, 0))
                .with("changed", changed(counts));
        journal.record(source.in(told));
    }

    private static int changed(Map<Run.Outcome, Integer> counts) {
        return counts.getOrDefault(Run.Outcome.RENEWED, 0) + counts.getOrDefault(Run.Outcome.DESCRIBED, 0);
    }
}
