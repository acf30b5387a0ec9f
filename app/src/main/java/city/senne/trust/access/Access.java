package city.senne.trust.access;

import city.senne.engine.odsql.View;
import city.senne.engine.table.TableSchema;
import city.senne.trust.identity.Viewer;
import org.springframework.stereotype.Component;

/// The one place that is asked on every read and every write.
///
/// Today every dataset is open to read and administrators alone write; levels, roles and agreements will be judged
/// here and nowhere else.
@Component
public class Access {

    /// May this viewer do this with this dataset? The dataset need not exist yet.
    public Verdict decide(Viewer viewer, Act act, String dataset) {
        if (act == Act.READ) return new Verdict.Yes(Verdict.Reason.OPEN_DATA);
        if (viewer.isAdministrator()) return new Verdict.Yes(Verdict.Reason.ADMINISTRATOR);
        return new Verdict.No(
                viewer instanceof Viewer.Anonymous
                        ? Verdict.Reason.SIGN_IN_NEEDED
                        : Verdict.Reason.ADMINISTRATORS_ONLY);
    }

    /// The same as a condition; throws AccessRefused with the reason.
    public void require(Viewer viewer, Act act, String dataset) {
        if (decide(viewer, act, dataset) instanceof Verdict.No no) throw new AccessRefused(no.reason());
    }

    /// The part of a table that this viewer may read: which fields, which rows, which values masked.
    public View view(Viewer viewer, String dataset, TableSchema schema) {
        require(viewer, Act.READ, dataset);
        return View.of(schema);
    }
}
