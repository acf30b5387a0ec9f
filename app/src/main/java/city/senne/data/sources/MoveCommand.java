package city.senne.data.sources;

import city.senne.platform.i18n.Language;
import city.senne.platform.i18n.Vocabulary;
import city.senne.platform.i18n.Words;
import city.senne.platform.store.CannotContinue;
import city.senne.platform.store.HomeOptions;
import city.senne.platform.store.Program;
import city.senne.platform.store.RunningServer;
import city.senne.platform.web.Problem;
import city.senne.trust.identity.OperatorRequest;
import city.senne.trust.identity.Viewer;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/// `./senne move`
@Command(
        name = "move",
        description =
                "Takes over all datasets of another portal, of Opendatasoft, CKAN or Senne: rows, fields and what is said"
                        + " of them. Says what could not come along. Run again it takes over what changed since.",
        footer = {"", "Example: ./senne move https://opendata.example.brussels --organisation city"})
public final class MoveCommand implements Callable<Integer> {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final long LOOKED_AT_EVERY = 500;

    private final Program program;

    @Mixin
    private HomeOptions options;

    @Parameters(paramLabel = "ADDRESS", description = "Of the portal, as a browser shows it.")
    private String address;

    @Option(
            names = "--organisation",
            paramLabel = "ID",
            description = "Whose the datasets become. Usual: nobody's but the administrators'.")
    private @Nullable String organisation;

    @Option(
            names = "--only",
            paramLabel = "ID",
            description = "A dataset to take over, with * for any letters; may be repeated. Usual: all.")
    private List<String> only = List.of();

    @Option(names = "--draft", description = "Keeps what is new from the public until somebody publishes it.")
    private boolean draft;

    @Option(names = "--dry-run", description = "Says what would be done, and does nothing.")
    private boolean dry;

    @Spec
    private CommandSpec spec;

    public MoveCommand(Program program) {
        this.program = program;
    }

    /// A server, or a home that is open in this very process.
    private interface Desk {
        List<SourceApi.Shown> list();

        SourceApi.Shown create(SourceApi.Wanted wanted);

        SourceApi.ShownRun read(long source, boolean dry);

        SourceApi.ShownRun follow(long run);

        List<SourceApi.ShownItem> items(long run, int offset);
    }

    @Override
    public Integer call() {
        Optional<RunningServer> server = RunningServer.find(options.home());
        return server.isPresent()
                ? move(new ServerDesk(server.get()))
                : program.open(options, application -> move(new HomeDesk(application)));
    }

    private int move(Desk desk) {
        PrintWriter out = spec.commandLine().getOut();
        SourceApi.Shown source = desk.list().stream()
                .filter(each -> each.address().equals(address)
                        && Objects.equals(each.organisation(), organisation)
                        && each.wanted().equals(String.join("\n", only))
                        && each.publishes() != draft)
                .findFirst()
                .orElseGet(() -> desk.create(new SourceApi.Wanted(
                        null,
                        null,
                        address,
                        organisation,
                        String.join("\n", only),
                        !draft,
                        null,
                        null,
                        null,
                        null,
                        null)));
        SourceApi.ShownRun run = desk.read(source.id(), dry);
        int shown = 0;
        while (true) {
            boolean isFinal = Run.State.of(run.state()).isFinal();
            for (List<SourceApi.ShownItem> items = desk.items(run.id(), shown);
                    !items.isEmpty();
                    items = desk.items(run.id(), shown)) {
                items.forEach(item -> tell(out, item));
                shown += items.size();
            }
            out.flush();
            if (isFinal) break;
            pause();
            run = desk.follow(run.id());
        }
        return summary(out, run);
    }

    private static void tell(PrintWriter out, SourceApi.ShownItem item) {
        String dataset = item.dataset();
        out.println("%-9s  %s%s"
                .formatted(
                        item.outcome(),
                        item.remoteId(),
                        dataset == null || dataset.equals(item.remoteId()) ? "" : "  as " + dataset));
        item.notes().forEach(note -> out.println("           " + note));
    }

    private int summary(PrintWriter out, SourceApi.ShownRun run) {
        out.println();
        out.println(dry ? "Nothing was done; this is what would be:" : "Datasets:");
        run.counts().forEach((outcome, count) -> {
            if (count > 0) out.println("  %-9s  %,d".formatted(outcome, count));
        });
        String refusal = run.refusal();
        if (refusal != null) throw new CannotContinue(refusal);
        if (!Run.State.of(run.state()).equals(Run.State.DONE)) throw new CannotContinue("It was stopped.");
        return run.counts().getOrDefault(Run.Outcome.REFUSED.apiName(), 0) == 0 ? 0 : 1;
    }

    private static void pause() {
        try {
            Thread.sleep(LOOKED_AT_EVERY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotContinue("Interrupted; run it again to read on.", e);
        }
    }

    private record ServerDesk(RunningServer server) implements Desk {
        @Override
        public List<SourceApi.Shown> list() {
            return List.of(JSON.treeToValue(OperatorRequest.get(server, SourceApi.PATH), SourceApi.Shown[].class));
        }

        @Override
        public SourceApi.Shown create(SourceApi.Wanted wanted) {
            return JSON.treeToValue(OperatorRequest.post(server, SourceApi.PATH, wanted), SourceApi.Shown.class);
        }

        @Override
        public SourceApi.ShownRun read(long source, boolean dry) {
            String path = SourceApi.PATH + "/" + source + "/runs?dry=" + dry;
            return JSON.treeToValue(OperatorRequest.post(server, path, Map.of()), SourceApi.ShownRun.class);
        }

        @Override
        public SourceApi.ShownRun follow(long run) {
            return JSON.treeToValue(
                    OperatorRequest.get(server, SourceApi.PATH + "/runs/" + run), SourceApi.ShownRun.class);
        }

        @Override
        public List<SourceApi.ShownItem> items(long run, int offset) {
            String path = SourceApi.PATH + "/runs/" + run + "/items?offset=" + offset;
            return List.of(JSON.treeToValue(OperatorRequest.get(server, path), SourceApi.ShownItem[].class));
        }
    }

    private static final class HomeDesk implements Desk {
        private static final Viewer OPERATOR = new Viewer.Operator();

        private final SourceApi api;
        private final Words words;

        private HomeDesk(ApplicationContext application) {
            this.api = application.getBean(SourceApi.class);
            this.words = application.getBean(Vocabulary.class).in(Language.EN);
        }

        @Override
        public List<SourceApi.Shown> list() {
            return api.list(OPERATOR);
        }

        @Override
        public SourceApi.Shown create(SourceApi.Wanted wanted) {
            try {
                return api.create(OPERATOR, wanted, words);
            } catch (Problem wrong) {
                throw new CannotContinue(words.of("problem." + wrong.code(), wrong.arguments()), wrong);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CannotContinue("Interrupted.", e);
            }
        }

        @Override
        public SourceApi.ShownRun read(long source, boolean dry) {
            return api.read(OPERATOR, source, dry, words);
        }

        @Override
        public SourceApi.ShownRun follow(long run) {
            return api.run(OPERATOR, run, words);
        }

        @Override
        public List<SourceApi.ShownItem> items(long run, int offset) {
            return api.items(OPERATOR, run, offset, words);
        }
    }
}
