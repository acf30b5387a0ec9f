package city.senne.data.agreements;

import city.senne.data.catalog.Catalog;
import city.senne.data.catalog.Dataset;
import city.senne.platform.web.Problem;
import city.senne.trust.access.Access;
import city.senne.trust.access.Stage;
import city.senne.trust.identity.Viewer;
import city.senne.trust.journal.Kind;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Somebody asks for a part of a dataset that is closed to her, for herself or for an organisation that she publishes
/// for or stewards. A draft is seen by nobody else.
@Component
class AskForData {
    private final Agreements agreements;
    private final Catalog catalog;
    private final Access access;
    private final AgreementDeeds deeds;
    private final AgreementSettings settings;
    private final Clock clock;

    AskForData(
            Agreements agreements,
            Catalog catalog,
            Access access,
            AgreementDeeds deeds,
            AgreementSettings settings,
            Clock clock) {
        this.agreements = agreements;
        this.catalog = catalog;
        this.access = access;
        this.deeds = deeds;
        this.settings = settings;
        this.clock = clock;
    }

    /// The dataset, if there is something of it that this viewer does not see and may ask for. Throws NoSuchDataset and
    /// Problem.
    Dataset askable(Viewer viewer, String id) {
        Dataset dataset = catalog.dataset(viewer, id);
        AgreementDeeds.person(viewer);
        if (dataset.stage() != Stage.PUBLISHED || access.seesEverything(viewer, dataset.subject())) {
            throw Problem.invalid("agreement-needless");
        }
        return dataset;
    }

    Optional<Agreement> findDraft(Viewer.Person asker, Dataset dataset) {
        return agreements.list(asker.id()).stream()
                .filter(agreement -> agreement.state() == Agreement.State.DRAFT)
                .filter(agreement -> agreement.dataset().equals(dataset.id().value()))
                .findFirst();
    }

    /// Keeps what was filled in so far. There is one draft for each asker and dataset.
    @Transactional
    long keep(Viewer viewer, Dataset dataset, Map<String, String> draft) {
        Viewer.Person asker = AgreementDeeds.person(viewer);
        Optional<Agreement> before = findDraft(asker, dataset);
        if (before.isPresent()) {
            agreements.redraft(before.get().number(), null, draft);
            return before.get().number();
        }
        return agreements.draft(
                dataset.id().value(),
                dataset.description().title(),
                dataset.subject().organisation(),
                null,
                asker,
                draft,
                clock.instant());
    }

    /// Nothing happens when there is no draft.
    @Transactional
    void drop(Viewer viewer, Dataset dataset) {
        findDraft(AgreementDeeds.person(viewer), dataset).ifPresent(draft -> agreements.drop(draft.number()));
    }

    /// Whom somebody may ask for: empty when it is none of hers, or has the data anyway.
    Optional<Mistake> findMistake(Viewer viewer, Dataset dataset, @Nullable String receiver) {
        if (receiver == null) return Optional.empty();
        if (!viewer.memberships().publishing().contains(receiver)) {
            return Optional.of(Mistake.at("receiver", "agreements.receiver.not-yours"));
        }
        return receiver.equals(dataset.subject().organisation())
                ? Optional.of(Mistake.at("receiver", "agreements.receiver.owns"))
                : Optional.empty();
    }

    /// Sends the request; the draft is no more.
    ///
    /// @param receiver the organisation that she asks for; null for herself
    /// @return its number
    @Transactional
    long send(Viewer viewer, Dataset dataset, @Nullable String receiver, Terms terms) {
        Viewer.Person asker = AgreementDeeds.person(viewer);
        if (findMistake(viewer, dataset, receiver).isPresent()) throw Problem.forbidden("agreement-not-yours");
        long number = keep(viewer, dataset, Map.of());
        Instant now = clock.instant();
        LocalDate due = LocalDate.now(clock).plusDays(settings.answerDays());
        agreements.send(number, receiver, now, due);
        Agreement sent = agreements.find(number).orElseThrow();
        String giver = dataset.subject().organisation();
        agreements.propose(number, 1, terms, terms.digest(number, 1, giver, sent.receiverKey()), Side.RECEIVER, giver);
        deeds.tell(sent, 1, Said.Kind.ASKED, Side.RECEIVER, asker, terms.text(Term.PURPOSE), Kind.AGREEMENT_ASKED);
        return number;
    }
}
