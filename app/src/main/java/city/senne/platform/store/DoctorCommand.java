package city.senne.platform.store;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `./senne doctor`
@Command(
        name = "doctor",
        description = "Looks at this machine: what Senne needs, whether it is there, and how to get what is missing."
                + " Changes nothing. Ends with exit code 1 when the server would not run.")
public final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private HomeOptions options;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "The port that the server is to answer on. Usual: ${DEFAULT-VALUE}.",
            defaultValue = "8080")
    private int port;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<Machine.Finding> findings = new Machine(options, port).examine();
        for (Machine.Finding finding : findings) {
            out.printf("%-8s  %s%n", finding.state().word(), finding.what());
            if (!finding.advice().isEmpty()) {
                out.printf("%-8s  → %s%n", "", finding.advice());
            }
        }
        boolean runs = findings.stream().noneMatch(finding -> finding.state() == Machine.State.MISSING);
        out.println(runs ? "The server can run here." : "The server cannot run here yet.");
        return runs ? 0 : 1;
    }
}
