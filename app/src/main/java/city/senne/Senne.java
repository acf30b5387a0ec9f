package city.senne;

import city.senne.data.ingest.command.PublishCommand;
import city.senne.data.portability.ExportAllCommand;
import city.senne.data.portability.ImportAllCommand;
import city.senne.data.push.PushKeyCommand;
import city.senne.data.sources.MoveCommand;
import city.senne.demo.DemoCommand;
import city.senne.platform.store.BackupCommand;
import city.senne.platform.store.CannotContinue;
import city.senne.platform.store.ComponentsCommand;
import city.senne.platform.store.DoctorCommand;
import city.senne.platform.store.Program;
import city.senne.platform.store.RehearseCommand;
import city.senne.platform.store.RestoreCommand;
import city.senne.platform.store.ServeCommand;
import city.senne.platform.store.TestCommand;
import city.senne.trust.journal.JournalCommand;
import city.senne.trust.keys.KeyCommand;
import city.senne.trust.signin.SignInLinkCommand;
import java.io.PrintWriter;
import java.lang.reflect.Constructor;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// The program. `./senne --help` lists what it can do; each command lives in the module it opens.
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
@Command(
        name = "senne",
        description = "Publishes, keeps and answers for the data of a city: one program, one folder.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Senne.Version.class,
        subcommands = {
            DemoCommand.class,
            ServeCommand.class,
            PublishCommand.class,
            MoveCommand.class,
            ExportAllCommand.class,
            ImportAllCommand.class,
            KeyCommand.class,
            PushKeyCommand.class,
            SignInLinkCommand.class,
            JournalCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            DoctorCommand.class,
            ComponentsCommand.class,
            TestCommand.class,
            RehearseCommand.class,
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Done.",
            "1:Not done; the last line says why and what to do.",
            "2:The command was not understood.",
            "70:A fault in Senne itself; please report it.",
            "130, 143:Stopped by Ctrl-C or by the system."
        })
public class Senne {
    private static final int REFUSED = 1;
    private static final int FAULT = 70;
    private static final String CARRIERS = "jdk.virtualThreadScheduler.parallelism";
    private static final int USUAL_CARRIERS = 64;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Shows this help and ends.")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Shows the version and ends.")
    private boolean version;

    public static void main(String[] arguments) {
        // A call into DuckDB keeps the thread that carries it. With one carrier a processor, as is usual, two long
        // questions on two processors would stop everybody: there are more than all questions and tiles at once need.
        if (System.getProperty(CARRIERS) == null) System.setProperty(CARRIERS, Integer.toString(USUAL_CARRIERS));
        int exitCode = commandLine().execute(arguments);
        System.exit(exitCode);
    }

    /// The whole tree of commands, as `./senne` runs it.
    static CommandLine commandLine() {
        Program program = new Program(Senne.class);
        CommandLine line = new CommandLine(Senne.class, new Constructing(program));
        line.setExecutionStrategy(new CommandLine.RunLast());
        line.setExecutionExceptionHandler((failure, command, _) -> {
            PrintWriter err = command.getErr();
            if (failure instanceof CannotContinue known) {
                err.println(known.getMessage());
                return REFUSED;
            }
            failure.printStackTrace(err);
            return FAULT;
        });
        return line;
    }

    /// Gives the program to the commands that ask for it.
    private record Constructing(Program program) implements IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            for (Constructor<?> constructor : type.getDeclaredConstructors()) {
                if (constructor.getParameterCount() == 1 && constructor.getParameterTypes()[0] == Program.class) {
                    return type.cast(constructor.newInstance(program));
                }
            }
            return CommandLine.defaultFactory().create(type);
        }
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"Senne %s (Java %s)".formatted(Program.version(), Runtime.version())};
        }
    }
}
