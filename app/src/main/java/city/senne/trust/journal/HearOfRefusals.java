package city.senne.trust.journal;

import city.senne.trust.access.Refused;
import city.senne.trust.identity.Viewer;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Tells what was refused to whom. Whoever tries the same again and again is told of once in some minutes, for all
/// that is not there together, and nobody of whom we know nothing: she could fill the journal.
@Component
class HearOfRefusals {
    private final TellOnce tellOnce;
    private final JournalRows rows;

    HearOfRefusals(TellOnce tellOnce, JournalRows rows) {
        this.rows = rows;
        this.tellOnce = tellOnce;
    }

    @EventListener
    void hear(Refused refused) {
        if (refused.viewer() instanceof Viewer.Anonymous) return;
        String asked = refused.subject().dataset();
        String dataset = rows.isDataset(asked) ? asked : "";
        Entry act = Entry.of(refused.viewer(), Kind.ACT_REFUSED)
                .with("act", refused.act().apiName())
                .with("because", refused.reason().apiName());
        Entry entry = dataset.isEmpty() ? act : act.about(dataset);
        tellOnce.tell(List.of(entry.personal(), dataset, entry.details()), entry);
    }
}
