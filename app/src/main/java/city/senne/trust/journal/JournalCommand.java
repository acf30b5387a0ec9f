package city.senne.trust.journal;

import city.senne.engine.table.CsvWriter;
import city.senne.platform.store.CannotContinue;
import city.senne.platform.store.HomeDatabase;
import city.senne.platform.store.HomeOptions;
import city.senne.platform.store.Program;
import city.senne.platform.store.RunningServer;
import city.senne.trust.identity.OperatorRequest;
import city.senne.trust.identity.Viewer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `./senne journal`
@Command(
        name = "journal",
        description = "Looks after the journal of what was done.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {JournalCommand.Verify.class, JournalCommand.Export.class, JournalCommand.Erase.class})
public final class JournalCommand {
    private static final String NONE = "42P01"; // undefined_table

    /// What is done with the database of a home, whether or not a server runs on it.
    @FunctionalInterface
    private interface Act<T> {
        T on(Connection connection) throws SQLException, IOException;
    }

    private static <T> T open(HomeOptions options, Act<T> act) throws Exception {
        try (HomeDatabase database = HomeDatabase.open(options);
                Connection connection = database.connect()) {
            return act.on(connection);
        } catch (SQLException e) {
            if (!NONE.equals(e.getSQLState())) throw e;
            throw new CannotContinue(
                    "%s holds no journal yet. Start the server on it once: %s"
                            .formatted(options.home().root(), options.serveCommand()),
                    e);
        }
    }

    /// `./senne journal verify`
    @Command(
            name = "verify",
            description = "Recomputes the journal from its entries and names each one that was changed, removed, put"
                    + " in or reordered. A server may go on working meanwhile.",
            footer = {"", "Example: ./senne journal verify --heads /mnt/audit/senne-heads.jsonl"})
    public static final class Verify implements Callable<Integer> {
        @Mixin
        private HomeOptions options;

        @Option(
                names = "--heads",
                paramLabel = "FILE",
                description = "The signed heads that were kept in a second place. Without them nobody can tell a"
                        + " journal that was written anew as a whole.")
        private @Nullable Path file;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws Exception {
            List<TreeHead> heads = file == null ? List.of() : read(file);
            VerifyJournal.Result result = open(options, connection -> VerifyJournal.verify(connection, heads));
            PrintWriter out = spec.commandLine().getOut();
            out.printf(
                    "%,d entries, %,d signed heads fit%s. %,d things about people were erased.%n",
                    result.entries(),
                    result.heads(),
                    file == null ? "" : " (%,d were read from %s)".formatted(heads.size(), file),
                    result.erased());
            out.printf("Root: %s%n", result.root());
            if (result.faults().isEmpty()) {
                out.println("The journal is as it was told.");
                return 0;
            }
            result.faults().forEach(out::println);
            throw new CannotContinue("The journal is not as it was told. Keep this home and its backups as they are,"
                    + " and find out who could write to its database.");
        }

        private static List<TreeHead> read(Path file) throws IOException {
            if (!Files.isReadable(file)) throw new CannotContinue("The file %s cannot be read.".formatted(file));
            try {
                return Files.readAllLines(file).stream()
                        .filter(line -> !line.isBlank())
                        .map(TreeHead::parse)
                        .toList();
            } catch (IllegalArgumentException e) {
                throw new CannotContinue("%s in %s".formatted(e.getMessage(), file), e);
            }
        }
    }

    /// `./senne journal export`
    @Command(
            name = "export",
            description = "Prints all entries, the oldest first.",
            footer = {"", "Example: ./senne journal export --format csv > journal.csv"})
    public static final class Export implements Callable<Integer> {
        private static final int ROWS_AT_ONCE = 1000;

        enum Format {
            jsonl,
            csv
        }

        @Mixin
        private HomeOptions options;

        @Option(
                names = "--format",
                paramLabel = "F",
                defaultValue = "jsonl",
                description = "jsonl (usual) has all that it takes to compute the tree anew, csv is for spreadsheets.")
        private Format format;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws Exception {
            PrintWriter out = spec.commandLine().getOut();
            open(options, connection -> {
                connection.setAutoCommit(false);
                CsvWriter csv = format == Format.csv ? EntryFiles.csv(out) : null;
                try (Statement statement = connection.createStatement()) {
                    statement.setFetchSize(ROWS_AT_ONCE);
                    try (ResultSet row = statement.executeQuery(JournalRows.ENTRIES + " order by entry.sequence")) {
                        while (row.next()) {
                            KeptEntry entry = JournalRows.entry(row);
                            if (csv != null) EntryFiles.write(entry, csv);
                            else out.println(EntryFiles.json(entry));
                        }
                    }
                }
                return 0;
            });
            out.flush();
            return 0;
        }
    }

    /// `./senne journal erase`
    @Command(
            name = "erase",
            description = "Erases what the journal says about a person. Entries and tree stay; backups that were made"
                    + " before still hold it.",
            footer = {"", "Example: ./senne journal erase --person 'Amina El Amrani'"})
    public static final class Erase implements Callable<Integer> {
        private final Program program;

        @Mixin
        private HomeOptions options;

        @Option(
                names = "--person",
                paramLabel = "P",
                required = true,
                description = "Her name, login or id, as the journal has it.")
        private String person;

        @Spec
        private CommandSpec spec;

        public Erase(Program program) {
            this.program = program;
        }

        @Override
        public Integer call() {
            if (person.isBlank()) throw new CannotContinue("Name somebody: --person 'Amina El Amrani'");
            Optional<RunningServer> server = RunningServer.find(options.home());
            int entries = server.isPresent()
                    ? OperatorRequest.post(server.get(), JournalApi.ERASURES, Map.of("person", person))
                            .path("entries")
                            .asInt()
                    : program.open(
                            options,
                            application -> application
                                    .getBean(ErasePersonalData.class)
                                    .erase(new Viewer.Operator(), person.strip()));
            spec.commandLine().getOut().printf("Erased in %,d entries.%n", entries);
            return 0;
        }
    }
}
