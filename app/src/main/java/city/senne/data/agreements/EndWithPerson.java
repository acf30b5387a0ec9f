package city.senne.data.agreements;

import city.senne.data.catalog.DatasetId;
import city.senne.data.catalog.ShareDataset;
import city.senne.trust.identity.AccountEvent;
import city.senne.trust.journal.Entry;
import city.senne.trust.journal.Journal;
import city.senne.trust.journal.Kind;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// With a person's account ends whatever she asked for herself or was given by agreement: her account may be opened
/// again for somebody else. What she asked for her organisation stays the organisation's.
@Component
class EndWithPerson {
    private final Agreements agreements;
    private final ShareDataset shareDataset;
    private final Journal journal;

    EndWithPerson(Agreements agreements, ShareDataset shareDataset, Journal journal) {
        this.agreements = agreements;
        this.shareDataset = shareDataset;
        this.journal = journal;
    }

    /// Within the transaction in which her account is closed.
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void end(AccountEvent.PersonDismissed dismissed) {
        agreements.endAllOf(dismissed.person()).forEach((number, dataset) -> {
            shareDataset.endAgreement(dismissed.by(), new DatasetId(dataset), number);
            journal.record(Entry.of(dismissed.by(), Kind.AGREEMENT_TERMINATED)
                    .about(dataset)
                    .with("agreement", number));
        });
    }
}
