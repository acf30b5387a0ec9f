package city.senne.data.ingest;

import city.senne.data.catalog.Catalog;
import city.senne.data.catalog.Dataset;
import city.senne.platform.i18n.Vocabulary;
import city.senne.platform.i18n.Words;
import city.senne.platform.mail.Letter;
import city.senne.platform.mail.SendMail;
import city.senne.platform.portal.CurrentPortal;
import city.senne.trust.identity.People;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/// Writes to the stewards of a dataset that a delivery to it waits for them. Without a mail server the pages of the
/// delivery and of its source say it.
@Component
class TellHeld {
    private final Catalog catalog;
    private final People people;
    private final SendMail mail;
    private final Vocabulary vocabulary;
    private final CurrentPortal portal;

    TellHeld(Catalog catalog, People people, SendMail mail, Vocabulary vocabulary, CurrentPortal portal) {
        this.catalog = catalog;
        this.people = people;
        this.mail = mail;
        this.vocabulary = vocabulary;
        this.portal = portal;
    }

    @TransactionalEventListener
    void write(DeliveryHeld held) {
        if (!mail.isPossible()) return;
        Dataset dataset = catalog.findDataset(held.delivery().dataset()).orElse(null);
        String organisation = dataset == null ? null : dataset.subject().organisation();
        if (dataset == null || organisation == null) return;
        Words words = vocabulary.in(portal.portal().languages().first());
        Hold hold = held.hold();
        String title = dataset.title(words.language().tag());
        String text = words.of(
                "ingest.letter.held",
                title,
                hold.rowsBefore(),
                hold.rowsAfter(),
                hold.gone().size(),
                hold.changed().size(),
                mail.address("/deliveries/" + held.delivery().id()));
        for (String address : people.listStewardAddresses(organisation)) {
            mail.sendSoon(new Letter(address, words.of("ingest.letter.held.subject", title), text));
        }
    }
}
