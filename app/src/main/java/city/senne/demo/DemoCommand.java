package city.senne.demo;

import city.senne.platform.store.AddressOptions;
import city.senne.platform.store.CannotContinue;
import city.senne.platform.store.HomeOptions;
import city.senne.platform.store.Program;
import city.senne.platform.store.RunningServer;
import city.senne.platform.store.SenneHome;
import city.senne.trust.identity.IssueSignInLink;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `./senne demo`
@Command(
        name = "demo",
        description = {
            "Starts the server on a fresh home with an invented city, and prints where it answers and a link that signs"
                    + " you in as its administrator.",
            "",
            "The home is the folder senne-demo beside the command; it is emptied at each start."
        })
public final class DemoCommand implements Callable<Integer> {
    private static final String MARK = "this-is-a-demo";

    private final Program program;

    @Mixin
    private AddressOptions address;

    @Spec
    private CommandSpec spec;

    public DemoCommand(Program program) {
        this.program = program;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Path folder = Path.of(System.getProperty("senne.folder", "")).resolve("senne-demo");
        HomeOptions options = new HomeOptions(fresh(folder));
        Program.Serving serving = program.serve(options, "127.0.0.1", address);
        FillDemo fillDemo = serving.application().getBean(FillDemo.class);
        fillDemo.fill(message -> {
            out.println(message);
            out.flush();
        });
        String link =
                serving.application().getBean(IssueSignInLink.class).issue().path();
        out.println("Senne is ready at " + serving.place());
        out.println("Sign in as administrator, once, with " + serving.address() + link);
        out.flush();
        serving.awaitStop();
        return 0;
    }

    /// Empties the folder, but only one that a demo made.
    private static Path fresh(Path folder) throws IOException {
        SenneHome home = new SenneHome(folder);
        RunningServer.find(home).ifPresent(running -> {
            throw new CannotContinue("The demo already runs at %s. Stop it first.".formatted(running.address()));
        });
        Path mark = folder.resolve(MARK);
        if (Files.exists(folder) && Files.notExists(mark) && !isEmpty(folder)) {
            throw new CannotContinue(
                    "The folder %s was not made by a demo; it is left as it is. Move it away first.".formatted(folder));
        }
        FileSystemUtils.deleteRecursively(folder);
        home.make();
        Files.writeString(mark, "./senne demo empties this folder at each start.\n");
        return folder;
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }
}
