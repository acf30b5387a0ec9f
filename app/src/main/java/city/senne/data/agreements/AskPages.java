package city.senne.data.agreements;

import city.senne.data.catalog.Dataset;
import city.senne.platform.i18n.Words;
import city.senne.platform.web.Entries;
import city.senne.platform.web.Page;
import city.senne.trust.access.Access;
import city.senne.trust.identity.Organisation;
import city.senne.trust.identity.Organisations;
import city.senne.trust.identity.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Where somebody asks for what she does not see of a dataset.
@Controller
@RequestMapping("/datasets/{id}/ask")
class AskPages {
    private final AskForData askForData;
    private final Access access;
    private final Organisations organisations;
    private final Clock clock;

    AskPages(AskForData askForData, Access access, Organisations organisations, Clock clock) {
        this.askForData = askForData;
        this.access = access;
        this.organisations = organisations;
        this.clock = clock;
    }

    @GetMapping
    Page form(Viewer viewer, @PathVariable String id, @RequestParam(defaultValue = "") String kept, Words words) {
        Dataset dataset = askForData.askable(viewer, id);
        Entries entries = askForData
                .findDraft(AgreementDeeds.person(viewer), dataset)
                .map(draft -> new Entries(draft.draft()))
                .orElseGet(() -> beginning(viewer, dataset));
        return page(viewer, dataset, FormSheet.of(entries, offer(viewer, dataset), false))
                .with("kept", !kept.isEmpty());
    }

    @PostMapping
    Page answer(
            Viewer viewer,
            @PathVariable String id,
            @RequestParam(defaultValue = "keep") String choice,
            HttpServletRequest request,
            Words words) {
        Dataset dataset = askForData.askable(viewer, id);
        String path = "/datasets/" + dataset.id() + "/ask";
        Entries entries = Entries.of(request);
        entries.values().remove("choice");
        return switch (choice) {
            case "drop" -> {
                askForData.drop(viewer, dataset);
                yield Page.redirect("/datasets/" + dataset.id());
            }
            case "send" -> send(viewer, dataset, entries, words);
            default -> {
                askForData.keep(viewer, dataset, TermsForm.draft(entries));
                yield Page.redirect(path + "?kept=true");
            }
        };
    }

    private Page send(Viewer viewer, Dataset dataset, Entries entries, Words words) {
        Offer offer = offer(viewer, dataset);
        String receiver = TermsForm.receiver(entries).orElse(null);
        List<Mistake> mistakes = new ArrayList<>();
        askForData.findMistake(viewer, dataset, receiver).ifPresent(mistakes::add);
        TermsForm.Read read = TermsForm.read(entries, offer, LocalDate.now(clock));
        if (read instanceof TermsForm.Read.Wrong wrong) mistakes.addAll(wrong.mistakes());
        if (read instanceof TermsForm.Read.Good good && mistakes.isEmpty()) {
            Terms terms = good.terms().with(filled(viewer, dataset, receiver, good.terms(), words));
            return Page.redirect("/agreements/" + askForData.send(viewer, dataset, receiver, terms));
        }
        FormSheet sheet = FormSheet.of(entries, offer, false).wrong(mistakes, words);
        return page(viewer, dataset, sheet).status(HttpStatus.UNPROCESSABLE_CONTENT);
    }

    /// What an agreement says beside what was asked, as it mostly is; both sides change it as they like.
    private SortedMap<Term, String> filled(
            Viewer viewer, Dataset dataset, @Nullable String receiver, Terms terms, Words words) {
        PartyNames names = new PartyNames(organisations.list(), true, words);
        String giver = dataset.subject().organisation();
        SortedMap<Term, String> texts = new TreeMap<>(terms.texts());
        Map<Term, String> usual = Map.of(
                Term.GIVER_CONTROLLER,
                giver == null ? "" : names.organisation(giver),
                Term.RECEIVER_CONTROLLER,
                receiver == null ? viewer.name() : names.organisation(receiver),
                Term.FORMAT,
                words.of("agreements.usual.format"),
                Term.MEANS,
                words.of("agreements.usual.means"));
        usual.forEach((term, text) -> {
            if (!text.isEmpty()) texts.putIfAbsent(term, text);
        });
        return texts;
    }

    private Entries beginning(Viewer viewer, Dataset dataset) {
        Entries entries = new Entries();
        LocalDate today = LocalDate.now(clock);
        entries.put("from", today.toString());
        entries.put("until", today.plusYears(1).toString());
        entries.put(TermsForm.DEMAND, "true");
        List<Organisation> theirs = organisations(viewer, dataset);
        if (theirs.size() == 1) entries.put("receiver", theirs.getFirst().id());
        return entries;
    }

    private Offer offer(Viewer viewer, Dataset dataset) {
        return Offer.of(access, viewer, dataset, List.of());
    }

    /// Those that she may ask for.
    private List<Organisation> organisations(Viewer viewer, Dataset dataset) {
        return organisations.list().stream()
                .filter(each ->
                        askForData.findMistake(viewer, dataset, each.id()).isEmpty())
                .toList();
    }

    private Page.Template page(Viewer viewer, Dataset dataset, FormSheet sheet) {
        return Page.of(AskPages.class, "ask")
                .with("dataset", dataset)
                .with("sheet", sheet)
                .with("organisations", organisations(viewer, dataset))
                .with("viewer", viewer);
    }
}
