package city.senne.data.agreements;

import city.senne.platform.web.Problem;
import city.senne.trust.identity.Viewer;
import city.senne.trust.journal.Kind;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The two sides talk, propose terms, and hear their data protection officers.
@Component
class NegotiateTerms {
    private static final int LONGEST = 4000;

    private final Agreements agreements;
    private final AgreementDeeds deeds;

    NegotiateTerms(Agreements agreements, AgreementDeeds deeds) {
        this.agreements = agreements;
        this.deeds = deeds;
    }

    /// A question, an answer: both sides read it. Throws Problem.
    @Transactional
    Optional<Mistake> say(Viewer viewer, long number, String text) {
        AgreementDeeds.Open open = deeds.open(viewer, number);
        Side side = open.standing().voice();
        if (side == null || !open.agreement().isAlive()) throw Problem.forbidden("agreement-not-yours");
        Optional<Mistake> mistake = findMistake("text", text);
        if (mistake.isPresent()) return mistake;
        deeds.tell(
                open.agreement(),
                open.agreement().current().number(),
                Said.Kind.SAID,
                side,
                open.person(),
                text,
                Kind.AGREEMENT_SAID);
        answered(open.agreement(), side);
        return Optional.empty();
    }

    /// Other terms, to be signed anew by both; what they signed before goes on until then. Throws Problem.
    ///
    /// @param base the version that was changed
    @Transactional
    Optional<Mistake> propose(Viewer viewer, long number, int base, Terms terms) {
        AgreementDeeds.Open open = deeds.open(viewer, number);
        Agreement agreement = open.agreement();
        Side side = open.standing().side();
        if (side == null || !agreement.isAlive()) throw Problem.forbidden("agreement-not-yours");
        Agreement.Version current = agreement.current();
        if (current.number() != base) return Optional.of(Mistake.at("terms", "agreements.terms.outdated"));
        if (current.terms().equals(terms)) return Optional.of(Mistake.at("terms", "agreements.terms.same"));
        int version = base + 1;
        String digest = terms.digest(number, version, agreement.giver(), agreement.receiverKey());
        agreements.propose(number, version, terms, digest, side, agreement.giver());
        deeds.tell(agreement, version, Said.Kind.PROPOSED, side, open.person(), "", Kind.AGREEMENT_PROPOSED);
        answered(agreement, side);
        return Optional.empty();
    }

    /// The opinion of a data protection officer on the newest terms; part of the agreement. Throws Problem.
    @Transactional
    Optional<Mistake> advise(Viewer viewer, long number, int version, Said.Kind opinion, String text) {
        AgreementDeeds.Open open = deeds.open(viewer, number);
        Agreement agreement = open.agreement();
        if (open.standing().advises().isEmpty() || !agreement.isAlive() || !opinion.isOpinion()) {
            throw Problem.forbidden("agreement-not-yours");
        }
        if (agreement.current().number() != version) {
            return Optional.of(Mistake.at("opinion", "agreements.terms.outdated"));
        }
        Optional<Mistake> mistake = findMistake("opinion", text);
        if (mistake.isPresent()) return mistake;
        for (Side side : open.standing().advises()) {
            deeds.tell(agreement, version, opinion, side, open.person(), text, Kind.AGREEMENT_ADVISED);
        }
        return Optional.empty();
    }

    private void answered(Agreement agreement, Side side) {
        if (side == Side.GIVER && agreement.state() == Agreement.State.ASKED) {
            agreements.move(agreement.number(), Agreement.State.DISCUSSED);
        }
    }

    static Optional<Mistake> findMistake(String place, String text) {
        if (text.isEmpty()) return Optional.of(Mistake.at(place, "agreements.text.needed"));
        return text.length() > LONGEST
                ? Optional.of(new Mistake(place, "agreements.too-long", String.valueOf(LONGEST)))
                : Optional.empty();
    }
}
