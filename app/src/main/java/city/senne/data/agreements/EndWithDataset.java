package city.senne.data.agreements;

import city.senne.data.catalog.DatasetErased;
import city.senne.trust.journal.Entry;
import city.senne.trust.journal.Journal;
import city.senne.trust.journal.Kind;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// With a dataset ends whatever was agreed or asked about it: another one may come under its id, of which nobody spoke.
@Component
class EndWithDataset {
    private final Agreements agreements;
    private final Journal journal;

    EndWithDataset(Agreements agreements, Journal journal) {
        this.agreements = agreements;
        this.journal = journal;
    }

    @EventListener
    void end(DatasetErased erased) {
        String dataset = erased.dataset().value();
        agreements.dropDrafts(dataset);
        for (long number : agreements.endAll(dataset)) {
            journal.record(
                    Entry.ofSenne(Kind.AGREEMENT_TERMINATED, "").about(dataset).with("agreement", number));
        }
    }
}
