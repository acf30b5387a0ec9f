package city.senne.data.agreements;

import city.senne.data.catalog.Catalog;
import city.senne.data.catalog.DatasetId;
import city.senne.data.catalog.RuleMistake;
import city.senne.data.catalog.ShareDataset;
import city.senne.platform.web.Problem;
import city.senne.trust.access.Audience;
import city.senne.trust.access.Rule;
import city.senne.trust.identity.Viewer;
import city.senne.trust.journal.Kind;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Both sides sign the same version of the terms. With the second signature the access rule is there, with the end of
/// the agreement it is gone.
@Component
class SignAgreement {
    private final Agreements agreements;
    private final AgreementDeeds deeds;
    private final ShareDataset shareDataset;
    private final Catalog catalog;
    private final AgreementSettings settings;
    private final Clock clock;

    SignAgreement(
            Agreements agreements,
            AgreementDeeds deeds,
            ShareDataset shareDataset,
            Catalog catalog,
            AgreementSettings settings,
            Clock clock) {
        this.agreements = agreements;
        this.deeds = deeds;
        this.shareDataset = shareDataset;
        this.catalog = catalog;
        this.settings = settings;
        this.clock = clock;
    }

    /// What stands in the way of a side that would sign the newest terms.
    Optional<Mistake> findObstacle(Agreement agreement, Side side) {
        Agreement.Version version = agreement.current();
        Terms terms = version.terms();
        if (!terms.missing().isEmpty()) return Optional.of(Mistake.at("sign", "agreements.sign.incomplete"));
        if (LocalDate.now(clock).isAfter(terms.until())) {
            return Optional.of(Mistake.at("sign", "agreements.until.past"));
        }
        Optional<DatasetId> dataset = DatasetId.parse(agreement.dataset());
        if (dataset.isEmpty() || !Objects.equals(catalog.subject(dataset.get()).organisation(), agreement.giver())) {
            return Optional.of(Mistake.at("sign", "agreements.sign.moved"));
        }
        boolean needed = settings.opinionNeeded() && terms.isPersonal() && agreement.organisation(side) != null;
        return needed && agreement.findOpinion(version.number(), side).isEmpty()
                ? Optional.of(Mistake.at("sign", "agreements.sign.opinion-needed"))
                : Optional.empty();
    }

    /// Throws Problem for who does not bind a side, or signed for the other one.
    ///
    /// @param number of the version that was read
    @Transactional
    Optional<Mistake> sign(Viewer viewer, long agreementNumber, int number) {
        AgreementDeeds.Open open = deeds.open(viewer, agreementNumber);
        Agreement agreement = open.agreement();
        Side side = open.standing().side();
        boolean time = agreement.state() == Agreement.State.APPROVED || agreement.state() == Agreement.State.IN_FORCE;
        if (side == null || !open.standing().signs() || !time) throw Problem.forbidden("agreement-not-yours");
        Agreement.Version version = agreement.current();
        if (version.number() != number) return Optional.of(Mistake.at("sign", "agreements.terms.outdated"));
        if (agreement.findSignature(number, side).isPresent()) return Optional.empty();
        Optional<Said> other = agreement.findSignature(number, side.other());
        if (other.filter(said -> said.person().equals(open.person().id())).isPresent()) {
            throw Problem.forbidden("agreement-not-yours");
        }
        Optional<Mistake> obstacle = findObstacle(agreement, side);
        if (obstacle.isPresent()) return obstacle;
        if (other.isPresent()) {
            Rule rule = rule(agreement, version.terms(), open.person().name());
            Optional<RuleMistake> misfit =
                    shareDataset.agree(viewer, new DatasetId(agreement.dataset()), agreementNumber, rule);
            if (misfit.isPresent()) {
                return misfit.map(wrong -> new Mistake("sign", wrong.word(), wrong.argument()));
            }
            agreements.move(agreementNumber, Agreement.State.IN_FORCE);
        }
        deeds.tell(agreement, number, Said.Kind.SIGNED, side, open.person(), "", Kind.AGREEMENT_SIGNED);
        return Optional.empty();
    }

    /// Either side ends it, with a reason; from the next question on nothing is given. Throws Problem.
    @Transactional
    Optional<Mistake> terminate(Viewer viewer, long number, String reason) {
        AgreementDeeds.Open open = deeds.open(viewer, number);
        Agreement agreement = open.agreement();
        Side side = open.standing().ends();
        boolean standing = agreement.state() == Agreement.State.IN_FORCE
                || (agreement.state() == Agreement.State.APPROVED && side == Side.GIVER);
        if (side == null || !standing) throw Problem.forbidden("agreement-not-yours");
        Optional<Mistake> mistake = NegotiateTerms.findMistake("motive", reason);
        if (mistake.isPresent()) return mistake;
        shareDataset.endAgreement(viewer, new DatasetId(agreement.dataset()), number);
        agreements.move(number, Agreement.State.TERMINATED);
        deeds.tell(
                agreement,
                agreement.current().number(),
                Said.Kind.TERMINATED,
                side,
                open.person(),
                reason,
                Kind.AGREEMENT_TERMINATED);
        return Optional.empty();
    }

    private Rule rule(Agreement agreement, Terms terms, String by) {
        Instant now = clock.instant();
        Instant from = terms.from().atStartOfDay(clock.getZone()).toInstant();
        String receiver = agreement.receiver();
        Audience audience = receiver == null
                ? new Audience(Audience.Kind.PERSON, agreement.asker().toString())
                : new Audience(Audience.Kind.ORGANISATION, receiver);
        String law = terms.text(Term.LAW);
        return new Rule(
                UUID.randomUUID(),
                Rule.Effect.PERMIT,
                audience,
                terms.columns().stream().map(Terms.Column::column).collect(Collectors.toSet()),
                terms.grains(),
                terms.rows().isEmpty() ? null : terms.rows(),
                terms.rowColumns(),
                terms.text(Term.PURPOSE),
                terms.demandsPurpose(),
                from.isAfter(now) ? from : now,
                terms.end(clock.getZone()),
                law.isEmpty() ? String.valueOf(agreement.number()) : law,
                by,
                now,
                agreement.number());
    }
}
