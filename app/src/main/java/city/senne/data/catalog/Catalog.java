package city.senne.data.catalog;

import city.senne.trust.access.Access;
import city.senne.trust.access.Act;
import city.senne.trust.access.Stage;
import city.senne.trust.access.Subject;
import city.senne.trust.access.Verdict;
import city.senne.trust.identity.Viewer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What data exists, for a viewer: what she may not see is not there.
@Component
public class Catalog {
    private static final int AT_ONCE = 500;

    private final Datasets datasets;
    private final RecentDatasets recent;
    private final Access access;
    private final Sights sights;

    Catalog(Datasets datasets, RecentDatasets recent, Access access, Sights sights) {
        this.datasets = datasets;
        this.recent = recent;
        this.access = access;
        this.sights = sights;
    }

    public Optional<Dataset> find(Viewer viewer, String id) {
        return DatasetId.parse(id)
                .flatMap(recent::find)
                .filter(found -> access.decide(viewer, Act.KNOW, found.subject()) instanceof Verdict.Yes)
                .map(found -> known(viewer, found));
    }

    /// A dataset with no more figures than this viewer may know, who may know of it.
    Dataset known(Viewer viewer, Dataset dataset) {
        return access.seesEverything(viewer, dataset.subject()) ? dataset : dataset.withoutFigures();
    }

    /// What the viewer sees of the catalogue as it is now.
    public Sight sight(Viewer viewer) {
        return sights.of(viewer);
    }

    /// Whether a dataset of this id waits to be restored or to go for good; nothing may take its place meanwhile.
    public boolean isDeleted(DatasetId id) {
        return datasets.find(id).filter(found -> found.stage() == Stage.DELETED).isPresent();
    }

    /// What can still be restored, the last deleted first; throws AccessRefused.
    public List<Deleted> listDeleted(Viewer viewer) {
        access.require(viewer, Act.STAGE, "");
        return datasets.listDeleted();
    }

    /// What decides who may do what with a dataset that need not exist yet.
    public Subject subject(DatasetId id) {
        return findSubject(id).orElseGet(() -> Subject.draft(id.value()));
    }

    /// The same, empty when no dataset has this id, and none had that can be restored.
    public Optional<Subject> findSubject(DatasetId id) {
        return findDataset(id).map(Dataset::subject);
    }

    /// All of it, for who decides what somebody may know of it.
    public Optional<Dataset> findDataset(DatasetId id) {
        return recent.find(id);
    }

    /// Another number whenever any dataset came, went or changed.
    public long changes() {
        return datasets.changes();
    }

    /// Throws NoSuchDataset when there is none that this viewer may know of.
    public Dataset dataset(Viewer viewer, String id) {
        return find(viewer, id).orElseThrow(() -> new NoSuchDataset(id));
    }

    /// A page of the catalogue, last changed first. The datasets have no rules but those about the viewer: all of them
    /// would be too many to be read for a whole catalogue.
    public List<Dataset> list(Viewer viewer, int limit, int offset) {
        return list(viewer, sights.of(viewer), sights.guarded(viewer), limit, offset);
    }

    /// The whole catalogue, as [#list] gives its pages.
    ///
    /// @param sight what the viewer sees of it
    public void walk(Viewer viewer, Sight sight, Consumer<Dataset> visitor) {
        Map<String, Subject> guarded = sights.guarded(viewer);
        for (int offset = 0; ; offset += AT_ONCE) {
            List<Dataset> page = list(viewer, sight, guarded, AT_ONCE, offset);
            page.forEach(visitor);
            if (page.size() < AT_ONCE) return;
        }
    }

    private List<Dataset> list(Viewer viewer, Sight sight, Map<String, Subject> guarded, int limit, int offset) {
        return datasets.list(sight, limit, offset).stream()
                .map(dataset -> known(viewer, toward(guarded.get(dataset.id().value()), dataset)))
                .toList();
    }

    private static Dataset toward(@Nullable Subject guarded, Dataset dataset) {
        return guarded == null ? dataset : dataset.with(dataset.subject().toward(guarded.rules()));
    }

    public long count(Viewer viewer) {
        return datasets.count(sights.of(viewer));
    }

    /// Which datasets there are, by their ids: their order stays when they change.
    public List<Changed> listChanged(Viewer viewer, int limit, int offset) {
        return datasets.listChanged(sights.of(viewer), limit, offset);
    }

    /// When a dataset was last changed.
    public record Changed(DatasetId id, Instant modified) {}

    /// All versions, newest first.
    public List<Version> versions(Viewer viewer, Dataset dataset) {
        access.require(viewer, Act.READ, dataset.subject());
        boolean everything = access.seesEverything(viewer, dataset.subject());
        return datasets.versions(dataset.id()).stream()
                .map(version -> everything ? version : version.withoutFigures())
                .toList();
    }

    /// The version that a caller asks for: a number, a date, or an instant in ISO 8601; throws NoSuchVersion.
    public Version version(Viewer viewer, Dataset dataset, String asOf) {
        access.require(viewer, Act.READ, dataset.subject());
        Optional<Version> found = asOf.matches("\\d{1,9}")
                ? version(dataset, Integer.parseInt(asOf))
                : instant(asOf).flatMap(at -> datasets.findVersion(dataset.id(), at));
        Version version = found.orElseThrow(() -> new NoSuchVersion(dataset.id(), asOf));
        return access.seesEverything(viewer, dataset.subject()) ? version : version.withoutFigures();
    }

    private Optional<Version> version(Dataset dataset, int number) {
        if (number == dataset.current().number()) return Optional.of(dataset.current());
        return datasets.findVersion(dataset.id(), number);
    }

    /// A date means its end, so that `2026-03-01` shows what was landed on that day.
    private static Optional<Instant> instant(String text) {
        try {
            if (text.length() == 10) {
                return Optional.of(LocalDate.parse(text)
                        .plusDays(1)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant()
                        .minusNanos(1));
            }
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }
}
