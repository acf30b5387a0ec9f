package city.senne.trust.organisations;

import city.senne.platform.i18n.Vocabulary;
import city.senne.platform.i18n.Words;
import city.senne.platform.mail.Letter;
import city.senne.platform.mail.SendMail;
import city.senne.platform.portal.CurrentPortal;
import city.senne.trust.identity.AccountEvent;
import city.senne.trust.identity.Delegation;
import city.senne.trust.identity.Delegations;
import city.senne.trust.identity.Organisations;
import city.senne.trust.identity.People;
import city.senne.trust.identity.Viewer;
import city.senne.trust.keys.EndKeys;
import java.util.concurrent.TimeUnit;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionalEventListener;

/// Tells who got a role for a time, by letter, and the journal when such a time begins and ends.
@Component
class TellDelegations {
    private final Delegations delegations;
    private final Organisations organisations;
    private final People people;
    private final EndKeys endKeys;
    private final SendMail mail;
    private final Vocabulary vocabulary;
    private final CurrentPortal portal;
    private final ApplicationEventPublisher events;

    TellDelegations(
            Delegations delegations,
            Organisations organisations,
            People people,
            EndKeys endKeys,
            SendMail mail,
            Vocabulary vocabulary,
            CurrentPortal portal,
            ApplicationEventPublisher events) {
        this.delegations = delegations;
        this.organisations = organisations;
        this.people = people;
        this.endKeys = endKeys;
        this.mail = mail;
        this.vocabulary = vocabulary;
        this.portal = portal;
        this.events = events;
    }

    /// What the giver typed as her reason is not in it: it could be anything, sent in our name. Without a mail server,
    /// or a confirmed address, the account page says it.
    @TransactionalEventListener
    void write(AccountEvent.DelegationMade made) {
        if (!mail.isPossible()) return;
        Delegation delegation = made.delegation();
        Words words = vocabulary.in(portal.portal().languages().first());
        String organisation = organisations
                .find(delegation.organisation())
                .map(found -> found.name(words.language().tag()))
                .orElse(delegation.organisation());
        people.findConfirmedAddress(delegation.holder())
                .ifPresent(address -> mail.sendSoon(new Letter(
                        address,
                        words.of("identity.letter.away.subject", organisation),
                        words.of(
                                "identity.letter.away",
                                delegation.giverName(),
                                words.of("identity.role." + delegation.role().apiName()),
                                organisation,
                                words.date(delegation.from()),
                                words.date(delegation.until().minusMillis(1)),
                                mail.address("/account")))));
    }

    @Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    @Transactional
    public void tell() {
        for (Delegation begun : delegations.takeBegun()) {
            events.publishEvent(new AccountEvent.DelegationBegun(begun));
        }
        for (Delegation over : delegations.takeOver()) {
            events.publishEvent(new AccountEvent.DelegationEnded(null, over, Delegation.End.OVER));
            endKeys.endLost(new Viewer.Operator(), over.holder(), "");
        }
    }
}
