package city.senne.platform.store;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Starts on a home that is thrown away, asks for what is asked for most, and stops: see [StartCache].
@Command(name = "rehearse", hidden = true, description = "Plays one start, for the cache of the next ones.")
public final class RehearseCommand implements Callable<Integer> {
    private static final List<String> QUESTIONS =
            List.of("/", "/datasets", "/sign-in", "/api/explore/v2.1/catalog/datasets", "/actuator/health");

    private final Program program;

    @Parameters(paramLabel = "DIR", description = "The home to start on.")
    private Path home;

    public RehearseCommand(Program program) {
        this.program = program;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Program.Serving serving = program.serve(new HomeOptions(home), "127.0.0.1", AddressOptions.anyPort());
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (String question : QUESTIONS) {
                URI address = serving.uri().resolve(question);
                client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding());
            }
        }
        ((ConfigurableApplicationContext) serving.application()).close();
        return 0;
    }
}
