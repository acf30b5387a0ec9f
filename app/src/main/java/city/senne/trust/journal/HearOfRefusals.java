package city.senne.trust.journal;

import city.senne.trust.access.Refused;
import city.senne.trust.identity.Viewer;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Tells what was refused to whom. Whoever tries the same again and again is told of once in some minutes,
/// and nobody of whom we know nothing: she could fill the journal.
@Component
class HearOfRefusals {
    private final TellOnce tellOnce;

    HearOfRefusals(TellOnce tellOnce) {
        this.tellOnce = tellOnce;
    }

    @EventListener
    void hear(Refused refused) {
        if (refused.viewer() instanceof Viewer.Anonymous) return;
        String dataset = refused.subject().dataset();
        Entry act = Entry.of(refused.viewer(), Kind.ACT_REFUSED)
                .with("act", refused.act().apiName())
                .with("because", refused.reason().apiName());
        Entry entry = dataset.isEmpty() ? act : act.about(dataset);
        tellOnce.tell(List.of(entry.personal(), dataset, entry.details()), entry);
    }
}
