package city.senne.trust.access;

import city.senne.engine.odsql.View;
import city.senne.engine.table.TableSchema;
import city.senne.trust.identity.Viewer;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Component;

/// The one place that is asked on every read and every write.
///
/// Today every published dataset is open to read, and administrators alone write and see drafts; levels, roles and
/// agreements will be judged here and nowhere else.
@Component
public class Access {

    /// May this viewer do this with this dataset?
    public Verdict decide(Viewer viewer, Act act, Subject subject) {
        if (act == Act.READ) {
            return switch (subject.stage()) {
                case PUBLISHED -> new Verdict.Yes(Verdict.Reason.OPEN_DATA);
                case DRAFT -> administrators(viewer);
                case DELETED -> new Verdict.No(Verdict.Reason.DELETED);
            };
        }
        // Rows for one dataset, and whatever its door lets through: a push key opens no other.
        if (act == Act.PUBLISH && viewer instanceof Viewer.Pusher pusher) {
            return pusher.dataset().equals(subject.dataset())
                    ? new Verdict.Yes(Verdict.Reason.PUSH_KEY)
                    : new Verdict.No(Verdict.Reason.OTHER_PUSH_KEY);
        }
        return administrators(viewer);
    }

    /// The same for a dataset that need not exist yet; to read it is then as to read a draft.
    public Verdict decide(Viewer viewer, Act act, String dataset) {
        return decide(viewer, act, new Subject(dataset, Stage.DRAFT));
    }

    /// The stages in which this viewer may read datasets at all: what lists and counts choose from.
    public List<Stage> readable(Viewer viewer) {
        return Arrays.stream(Stage.values())
                .filter(stage -> decide(viewer, Act.READ, new Subject("", stage)) instanceof Verdict.Yes)
                .toList();
    }

    /// The same as a condition; throws AccessRefused with the reason.
    public void require(Viewer viewer, Act act, Subject subject) {
        refuse(decide(viewer, act, subject));
    }

    /// Throws AccessRefused with the reason; the dataset need not exist yet.
    public void require(Viewer viewer, Act act, String dataset) {
        refuse(decide(viewer, act, dataset));
    }

    /// The part of a table that this viewer may read: which fields, which rows, which values masked.
    public View view(Viewer viewer, Subject subject, TableSchema schema) {
        require(viewer, Act.READ, subject);
        return View.of(schema);
    }

    private static void refuse(Verdict verdict) {
        if (verdict instanceof Verdict.No no) throw new AccessRefused(no.reason());
    }

    private static Verdict administrators(Viewer viewer) {
        if (viewer.isAdministrator()) return new Verdict.Yes(Verdict.Reason.ADMINISTRATOR);
        return new Verdict.No(
                viewer instanceof Viewer.Anonymous
                        ? Verdict.Reason.SIGN_IN_NEEDED
                        : Verdict.Reason.ADMINISTRATORS_ONLY);
    }
}
