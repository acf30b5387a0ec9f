package city.senne.data.catalog;

import city.senne.data.catalog.Standings.Standing;
import city.senne.trust.access.Access;
import city.senne.trust.access.Act;
import city.senne.trust.access.Rule;
import city.senne.trust.access.Stage;
import city.senne.trust.access.Subject;
import city.senne.trust.access.Verdict;
import city.senne.trust.identity.Purpose;
import city.senne.trust.identity.Scope;
import city.senne.trust.identity.Viewer;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Finds out what a viewer sees of the catalogue. Keeps in memory which datasets are not simply there for
/// everybody, and for those who came last the rules about them, as long as the catalogue stays as it is. For
/// several threads.
@Component
class Sights {
    private static final int VIEWERS = 1000;

    private final Datasets datasets;
    private final Standings standings;
    private final Access access;
    private final Cache<Viewer, Known> viewers =
            Caffeine.newBuilder().maximumSize(VIEWERS).build();
    private volatile Guarded guarded = new Guarded(-1, new TreeMap<>());

    /// @param changes of the catalogue that it knows of
    private record Guarded(long changes, SortedMap<String, Standing> datasets) {}

    /// @param guarded with the rules that are about one viewer
    private record Known(long changes, Map<String, Subject> guarded) {}

    Sights(Datasets datasets, Standings standings, Access access) {
        this.datasets = datasets;
        this.standings = standings;
        this.access = access;
    }

    Sight of(Viewer viewer) {
        if (viewer.isAdministrator()) {
            return new Sight(
                    List.of(Stage.DRAFT, Stage.PUBLISHED), Set.of(), null, List.of(Verdict.Reason.ADMINISTRATOR));
        }
        Viewer unlimited = viewer.unlimited();
        boolean prepares = unlimited.isAdministrator()
                || !unlimited.memberships().describing().isEmpty();
        Scope scope = viewer.scope();
        List<Stage> stages = prepares ? List.of(Stage.DRAFT, Stage.PUBLISHED) : List.of(Stage.PUBLISHED);
        Set<String> except = new HashSet<>();
        List<Object> standing = new ArrayList<>();
        for (Subject subject : guarded(viewer).values()) {
            if (!stages.contains(subject.stage())) continue;
            if (access.decide(viewer, Act.KNOW, subject) instanceof Verdict.No) {
                except.add(subject.dataset());
                continue;
            }
            Verdict.Reason reason = access.decide(viewer, Act.READ, subject).reason();
            List<Rule> rules = access.rules(viewer, subject);
            // The same rules show others something else, where they name what is known of a person.
            boolean personal = rules.stream().anyMatch(Rule::mayNameCaller);
            standing.add(List.of(
                    subject.dataset(),
                    reason,
                    rules.stream().map(Rule::id).toList(),
                    // Of what is hidden they tell which fields there are to those who could say for what they read.
                    access.unsaid(viewer, subject).map(Rule::id).toList(),
                    personal ? viewer.attributes() : Map.of()));
        }
        return new Sight(stages, except, scope == null ? null : scope.datasets(), standing);
    }

    /// The datasets that are not simply there for everybody, by their ids, each with the rules about this viewer.
    Map<String, Subject> guarded(Viewer viewer) {
        // What a transaction sees may never come to be.
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return subjects(viewer, with(new TreeMap<>(), standings.list(-1)));
        }
        long changes = datasets.changes();
        // The rules about her are the same whatever she says: else one reader with many purposes fills the memory.
        Viewer anyPurpose = viewer.saying(Purpose.NONE);
        Known known = viewers.getIfPresent(anyPurpose);
        if (known != null && known.changes == changes) return known.guarded;
        Map<String, Subject> subjects = subjects(viewer, guarded(changes).datasets);
        viewers.put(anyPurpose, new Known(changes, subjects));
        return subjects;
    }

    private Map<String, Subject> subjects(Viewer viewer, SortedMap<String, Standing> guardedDatasets) {
        Map<String, List<Rule>> rules = standings.rulesAbout(viewer);
        Map<String, Subject> subjects = new LinkedHashMap<>();
        for (Standing each : guardedDatasets.values()) {
            List<Rule> aboutHer = rules.getOrDefault(each.dataset(), List.of());
            subjects.put(
                    each.dataset(),
                    new Subject(each.dataset(), each.stage(), each.level(), each.organisation(), aboutHer, true));
        }
        return subjects;
    }

    /// Knows at least of so many changes.
    private Guarded guarded(long changes) {
        Guarded known = guarded;
        return known.changes >= changes ? known : refreshed(changes);
    }

    private synchronized Guarded refreshed(long changes) {
        if (guarded.changes >= changes) return guarded;
        guarded = new Guarded(changes, with(new TreeMap<>(guarded.datasets), standings.list(guarded.changes)));
        return guarded;
    }

    private static SortedMap<String, Standing> with(SortedMap<String, Standing> known, List<Standing> changed) {
        for (Standing standing : changed) {
            if (standing.isGuarded()) known.put(standing.dataset(), standing);
            else known.remove(standing.dataset());
        }
        return known;
    }
}
