package city.senne.platform.store;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Tells the commands of this machine that a server runs on the home, for as long as it does.
@Component
@ConditionalOnWebApplication
class ServerAnnouncement {
    private final SenneHome home;
    private final OperatorToken token;
    private final boolean ownDatabase;
    private final String address;
    private final PublicAddress publicAddress;
    private @Nullable RunningServer announced;

    ServerAnnouncement(
            SenneHome home,
            OperatorToken token,
            Optional<PostgresServer> database,
            PublicAddress publicAddress,
            @Value("${server.address:127.0.0.1}") String address) {
        this.home = home;
        this.token = token;
        this.ownDatabase = database.isPresent();
        this.address = address;
        this.publicAddress = publicAddress;
    }

    RunningServer running() {
        if (announced == null) {
            throw new IllegalStateException("The web server has not started yet");
        }
        return announced;
    }

    @EventListener
    void announce(WebServerInitializedEvent event) throws IOException {
        boolean reachedAsLocalhost = address.equals("127.0.0.1") || address.equals("0.0.0.0");
        String host = reachedAsLocalhost ? "localhost" : address;
        URI uri = URI.create("http://%s:%d".formatted(host, event.getWebServer().getPort()));
        announced = new RunningServer(
                uri,
                publicAddress.find().orElse(uri),
                token.value(),
                ProcessHandle.current().pid(),
                ownDatabase);
        announced.announceIn(home);
    }

    @PreDestroy
    void withdraw() throws IOException {
        if (announced != null) {
            Files.deleteIfExists(home.serverFile());
        }
    }
}
