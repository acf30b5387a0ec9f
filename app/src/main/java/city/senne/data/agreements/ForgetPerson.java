package city.senne.data.agreements;

import city.senne.trust.journal.Entry;
import city.senne.trust.journal.Journal;
import city.senne.trust.journal.Kind;
import city.senne.trust.journal.PersonForgotten;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Erases from agreements the name of somebody who is to be forgotten. What she did stays, done by somebody of her
/// side; what was signed goes on.
@Component
class ForgetPerson {
    private final AgreementNames names;
    private final Journal journal;

    ForgetPerson(AgreementNames names, Journal journal) {
        this.names = names;
        this.journal = journal;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void forget(PersonForgotten forgotten) {
        int places = names.erase(forgotten.person());
        if (places > 0) {
            journal.record(Entry.of(forgotten.by(), Kind.PERSONAL_DATA_ERASED)
                    .with("entries", places)
                    .with("matter", "agreements"));
        }
    }
}
