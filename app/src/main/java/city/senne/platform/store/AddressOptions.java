package city.senne.platform.store;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options of every command that starts the server; mix them in with `@Mixin`.
public final class AddressOptions {
    @Option(
            names = "--port",
            paramLabel = "N",
            description = "The port to answer on; 0 means one that is free. Usual: ${DEFAULT-VALUE}.",
            defaultValue = "8080")
    private int port;

    @Option(
            names = "--public-address",
            paramLabel = "URL",
            description = "Where people reach the server when another web server stands before it, such as"
                    + " https://data.example.brussels. Every absolute address is then made of it. Usual: what each"
                    + " request says.")
    private @Nullable String publicAddress;

    public AddressOptions() {}

    /// A port that is free.
    static AddressOptions anyPort() {
        AddressOptions options = new AddressOptions();
        options.port = 0;
        return options;
    }

    int port() {
        return port;
    }

    /// As settings of the application.
    Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("server.port", port);
        if (publicAddress != null) settings.put("senne.public-address", publicAddress);
        return settings;
    }
}
