package city.senne.platform.store;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.springframework.core.env.PropertiesPropertySource;

/// The settings that an operator wrote into a file of her home, in UTF-8. What stands in the environment or on the
/// command line counts before them.
final class SettingsFile {
    private SettingsFile() {}

    /// No settings where there is no file. Throws CannotContinue for one that cannot be read: to start without settings
    /// that somebody wrote would be to ignore what she wants closed.
    static PropertiesPropertySource read(Path file) {
        Properties settings = new Properties();
        if (Files.exists(file)) {
            try (Reader text = Files.newBufferedReader(file)) {
                settings.load(text);
            } catch (CharacterCodingException e) {
                throw new CannotContinue("%s is not in UTF-8. Save it in that encoding.".formatted(file), e);
            } catch (IOException e) {
                throw new CannotContinue(
                        "%s cannot be read: %s. Mend its rights, or take it away.".formatted(file, e.getMessage()), e);
            } catch (IllegalArgumentException e) {
                throw new CannotContinue(
                        "%s has a \\u without four digits behind it. Write \\\\ for a backslash.".formatted(file), e);
            }
        }
        return new PropertiesPropertySource("settings file", settings);
    }
}
