package city.senne;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.util.FileSystemUtils;

/// The whole program with its doors open, on a home of its own. Started once for all test classes that carry this, in
/// each process that runs tests; ask for its port with `@LocalServerPort`. A class that needs other settings gives its
/// house another name, in the property `open-house.name`. Pushed rows wait a second only.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = Senne.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "senne.push.every=1s")
@ContextConfiguration(initializers = OpenHouse.OwnHome.class)
public @interface OpenHouse {

    /// Makes the home; it stays for a look until the next run.
    class OwnHome implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        private static final String SHARED = "open-house";
        /// Many tests try wrong keys from one address where they share a house.
        private static final String ATTEMPTS = "senne.identity.attempts-from-address";

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            try {
                String fork = System.getProperty("senne.test.fork", "1");
                Path homes =
                        Files.createDirectories(Path.of("target", "homes", fork).toAbsolutePath());
                String name = context.getEnvironment().getProperty("open-house.name", SHARED);
                Path home = homes.resolve(name);
                FileSystemUtils.deleteRecursively(home);
                context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new MapPropertySource(
                                "open house",
                                Map.of("senne.home", home.toString(), ATTEMPTS, name.equals(SHARED) ? 3000 : 30)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
