package city.senne.platform.store;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `./senne serve`
@Command(
        name = "serve",
        description = "Starts the server and says where it answers. Ctrl-C stops it.",
        footer = {"", "Example: ./senne serve --home /srv/senne --port 8080"})
public final class ServeCommand implements Callable<Integer> {
    private final Program program;

    @Mixin
    private HomeOptions options;

    @Mixin
    private AddressOptions address;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "The address to answer on. Usual: ${DEFAULT-VALUE}, which only this machine reaches; put a"
                    + " web server with TLS before it, or name 0.0.0.0 to be reached from elsewhere.",
            defaultValue = "127.0.0.1")
    private String host;

    @Spec
    private CommandSpec spec;

    public ServeCommand(Program program) {
        this.program = program;
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Program.Serving serving = program.serve(options, host, address);
        out.println("Senne is ready at " + serving.place());
        out.flush();
        serving.awaitStop();
        return 0;
    }
}
