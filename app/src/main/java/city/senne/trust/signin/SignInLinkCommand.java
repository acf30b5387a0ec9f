package city.senne.trust.signin;

import city.senne.platform.store.CannotContinue;
import city.senne.platform.store.HomeOptions;
import city.senne.platform.store.RunningServer;
import city.senne.trust.identity.OperatorRequest;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `./senne sign-in-link`
@Command(
        name = "sign-in-link",
        description = "Makes a link that signs the administrator in, once, within 24 hours. A server must be running.",
        footer = {"", "Example: ./senne sign-in-link --home /srv/senne"})
public final class SignInLinkCommand implements Callable<Integer> {
    @Mixin
    private HomeOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        RunningServer server = RunningServer.find(options.home())
                .orElseThrow(() -> new CannotContinue("No server runs on %s. Start one first: %s"
                        .formatted(options.home().root(), options.serveCommand())));
        String path = OperatorRequest.post(server, SignInLinkApi.SIGN_IN_LINKS, Map.of())
                .path("path")
                .asString();
        spec.commandLine().getOut().println(server.address().resolve(path));
        return 0;
    }
}
