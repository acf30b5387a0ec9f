package city.senne.data.agreements;

import city.senne.platform.web.Problem;
import city.senne.trust.identity.Viewer;
import city.senne.trust.journal.Kind;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The giving side approves a request or refuses it, always with a reason; the asking side may withdraw it. An approval
/// gives nothing yet: what gives is the agreement that both sign.
@Component
class DecideRequest {
    private final Agreements agreements;
    private final AgreementDeeds deeds;

    DecideRequest(Agreements agreements, AgreementDeeds deeds) {
        this.agreements = agreements;
        this.deeds = deeds;
    }

    /// Throws Problem, also for whoever stands on the asking side.
    @Transactional
    Optional<Mistake> decide(Viewer viewer, long number, boolean approved, String reason) {
        AgreementDeeds.Open open = deeds.open(viewer, number);
        Agreement agreement = open.agreement();
        if (!open.standing().decides() || !agreement.isOpen()) throw Problem.forbidden("agreement-not-yours");
        Optional<Mistake> mistake = NegotiateTerms.findMistake("motive", reason);
        if (mistake.isPresent()) return mistake;
        agreements.move(number, approved ? Agreement.State.APPROVED : Agreement.State.REFUSED);
        deeds.tell(
                agreement,
                agreement.current().number(),
                approved ? Said.Kind.APPROVED : Said.Kind.REFUSED,
                Side.GIVER,
                open.person(),
                reason,
                approved ? Kind.AGREEMENT_APPROVED : Kind.AGREEMENT_REFUSED);
        return Optional.empty();
    }

    /// Throws Problem.
    @Transactional
    void withdraw(Viewer viewer, long number) {
        AgreementDeeds.Open open = deeds.open(viewer, number);
        Agreement agreement = open.agreement();
        boolean unsigned = agreement.isOpen() || agreement.state() == Agreement.State.APPROVED;
        if (open.standing().side() != Side.RECEIVER || !unsigned) throw Problem.forbidden("agreement-not-yours");
        agreements.move(number, Agreement.State.WITHDRAWN);
        deeds.tell(
                agreement,
                agreement.current().number(),
                Said.Kind.WITHDRAWN,
                Side.RECEIVER,
                open.person(),
                "",
                Kind.AGREEMENT_WITHDRAWN);
    }
}
