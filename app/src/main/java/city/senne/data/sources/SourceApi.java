package city.senne.data.sources;

import city.senne.data.sources.SetUpSource.Mistake;
import city.senne.platform.i18n.Words;
import city.senne.platform.web.Problem;
import city.senne.trust.identity.Viewer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Sources for programs, and for the command that moves a portal.
@RestController
@RequestMapping(SourceApi.PATH)
class SourceApi {
    static final String PATH = "/api/sources";
    static final int ITEMS_AT_ONCE = 200;

    private final SetUpSource setUpSource;
    private final Runs runs;

    SourceApi(SetUpSource setUpSource, Runs runs) {
        this.setUpSource = setUpSource;
        this.runs = runs;
    }

    /// What a source is to be; what is left out is as usual.
    ///
    /// @param holds whether what takes too much away waits for a decision
    /// @param holdAbove in hundredths of the rows
    record Wanted(
            @Nullable String name,
            @Nullable String kind,
            @Nullable String address,
            @Nullable String organisation,
            @Nullable String wanted,
            @Nullable Boolean publishes,
            @Nullable String onAbsence,
            @Nullable Boolean holds,
            @Nullable Integer holdAbove,
            @Nullable String schedule,
            @Nullable String timeZone) {
        SourceWish wish() {
            String where = Objects.requireNonNullElse(address, "");
            return new SourceWish(
                    Objects.requireNonNullElse(name, where.length() > 100 ? where.substring(0, 100) : where),
                    Objects.requireNonNullElse(kind, ""),
                    where,
                    Objects.requireNonNullElse(organisation, ""),
                    Objects.requireNonNullElse(wanted, ""),
                    Boolean.TRUE.equals(publishes),
                    Objects.requireNonNullElse(onAbsence, Source.Absence.KEEP.apiName()),
                    Boolean.FALSE.equals(holds)
                            ? ""
                            : Objects.requireNonNullElse(holdAbove, Source.USUAL_HOLD)
                                    .toString(),
                    Objects.requireNonNullElse(schedule, ""),
                    Objects.requireNonNullElse(timeZone, "Europe/Brussels"));
        }
    }

    record Shown(
            long id,
            String name,
            String kind,
            String address,
            @Nullable String organisation,
            String wanted,
            boolean publishes,
            @Nullable Integer holdAbove,
            String schedule) {
        static Shown of(Source source) {
            return new Shown(
                    source.id(),
                    source.name(),
                    source.kind().apiName(),
                    source.address(),
                    source.organisation(),
                    source.wanted(),
                    source.publishes(),
                    source.holdAbove(),
                    source.schedule());
        }
    }

    /// @param counts how many datasets came to what until now
    /// @param refusal why the source could not be read to its end, or null
    record ShownRun(
            long id,
            long source,
            boolean dry,
            String state,
            @Nullable Integer announced,
            Map<String, Integer> counts,
            @Nullable String refusal) {}

    record ShownItem(
            String remoteId,
            String title,
            String outcome,
            @Nullable String dataset,
            @Nullable UUID delivery,
            List<String> notes) {}

    @GetMapping
    List<Shown> list(Viewer viewer) {
        return setUpSource.list(viewer).stream().map(Shown::of).toList();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Shown create(Viewer viewer, @RequestBody Wanted wanted, Words words) throws InterruptedException {
        return switch (setUpSource.create(viewer, wanted.wish())) {
            case SetUpSource.Outcome.Kept kept -> Shown.of(kept.source());
            case SetUpSource.Outcome.Wrong wrong -> {
                Mistake first = wrong.mistakes().getFirst();
                throw Problem.invalid("source-wrong", first.place(), words.of(first.why()));
            }
        };
    }

    @PostMapping("/{id}/runs")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ShownRun read(
            Viewer viewer, @PathVariable long id, @RequestParam(defaultValue = "false") boolean dry, Words words) {
        return setUpSource
                .read(viewer, id, dry)
                .map(run -> shown(run, words))
                .orElseThrow(() -> new Problem(HttpStatus.CONFLICT, "source-busy"));
    }

    @GetMapping("/runs/{run}")
    ShownRun run(Viewer viewer, @PathVariable long run, Words words) {
        return shown(setUpSource.findRun(viewer, run), words);
    }

    /// In the order in which they were read.
    @GetMapping("/runs/{run}/items")
    List<ShownItem> items(
            Viewer viewer, @PathVariable long run, @RequestParam(defaultValue = "0") int offset, Words words) {
        setUpSource.findRun(viewer, run);
        return runs.items(run, ITEMS_AT_ONCE, Math.max(0, offset)).stream()
                .map(item -> new ShownItem(
                        item.remoteId(),
                        item.title(),
                        item.outcome().apiName(),
                        item.dataset(),
                        item.delivery(),
                        item.notes().stream().map(note -> note.text(words)).toList()))
                .toList();
    }

    @PostMapping("/runs/{run}/stop")
    ShownRun stop(Viewer viewer, @PathVariable long run, Words words) {
        setUpSource.stop(viewer, setUpSource.findRun(viewer, run));
        return shown(setUpSource.findRun(viewer, run), words);
    }

    private ShownRun shown(Run run, Words words) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        Map<Run.Outcome, Integer> all = runs.counts(run.id());
        for (Run.Outcome outcome : Run.Outcome.values()) {
            counts.put(outcome.apiName(), all.getOrDefault(outcome, 0));
        }
        Note refusal = run.refusal();
        return new ShownRun(
                run.id(),
                run.source(),
                run.dry(),
                run.state().apiName(),
                run.announced(),
                counts,
                refusal == null ? null : refusal.text(words));
    }
}
