package city.senne.data.ingest.command;

import city.senne.data.ingest.Delivery;
import city.senne.data.ingest.DeliveryView;
import city.senne.platform.store.CannotContinue;
import city.senne.platform.store.HomeOptions;
import city.senne.platform.store.Program;
import city.senne.platform.store.RunningServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/// `./senne publish`
@Command(
        name = "publish",
        description = {
            "Publishes files as datasets: each becomes a typed table with a page and an API.",
            "",
            "Reads CSV, TSV, JSON, XLSX, XLS, ODS, GeoJSON, Shapefile (zip), GeoPackage and Parquet, also in zip or"
                    + " gzip. What is said in FILE.senne.yaml beside a file is followed; options go before it.",
            "When a file cannot be read nothing is published."
        },
        footer = {
            "",
            "Examples:",
            "  ./senne publish trees.csv",
            "  ./senne publish https://example.org/subsidies.xlsx --title \"Subsidies 2024\"",
            "  ./senne publish counts.csv --id bike-counts --update upsert --key-fields station,day"
        })
public final class PublishCommand implements Callable<Integer> {
    private static final JsonMapper json = JsonMapper.shared();

    private final Program program;

    @Parameters(arity = "1..*", paramLabel = "FILE|URL", description = "What to publish.")
    private List<String> sources = List.of();

    @Mixin
    private HomeOptions home;

    @ArgGroup(exclusive = false, heading = "%nOn another server:%n")
    private @Nullable Remote remote;

    static final class Remote {
        @Option(names = "--server", paramLabel = "URL", required = true, description = "Address of the server.")
        private URI server;

        @Option(
                names = "--key",
                paramLabel = "KEY",
                required = true,
                description = "An API key of that server. Better in the environment: SENNE_KEY.",
                defaultValue = "${env:SENNE_KEY}")
        private String key;
    }

    @Option(names = "--id", paramLabel = "ID", description = "The dataset's id. Usual: made from title or file name.")
    private @Nullable String id;

    @Option(names = "--title", paramLabel = "TEXT", description = "The dataset's title.")
    private @Nullable String title;

    @Option(
            names = "--update",
            paramLabel = "MODE",
            description = "What happens to the rows that are there: replace (usual), append, or upsert by key.")
    private @Nullable String update;

    @Option(names = "--key-fields", paramLabel = "A,B", split = ",", description = "The fields that identify a row.")
    private @Nullable List<String> keyFields;

    @Option(
            names = "--max-rejected",
            paramLabel = "SHARE",
            description = "Refuse the file when more than this share of its rows is rejected, such as 5%%.")
    private @Nullable String maxRejected;

    @Option(
            names = "--read",
            paramLabel = "WORD=VALUE",
            description = "How to read the file: encoding, delimiter, quote, header_row, sheet, null_words, time_zone,"
                    + " crs. For instance --read encoding=windows-1252.")
    private Map<String, String> reading = Map.of();

    @Option(
            names = "--type",
            paramLabel = "HEADER=TYPE",
            description = "The type of a column: text, int, double, decimal, boolean, date, datetime, geo_point,"
                    + " geo_shape, json.")
    private Map<String, String> types = Map.of();

    @Option(
            names = "--draft",
            description = "Keeps a new dataset from the public until somebody makes it public on its page.")
    private boolean draft;

    @Option(names = "--json", description = "Prints the result as JSON, for programs.")
    private boolean asJson;

    @Spec
    private CommandSpec spec;

    public PublishCommand(Program program) {
        this.program = program;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<String> failed = new ArrayList<>();
        Remote elsewhere = remote;
        Optional<RunningServer> running = elsewhere == null ? RunningServer.find(home.home()) : Optional.empty();
        if (elsewhere != null) {
            publishAll(ServerDesk.at(elsewhere.server, elsewhere.key), failed);
        } else if (running.isPresent()) {
            publishAll(ServerDesk.of(running.get()), failed);
        } else {
            program.open(home, context -> {
                try {
                    publishAll(context.getBean(HomeDesk.class), failed);
                    return failed;
                } catch (IOException e) {
                    throw new CannotContinue(String.valueOf(e.getMessage()), e);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new CannotContinue("Interrupted.", e);
                }
            });
        }
        return failed.isEmpty() ? 0 : 1;
    }

    private void publishAll(PublishingDesk desk, List<String> failed) throws IOException, InterruptedException {
        for (String source : sources) {
            try (SourceFile file = SourceFile.open(source)) {
                DeliveryView delivery = desk.deliver(file, instructions(file));
                Progress progress = new Progress(spec.commandLine().getErr(), !asJson && System.console() != null);
                while (!Delivery.State.of(delivery.state()).isFinal()) {
                    progress.show(delivery);
                    Thread.sleep(200);
                    delivery = desk.follow(delivery);
                }
                progress.end();
                if (!tell(source, delivery, desk.address())) failed.add(source);
            } catch (CannotContinue e) {
                failed.add(source);
                err().println((source.isBlank() ? '"' + source + '"' : source) + ": " + e.getMessage());
            }
        }
        spec.commandLine().getOut().flush();
        err().flush();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /// The description file first, then the options, which override it.
    private List<String> instructions(SourceFile file) throws IOException {
        List<String> texts = new ArrayList<>();
        Optional<Path> described = file.findDescription();
        if (described.isPresent()) texts.add(Files.readString(described.get()));
        Map<String, Object> given = new LinkedHashMap<>();
        put(given, "id", id);
        put(given, "title", title);
        put(given, "update", update);
        put(given, "key_fields", keyFields);
        put(given, "max_rejected", maxRejected);
        if (draft) given.put("draft", true);
        if (!reading.isEmpty()) given.put("reading", readingWords());
        Map<String, Object> fields = new LinkedHashMap<>();
        types.forEach((header, type) -> fields.put(header, Map.of("type", type)));
        if (!fields.isEmpty()) given.put("fields", fields);
        texts.add(json.writeValueAsString(given));
        return texts;
    }

    private Map<String, Object> readingWords() {
        Map<String, Object> words = new LinkedHashMap<>(reading);
        String nulls = reading.get("null_words");
        if (nulls != null) words.put("null_words", List.of(nulls.split(",")));
        return words;
    }

    private static void put(Map<String, Object> map, String key, @Nullable Object value) {
        if (value != null) map.put(key, value);
    }

    /// Answers whether it is published.
    private boolean tell(String source, DeliveryView delivery, Optional<URI> server) {
        PrintWriter out = spec.commandLine().getOut();
        boolean published = delivery.version() != null;
        if (asJson) {
            out.println(json.writeValueAsString(delivery));
            return published;
        }
        if (!published) {
            DeliveryView.Said refusal = delivery.refusal();
            err().println("%s: nothing was published. %s%s"
                    .formatted(
                            source,
                            refusal == null ? "The delivery was cancelled." : refusal.text(),
                            server.map(address -> " See %s%s"
                                            .formatted(address, delivery.links().page()))
                                    .orElse("")));
            return false;
        }
        String base = server.map(URI::toString).orElse("");
        boolean unchanged = Delivery.State.of(delivery.state()) == Delivery.State.UNCHANGED;
        out.println(
                unchanged
                        ? "%s is already published to the byte: version %d of %s stays as it is."
                                .formatted(source, delivery.version(), delivery.dataset())
                        : "%s is published as version %d of %s."
                                .formatted(source, delivery.version(), delivery.dataset()));
        if (!unchanged) {
            out.println("  rows read      %,d".formatted(delivery.rowsRead()));
            out.println("  rows rejected  %,d%s"
                    .formatted(
                            delivery.rowsRejected(),
                            delivery.rowsRejected() == 0
                                    ? ""
                                    : "  see " + base + delivery.links().page()));
        }
        out.println("  page           " + base + delivery.links().dataset());
        out.println("  API            " + base + delivery.links().api() + "/records");
        out.println("  decisions      " + base + delivery.links().page());
        if (server.isEmpty()) out.println("Start the server to see them: " + home.serveCommand());
        return true;
    }

    /// One line that is written over, on a terminal only.
    private record Progress(PrintWriter out, boolean visible) {
        void show(DeliveryView delivery) {
            if (!visible) return;
            out.print("\r%3.0f %%  %,d rows".formatted(delivery.progress() * 100, delivery.rowsRead()));
            out.flush();
        }

        void end() {
            if (visible) out.print("\r" + " ".repeat(40) + "\r");
        }
    }
}
