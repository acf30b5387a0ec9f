package city.senne.data.agreements;

import city.senne.data.catalog.Catalog;
import city.senne.data.catalog.Dataset;
import city.senne.platform.i18n.Words;
import city.senne.platform.portal.CurrentPortal;
import city.senne.platform.web.Entries;
import city.senne.platform.web.Page;
import city.senne.platform.web.Problem;
import city.senne.trust.access.Access;
import city.senne.trust.credentials.ConfirmPerson;
import city.senne.trust.identity.Organisations;
import city.senne.trust.identity.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The page of one agreement, from the request to its end. To others than the two sides, their data protection officers
/// and administrators it is not there, unless it is published.
@Controller
@RequestMapping("/agreements/{number:\\d{1,15}}")
class AgreementPages {
    private final Agreements agreements;
    private final Parties parties;
    private final NegotiateTerms negotiateTerms;
    private final DecideRequest decideRequest;
    private final SignAgreement signAgreement;
    private final ConfirmPerson confirmPerson;
    private final Catalog catalog;
    private final Access access;
    private final Organisations organisations;
    private final AgreementPdf agreementPdf;
    private final CurrentPortal portal;
    private final Clock clock;

    AgreementPages(
            Agreements agreements,
            Parties parties,
            NegotiateTerms negotiateTerms,
            DecideRequest decideRequest,
            SignAgreement signAgreement,
            ConfirmPerson confirmPerson,
            Catalog catalog,
            Access access,
            Organisations organisations,
            AgreementPdf agreementPdf,
            CurrentPortal portal,
            Clock clock) {
        this.agreements = agreements;
        this.parties = parties;
        this.negotiateTerms = negotiateTerms;
        this.decideRequest = decideRequest;
        this.signAgreement = signAgreement;
        this.confirmPerson = confirmPerson;
        this.catalog = catalog;
        this.access = access;
        this.organisations = organisations;
        this.agreementPdf = agreementPdf;
        this.portal = portal;
        this.clock = clock;
    }

    @GetMapping
    Page page(Viewer viewer, @PathVariable long number, @RequestParam(defaultValue = "0") int version, Words words) {
        Agreement agreement = agreements.find(number).orElseThrow(Problem::notFound);
        Optional<Parties.Standing> standing = parties.find(viewer, agreement);
        if (standing.isEmpty()) {
            return Page.of(AgreementPages.class, "published").with("sheet", published(viewer, agreement, words));
        }
        if (agreement.state() == Agreement.State.DRAFT) {
            return Page.redirect("/datasets/" + agreement.dataset() + "/ask");
        }
        return page(viewer, agreement, standing.get(), version, words);
    }

    /// Printed in the language of the reader; for those to whom it is published, without names.
    @GetMapping("/agreement.pdf")
    ResponseEntity<byte[]> print(
            Viewer viewer, @PathVariable long number, @RequestParam(defaultValue = "0") int version, Words words) {
        Agreement agreement = agreements.find(number).orElseThrow(Problem::notFound);
        Optional<Parties.Standing> standing = parties.find(viewer, agreement);
        if (agreement.state() == Agreement.State.DRAFT) throw Problem.notFound();
        AgreementSheet sheet = standing.isPresent()
                ? sheet(viewer, agreement, standing.get(), version, words)
                : published(viewer, agreement, words);
        String site = portal.portal().name(words.language());
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"agreement-" + number + ".pdf\"")
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .body(agreementPdf.print(sheet, standing.isPresent(), site, words));
    }

    @PostMapping("/say")
    Page say(Viewer viewer, @PathVariable long number, HttpServletRequest request, Words words) {
        Entries entries = Entries.of(request);
        return back(
                viewer, number, negotiateTerms.say(viewer, number, TermsForm.text(entries, "text")), entries, words);
    }

    @PostMapping("/decision")
    Page decide(Viewer viewer, @PathVariable long number, HttpServletRequest request, Words words) {
        Entries entries = Entries.of(request);
        boolean approved = entries.text("decision").equals("approve");
        if (!approved && !entries.text("decision").equals("refuse")) {
            return back(
                    viewer, number, Optional.of(Mistake.at("decision", "agreements.decision.needed")), entries, words);
        }
        String reason = TermsForm.text(entries, "motive");
        return back(viewer, number, decideRequest.decide(viewer, number, approved, reason), entries, words);
    }

    @PostMapping("/withdraw")
    Page withdraw(Viewer viewer, @PathVariable long number) {
        decideRequest.withdraw(viewer, number);
        return Page.redirect("/agreements/" + number);
    }

    @PostMapping("/opinion")
    Page advise(Viewer viewer, @PathVariable long number, HttpServletRequest request, Words words) {
        Entries entries = Entries.of(request);
        Optional<Said.Kind> opinion = Arrays.stream(Said.Kind.values())
                .filter(kind -> kind.isOpinion() && kind.apiName().equals(entries.text("kind")))
                .findFirst();
        Optional<Mistake> mistake = opinion.isEmpty()
                ? Optional.of(Mistake.at("kind", "agreements.opinion.needed"))
                : negotiateTerms.advise(
                        viewer, number, entries.revision(), opinion.get(), TermsForm.text(entries, "opinion"));
        return back(viewer, number, mistake, entries, words);
    }

    @PostMapping("/sign")
    Page sign(
            Viewer viewer,
            @PathVariable long number,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request,
            Words words) {
        Entries entries = Entries.of(request);
        entries.values().remove("password");
        Viewer.Person person = AgreementDeeds.person(viewer);
        Agreement agreement = agreements.find(number).orElseThrow(Problem::notFound);
        if (parties.find(viewer, agreement).isEmpty()) throw Problem.notFound();
        ConfirmPerson.Outcome confirmed = confirmPerson.confirm(person, password, request);
        Optional<Mistake> mistake = switch (confirmed) {
            case CONFIRMED, CONFIRMED_BY_PASSKEY -> signAgreement.sign(viewer, number, entries.revision());
            case WRONG_PASSWORD -> Optional.of(Mistake.at("password", "agreements.sign.password-wrong"));
            case TOO_LONG_AGO -> Optional.of(Mistake.at("sign", "agreements.sign.too-long-ago"));
            default -> Optional.of(Mistake.at("password", confirmed.word()));
        };
        return back(viewer, number, mistake, entries, words);
    }

    @PostMapping("/end")
    Page end(Viewer viewer, @PathVariable long number, HttpServletRequest request, Words words) {
        Entries entries = Entries.of(request);
        String reason = TermsForm.text(entries, "motive");
        return back(viewer, number, signAgreement.terminate(viewer, number, reason), entries, words);
    }

    @GetMapping("/terms")
    Page terms(Viewer viewer, @PathVariable long number, Words words) {
        Change change = change(viewer, number);
        Entries entries = TermsForm.entries(change.agreement.current().terms());
        return termsPage(change, FormSheet.of(entries, change.offer, true));
    }

    @PostMapping("/terms")
    Page propose(Viewer viewer, @PathVariable long number, HttpServletRequest request, Words words) {
        Change change = change(viewer, number);
        Entries entries = Entries.of(request);
        FormSheet sheet = FormSheet.of(entries, change.offer, true);
        return switch (TermsForm.read(entries, change.offer, LocalDate.now(clock))) {
            case TermsForm.Read.Wrong wrong ->
                termsPage(change, sheet.wrong(wrong.mistakes(), words)).status(HttpStatus.UNPROCESSABLE_CONTENT);
            case TermsForm.Read.Good good -> {
                Optional<Mistake> mistake = negotiateTerms.propose(viewer, number, entries.revision(), good.terms());
                yield mistake.isEmpty()
                        ? Page.redirect("/agreements/" + number)
                        : termsPage(change, sheet.wrong(mistake.stream().toList(), words))
                                .status(HttpStatus.UNPROCESSABLE_CONTENT);
            }
        };
    }

    private record Change(Agreement agreement, Dataset dataset, Offer offer) {}

    /// Throws Problem for those who may not propose other terms.
    private Change change(Viewer viewer, long number) {
        Agreement agreement = agreements.find(number).orElseThrow(Problem::notFound);
        Parties.Standing standing = parties.find(viewer, agreement).orElseThrow(Problem::notFound);
        if (standing.side() == null || !agreement.isAlive()) throw Problem.forbidden("agreement-not-yours");
        Dataset dataset = catalog.dataset(viewer, agreement.dataset());
        return new Change(
                agreement,
                dataset,
                Offer.of(access, viewer, dataset, agreement.current().terms().columns()));
    }

    private Page.Template termsPage(Change change, FormSheet sheet) {
        return Page.of(AgreementPages.class, "terms")
                .with("agreement", change.agreement)
                .with("dataset", change.dataset)
                .with("sheet", sheet);
    }

    private Page back(Viewer viewer, long number, Optional<Mistake> mistake, Entries entries, Words words) {
        if (mistake.isEmpty()) return Page.redirect("/agreements/" + number);
        Agreement agreement = agreements.find(number).orElseThrow(Problem::notFound);
        Parties.Standing standing = parties.find(viewer, agreement).orElseThrow(Problem::notFound);
        Mistake wrong = mistake.get();
        return page(viewer, agreement, standing, 0, words)
                .with("entries", entries)
                .with("errors", Map.of(wrong.place(), words.of(wrong.word(), wrong.argument())))
                .status(HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private Page.Template page(
            Viewer viewer, Agreement agreement, Parties.Standing standing, int version, Words words) {
        AgreementSheet sheet = sheet(viewer, agreement, standing, version, words);
        return Page.of(AgreementPages.class, "agreement")
                .with("sheet", sheet)
                .with("entries", new Entries())
                .with("errors", Map.of());
    }

    private AgreementSheet sheet(
            Viewer viewer, Agreement agreement, Parties.Standing standing, int version, Words words) {
        boolean exists = agreement.versions().stream().anyMatch(each -> each.number() == version);
        Agreement.Version shown = exists ? agreement.version(version) : agreement.current();
        Side side = standing.side();
        boolean known = catalog.find(viewer, agreement.dataset()).isPresent();
        return new AgreementSheet(
                agreement,
                shown,
                standing,
                new PartyNames(organisations.list(), true, words),
                side == null ? null : obstacle(agreement, side, words),
                viewer instanceof Viewer.Person person ? confirmPerson.means(person) : ConfirmPerson.Means.NONE,
                side != null && agreement.isAlive() && known,
                known,
                LocalDate.now(clock));
    }

    private @Nullable String obstacle(Agreement agreement, Side side, Words words) {
        return signAgreement
                .findObstacle(agreement, side)
                .map(wrong -> words.of(wrong.word(), wrong.argument()))
                .orElse(null);
    }

    /// What was signed, for everybody: no word of the people who did it, or of what they wrote to each other.
    private AgreementSheet published(Viewer viewer, Agreement agreement, Words words) {
        if (!agreement.isPublic()) throw Problem.notFound();
        return new AgreementSheet(
                agreement,
                agreement.findSigned().orElseThrow(),
                Parties.Standing.READER,
                new PartyNames(organisations.list(), false, words),
                null,
                ConfirmPerson.Means.NONE,
                false,
                catalog.find(viewer, agreement.dataset()).isPresent(),
                LocalDate.now(clock));
    }
}
