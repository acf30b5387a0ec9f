package city.senne.trust.identity;

import city.senne.platform.store.CannotContinue;
import city.senne.platform.store.HomeOptions;
import city.senne.platform.store.Program;
import city.senne.platform.store.RunningServer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
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

        @Spec
        private CommandSpec spec;

        public Create(Program program) {
            this.program = program;
        }

        @Override
        public Integer call() {
            Optional<RunningServer> server = RunningServer.find(options.home());
            String key = server.isPresent()
                    ? OperatorRequest.post(
                                    server.get(), IdentityApi.KEYS, Map.of("name", name, "organisation", organisation))
                            .path("key")
                            .asString()
                    : program.open(
                            options,
                            application -> created(application
                                    .getBean(CreateKey.class)
                                    .create(new Viewer.Operator(), name, organisation)));
            spec.commandLine().getOut().println(key);
            return 0;
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
                case CreateKey.Outcome.NotAllowed _ -> throw new CannotContinue("The operator may not create keys.");
            };
        }
    }
}
