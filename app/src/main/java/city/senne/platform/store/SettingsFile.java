package city.senne.platform.store;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import org.springframework.core.env.PropertiesPropertySource;

/// The settings that an operator wrote into a file of her home, in UTF-8. What stands in the environment or on the
/// command line counts before them.
final class SettingsFile {
    private SettingsFile() {}

    private static final Pattern SECRET =
            Pattern.compile(".*(password|secret)|.*database\\.url", Pattern.CASE_INSENSITIVE);

    /// No settings where there is no file. Throws CannotContinue for one that cannot be read: to start without settings
    /// that somebody wrote would be to ignore what she wants closed; and for one whose secrets everybody can read.
    static PropertiesPropertySource read(Path file) {
        Properties settings = new Properties();
        if (Files.exists(file)) {
            try (Reader text = Files.newBufferedReader(file)) {
                settings.load(text);
                refuseOpenSecrets(file, settings);
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

    private static void refuseOpenSecrets(Path file, Properties settings) throws IOException {
        Optional<String> secret = settings.stringPropertyNames().stream()
                .filter(name -> SECRET.matcher(name.replace("-", "")).matches())
                .findFirst();
        PosixFileAttributeView rights = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (secret.isEmpty() || rights == null) return;
        if (rights.readAttributes().permissions().contains(PosixFilePermission.OTHERS_READ)) {
            throw new CannotContinue(
                    "%s holds %s, and everybody on this machine can read it. Say `chmod 640 %1$s`, then start again."
                            .formatted(file, secret.get()));
        }
    }
}
