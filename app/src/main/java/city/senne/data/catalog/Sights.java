package city.senne.data.catalog;

import city.senne.trust.access.Access;
import city.senne.trust.access.Act;
import city.senne.trust.access.Rule;
import city.senne.trust.access.Stage;
import city.senne.trust.access.Subject;
import city.senne.trust.access.Verdict;
import city.senne.trust.identity.Viewer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Finds out what a viewer sees of the catalogue. Keeps in memory which datasets are not simply there for everybody,
/// as long as the catalogue stays as it is. For several threads.
@Component
class Sights {
    private final Datasets datasets;
    private final Access access;
    private volatile Guarded guarded = new Guarded(-1, List.of());

    private record Guarded(long changes, List<Subject> subjects) {}

    Sights(Datasets datasets, Access access) {
        this.datasets = datasets;
        this.access = access;
    }

    Sight of(Viewer viewer) {
        if (viewer.isAdministrator()) {
            return new Sight(List.of(Stage.DRAFT, Stage.PUBLISHED), Set.of(), List.of(Verdict.Reason.ADMINISTRATOR));
        }
        boolean prepares = !viewer.memberships().publishing().isEmpty();
        List<Stage> stages = prepares ? List.of(Stage.DRAFT, Stage.PUBLISHED) : List.of(Stage.PUBLISHED);
        Set<String> except = new HashSet<>();
        List<Object> standing = new ArrayList<>();
        for (Subject subject : guarded()) {
            if (!stages.contains(subject.stage())) continue;
            if (access.decide(viewer, Act.KNOW, subject) instanceof Verdict.No) {
                except.add(subject.dataset());
                continue;
            }
            Verdict.Reason reason = access.decide(viewer, Act.READ, subject).reason();
            List<Rule> rules = access.rules(viewer, subject);
            standing.add(List.of(
                    subject.dataset(), reason, rules.stream().map(Rule::id).toList()));
        }
        return new Sight(stages, except, standing);
    }

    private List<Subject> guarded() {
        long changes = datasets.changes();
        Guarded known = guarded;
        if (known.changes != changes) {
            known = new Guarded(changes, datasets.listGuarded());
            guarded = known;
        }
        return known.subjects;
    }
}
