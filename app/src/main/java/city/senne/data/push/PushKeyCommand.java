package city.senne.data.push;

import city.senne.data.catalog.NoSuchDataset;
import city.senne.platform.store.CannotContinue;
import city.senne.platform.store.HomeOptions;
import city.senne.platform.store.Program;
import city.senne.platform.store.RunningServer;
import city.senne.trust.identity.OperatorRequest;
import city.senne.trust.identity.Viewer;
import city.senne.trust.keys.PushKeys;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `./senne push-key`
@Command(
        name = "push-key",
        description =
                "Creates a key with which a program adds and removes rows of one dataset, and prints it, once. It is"
                        + " revoked on the dataset's pages.",
        footer = {"", "Example: KEY=$(./senne push-key bike-counters --name 'counter 17')"})
public final class PushKeyCommand implements Callable<Integer> {
    private final Program program;

    @Mixin
    private HomeOptions options;

    @Parameters(paramLabel = "DATASET", description = "The id of the dataset.")
    private String dataset;

    @Option(names = "--name", paramLabel = "N", required = true, description = "What the key is for.")
    private String name;

    @Spec
    private CommandSpec spec;

    public PushKeyCommand(Program program) {
        this.program = program;
    }

    @Override
    public Integer call() {
        Optional<RunningServer> server = RunningServer.find(options.home());
        String key = server.isPresent()
                ? OperatorRequest.post(server.get(), PushApi.KEYS, Map.of("dataset", dataset, "name", name))
                        .path("key")
                        .asString()
                : program.open(options, this::created);
        spec.commandLine().getOut().println(key);
        return 0;
    }

    private String created(ApplicationContext application) {
        try {
            return application
                    .getBean(CreatePushKey.class)
                    .create(new Viewer.Operator(), dataset, name)
                    .orElseThrow(() -> new CannotContinue(
                            "Give the key a name of at most %d characters.".formatted(PushKeys.LONGEST_NAME)))
                    .text();
        } catch (NoSuchDataset unknown) {
            throw new CannotContinue("There is no dataset '%s'.".formatted(dataset), unknown);
        }
    }
}
