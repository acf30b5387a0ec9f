package city.senne.trust.keys;

import city.senne.platform.store.CannotContinue;
import city.senne.platform.store.HomeOptions;
import city.senne.platform.store.Program;
import city.senne.platform.store.RunningServer;
import city.senne.trust.identity.OperatorRequest;
import city.senne.trust.identity.Scope;
import city.senne.trust.identity.Viewer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `./senne key`
@Command(
        name = "key",
        description = "Makes keys for programs.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = KeyCommand.Create.class)
public final class KeyCommand {

    /// `./senne key create`
    @Command(
            name = "create",
            description = "Creates an API key and prints it, once. Whoever has the home folder may do so.",
            footer = {"", "Example: KEY=$(./senne key create --name 'nightly import')"})
    public static final class Create implements Callable<Integer> {
        private final Program program;

        @Mixin
        private HomeOptions options;

        @Option(
                names = "--name",
                paramLabel = "N",
                required = true,
                description = "What the key is for; it is shown wherever the key acts.")
        private String name;

        @Option(
                names = "--organisation",
                paramLabel = "ID",
                defaultValue = "",
                description =
                        "The program sees what the members of this organisation see, and changes nothing. Without, it may do everything.")
        private String organisation;

        @Option(
                names = "--dataset",
                paramLabel = "ID",
                description = "The key is for this dataset alone; may be repeated. Without, for all.")
        private List<String> datasets = List.of();

        @Option(
                names = "--may",
                paramLabel = "VERB",
                split = ",",
                description =
                        "What the program may do with datasets, and no more: read, deliver, manage, or several of them.")
        private List<String> verbs = List.of();

        @Option(
                names = "--calls-a-day",
                paramLabel = "N",
                description = "How often the program may call the API in a day, where that is less than others may.")
        @Nullable
        private Long callsADay;

        @Option(
                names = "--purpose",
                paramLabel = "TEXT",
                defaultValue = "",
                description =
                        "For what all that the key asks is asked, such as 'agreement 12'. Without, its program says it with each question.")
        private String purpose;

        @Spec
        private CommandSpec spec;

        public Create(Program program) {
            this.program = program;
        }

        @Override
        public Integer call() {
            Scope scope = scope();
            Optional<RunningServer> server = RunningServer.find(options.home());
            String key = server.isPresent()
                    ? OperatorRequest.post(server.get(), KeyApi.KEYS, asked())
                            .path("key")
                            .asString()
                    : program.open(
                            options, application -> created(created(application.getBean(CreateKey.class), scope)));
            spec.commandLine().getOut().println(key);
            return 0;
        }

        private CreateKey.Outcome created(CreateKey createKey, @Nullable Scope scope) {
            return createKey.create(
                    new Viewer.Operator(),
                    new CreateKey.Wish(name, organisation, createKey.longest(), scope, callsADay, purpose));
        }

        private Map<String, Object> asked() {
            Map<String, Object> asked = new HashMap<>(
                    Map.of("name", name, "organisation", organisation, "datasets", datasets, "may", verbs));
            if (callsADay != null) asked.put("calls_a_day", callsADay);
            if (!purpose.isBlank()) asked.put("purpose", purpose);
            return asked;
        }

        private @Nullable Scope scope() {
            Set<Scope.Verb> may = new HashSet<>();
            for (String verb : verbs) {
                may.add(Scope.Verb.find(verb)
                        .orElseThrow(() -> new CannotContinue(
                                "'%s' is nothing that a key may do: read, deliver, manage.".formatted(verb))));
            }
            if (may.isEmpty() && datasets.isEmpty()) return null;
            return new Scope(
                    datasets.isEmpty() ? null : Set.copyOf(datasets), may.isEmpty() ? Set.of(Scope.Verb.READ) : may);
        }

        private static String created(CreateKey.Outcome outcome) {
            return switch (outcome) {
                case CreateKey.Outcome.Created created -> created.key().text();
                case CreateKey.Outcome.NameNeeded _ ->
                    throw new CannotContinue("Give the key a name of at most %d characters: --name 'nightly import'"
                            .formatted(CreateKey.LONGEST_NAME));
                case CreateKey.Outcome.NoSuchOrganisation unknown ->
                    throw new CannotContinue("There is no organisation '%s'.".formatted(unknown.id()));
                case CreateKey.Outcome.WrongDays wrong ->
                    throw new CannotContinue("A key lasts at most %d days.".formatted(wrong.longest()));
                case CreateKey.Outcome.WrongDataset wrong ->
                    throw new CannotContinue("'%s' is no id of a dataset, or one too many: a key is for at most %d."
                            .formatted(wrong.text(), Scope.MOST_DATASETS));
                case CreateKey.Outcome.ReadsOnly _ ->
                    throw new CannotContinue("A key for an organisation reads, and does nothing else: --may read");
                case CreateKey.Outcome.WrongCalls _ ->
                    throw new CannotContinue("A key may call at least once a day: --calls-a-day 1");
                case CreateKey.Outcome.NotAllowed _ -> throw new CannotContinue("The operator may not create keys.");
            };
        }
    }
}
