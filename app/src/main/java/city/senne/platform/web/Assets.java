package city.senne.platform.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// The files that pages fetch from `/assets/`. Their names change with their content, so that browsers may keep
/// them for ever.
@Component
public class Assets {
    private final Map<String, String> addresses = built("addresses.properties");

    /// The address of the file that was built from `name`. Throws [IllegalArgumentException] when none was.
    public String address(String name) {
        String file = addresses.get(name);
        if (file == null) throw new IllegalArgumentException("The front end has no file called " + name);
        return "/assets/" + file;
    }

    /// What the front-end build left beside this class.
    static Map<String, String> built(String name) {
        try (InputStream file = Assets.class.getResourceAsStream(name)) {
            if (file == null)
                throw new IllegalStateException(name + " is missing: build with Maven, not with an IDE alone");
            Properties properties = new Properties();
            properties.load(new InputStreamReader(file, StandardCharsets.UTF_8));
            return properties.stringPropertyNames().stream()
                    .collect(Collectors.toUnmodifiableMap(key -> key, properties::getProperty));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
