package city.senne.data.sources;

import city.senne.data.sources.SetUpSource.Mistake;
import city.senne.platform.i18n.Words;
import city.senne.platform.web.Page;
import city.senne.platform.web.Problem;
import city.senne.trust.identity.Organisation;
import city.senne.trust.identity.Organisations;
import city.senne.trust.identity.Viewer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Where publishers name the portals whose datasets they take over, and see what became of them.
@Controller
@RequestMapping("/sources")
class SourcePages {
    private static final int RUNS_SHOWN = 20;
    private static final int ITEMS_A_PAGE = 50;

    private final SetUpSource setUpSource;
    private final Runs runs;
    private final Organisations organisations;

    SourcePages(SetUpSource setUpSource, Runs runs, Organisations organisations) {
        this.setUpSource = setUpSource;
        this.runs = runs;
        this.organisations = organisations;
    }

    @GetMapping
    Page list(Viewer viewer) {
        requireMaker(viewer);
        return Page.of(SourcePages.class, "sources")
                .with("sources", setUpSource.list(viewer))
                .with("runs", runs.listLast());
    }

    @GetMapping("/new")
    Page ask(Viewer viewer, Words words) {
        requireMaker(viewer);
        var usual = new SourceWish(
                "",
                "",
                "",
                "",
                "",
                false,
                Source.Absence.KEEP.apiName(),
                Source.USUAL_HOLD.toString(),
                "",
                words.zone().getId());
        return form(viewer, "/sources", usual, List.of(), words);
    }

    @PostMapping
    Page create(Viewer viewer, @ModelAttribute WrittenWish written, Words words) throws InterruptedException {
        return switch (setUpSource.create(viewer, written.wish())) {
            case SetUpSource.Outcome.Kept kept ->
                Page.redirect("/sources/" + kept.source().id());
            case SetUpSource.Outcome.Wrong wrong -> form(viewer, "/sources", written.wish(), wrong.mistakes(), words);
        };
    }

    @GetMapping("/{id}")
    Page show(Viewer viewer, @PathVariable long id, @RequestParam(defaultValue = "1") int page) {
        Source source = setUpSource.find(viewer, id);
        List<Run> all = runs.list(id, RUNS_SHOWN);
        return page(viewer, source, all, all.isEmpty() ? null : all.getFirst(), page);
    }

    @GetMapping("/{id}/runs/{run}")
    Page show(
            Viewer viewer, @PathVariable long id, @PathVariable long run, @RequestParam(defaultValue = "1") int page) {
        Run shown = setUpSource.findRun(viewer, run);
        if (shown.source() != id) throw Problem.notFound("source-unknown");
        return page(viewer, setUpSource.find(viewer, id), runs.list(id, RUNS_SHOWN), shown, page);
    }

    @GetMapping("/{id}/edit")
    Page edit(Viewer viewer, @PathVariable long id, Words words) {
        Source source = setUpSource.find(viewer, id);
        var now = new SourceWish(
                source.name(),
                source.kind().apiName(),
                source.address(),
                Objects.requireNonNullElse(source.organisation(), ""),
                source.wanted(),
                source.publishes(),
                source.onAbsence().apiName(),
                Objects.toString(source.holdAbove(), ""),
                source.schedule(),
                source.zone().getId());
        return form(viewer, "/sources/" + id, now, List.of(), words);
    }

    @PostMapping("/{id}")
    Page change(Viewer viewer, @PathVariable long id, @ModelAttribute WrittenWish written, Words words)
            throws InterruptedException {
        return switch (setUpSource.change(viewer, id, written.wish())) {
            case SetUpSource.Outcome.Kept _ -> Page.redirect("/sources/" + id);
            case SetUpSource.Outcome.Wrong wrong ->
                form(viewer, "/sources/" + id, written.wish(), wrong.mistakes(), words);
        };
    }

    @PostMapping("/{id}/read")
    Page read(Viewer viewer, @PathVariable long id, @RequestParam(defaultValue = "false") boolean dry) {
        var _ = setUpSource.read(viewer, id, dry);
        return Page.redirect("/sources/" + id);
    }

    @PostMapping("/{id}/runs/{run}/stop")
    Page stop(Viewer viewer, @PathVariable long id, @PathVariable long run) {
        setUpSource.stop(viewer, setUpSource.findRun(viewer, run));
        return Page.redirect("/sources/" + id);
    }

    @PostMapping("/{id}/remove")
    Page remove(Viewer viewer, @PathVariable long id) {
        setUpSource.remove(viewer, id);
        return Page.redirect("/sources");
    }

    /// The words of the form, by their names in it.
    record WrittenWish(
            String name,
            String kind,
            String address,
            String organisation,
            String wanted,
            boolean publishes,
            String absence,
            String hold,
            String schedule,
            String zone) {
        SourceWish wish() {
            return new SourceWish(
                    said(name),
                    said(kind),
                    said(address).strip(),
                    said(organisation),
                    said(wanted),
                    publishes,
                    said(absence),
                    said(hold).strip(),
                    said(schedule),
                    said(zone).strip());
        }

        /// What a form leaves out is empty.
        private static String said(@Nullable String text) {
            return Objects.requireNonNullElse(text, "");
        }
    }

    private void requireMaker(Viewer viewer) {
        if (viewer instanceof Viewer.Anonymous) throw Problem.signInNeeded();
        if (!setUpSource.maySetUp(viewer)) throw Problem.forbidden("sources-of-publishers");
    }

    private Page page(Viewer viewer, Source source, List<Run> all, @Nullable Run shown, int page) {
        Page.Template template = Page.of(SourcePages.class, "source")
                .with("source", source)
                .with("organisation", Optional.ofNullable(source.organisation()).flatMap(organisations::find))
                .with("held", setUpSource.listHeld(viewer, source))
                .with("runs", all);
        if (shown == null) return template;
        Map<Run.Outcome, Integer> counts = runs.counts(shown.id());
        int items = counts.values().stream().mapToInt(Integer::intValue).sum();
        int pages = Math.max(1, (items + ITEMS_A_PAGE - 1) / ITEMS_A_PAGE);
        int current = Math.clamp(page, 1, pages);
        return template.with("shown", List.of(shown))
                .with("counts", counts)
                .with("items", runs.items(shown.id(), ITEMS_A_PAGE, (current - 1) * ITEMS_A_PAGE))
                .with("page", current)
                .with("pages", pages);
    }

    private Page form(Viewer viewer, String path, SourceWish wish, List<Mistake> mistakes, Words words) {
        boolean isNew = path.equals("/sources");
        List<Organisation> hers = viewer.isAdministrator()
                ? organisations.list()
                : setUpSource.organisations(viewer).stream()
                        .flatMap(each -> organisations.find(each).stream())
                        .toList();
        Page.Template page = Page.of(SourcePages.class, "source-form")
                .with("path", path)
                .with("wish", wish)
                .with("organisations", isNew ? hers : List.<Organisation>of())
                .with("isAdministrator", viewer.isAdministrator())
                .with(
                        "errors",
                        mistakes.stream()
                                .collect(Collectors.toMap(
                                        Mistake::place, mistake -> words.of(mistake.why()), (first, _) -> first)));
        return mistakes.isEmpty() ? page : page.status(HttpStatus.UNPROCESSABLE_CONTENT);
    }
}
