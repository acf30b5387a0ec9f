package city.senne.platform.store;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertiesPropertySource;
import org.springframework.core.env.StandardEnvironment;

/// How a command reaches the application: as a server, or for one act only. Commands take it in their constructor.
public final class Program {
    private final Class<?> application;

    /// The application while it answers on the web.
    ///
    /// @param application its beans
    /// @param uri where it answers, for programs on this machine
    /// @param address where people reach it
    public record Serving(ApplicationContext application, URI uri, URI address) {
        /// Where it answers, in words for the operator.
        public String place() {
            return address.equals(uri) ? uri.toString() : "%s (on this machine: %s)".formatted(address, uri);
        }

        /// Waits for the signal that ends this process. Closing the application is up to the process's own hook.
        /// Meanwhile what makes the next start quick is prepared, where it is missing.
        public void awaitStop() throws InterruptedException {
            StartCache.makeInBackground();
            new CountDownLatch(1).await();
        }
    }

    /// @param application the class that holds the application's configuration
    public Program(Class<?> application) {
        this.application = application;
    }

    /// The version of this program, as `./senne --version` shows it.
    public static String version() {
        String version = Program.class.getPackage().getImplementationVersion();
        return version == null ? "from source" : version;
    }

    /// Starts the web server on a home. Returns when it answers.
    ///
    /// @param host the address to listen on
    /// @throws CannotContinue when the port or the home is in use
    public Serving serve(HomeOptions options, String host, AddressOptions address) {
        RunningServer.find(options.home()).ifPresent(running -> {
            throw new CannotContinue("Senne already runs on %s at %s (process %d)."
                    .formatted(options.home().root(), running.address(), running.pid()));
        });
        try {
            Map<String, Object> settings = webSettings(options, host, address);
            ApplicationContext context = start(options, WebApplicationType.SERVLET, settings);
            RunningServer running = context.getBean(ServerAnnouncement.class).running();
            return new Serving(context, running.uri(), running.address());
        } catch (PortInUseException e) {
            throw new CannotContinue(
                    "Port %d is in use. Stop the program that uses it, or choose another port: --port %d"
                            .formatted(address.port(), address.port() + 1),
                    e);
        }
    }

    /// Does one act while a server answers on the home: the one that runs, or else one that only this machine reaches
    /// and that ends with the act.
    public <T> T whileServing(HomeOptions options, Function<RunningServer, T> act) {
        Optional<RunningServer> running = RunningServer.find(options.home());
        if (running.isPresent()) return act.apply(running.get());
        Map<String, Object> settings = webSettings(options, "127.0.0.1", AddressOptions.anyPort());
        settings.put("logging.level.city.senne", "warn");
        try (ConfigurableApplicationContext context = start(options, WebApplicationType.SERVLET, settings)) {
            return act.apply(context.getBean(ServerAnnouncement.class).running());
        }
    }

    private static Map<String, Object> webSettings(HomeOptions options, String host, AddressOptions address) {
        Map<String, Object> settings = new LinkedHashMap<>(options.settings());
        settings.put("server.address", host);
        settings.putAll(address.settings());
        settings.put(
                "spring.servlet.multipart.location", options.home().uploads().toString());
        return settings;
    }

    /// Opens the application on a home without a web server, does one act and closes it.
    ///
    /// @throws CannotContinue when the home is in use, for instance by a server: ask [RunningServer#find] first
    public <T> T open(HomeOptions options, Function<ApplicationContext, T> act) {
        Map<String, Object> settings = new LinkedHashMap<>(options.settings());
        settings.put("logging.level.city.senne", "warn");
        try (ConfigurableApplicationContext context = start(options, WebApplicationType.NONE, settings)) {
            return act.apply(context);
        }
    }

    private ConfigurableApplicationContext start(
            HomeOptions options, WebApplicationType type, Map<String, Object> settings) {
        SpringApplication start = new SpringApplication(application);
        start.setWebApplicationType(type);
        PropertiesPropertySource written = SettingsFile.read(options.home().settingsFile());
        start.addInitializers(context -> {
            MutablePropertySources sources = context.getEnvironment().getPropertySources();
            sources.addFirst(new MapPropertySource("command line", settings));
            sources.addAfter(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, written);
        });
        try {
            // Never a file of the folder in which somebody happens to stand.
            return start.run();
        } catch (RuntimeException e) {
            throw StartFailure.of(e);
        }
    }
}
