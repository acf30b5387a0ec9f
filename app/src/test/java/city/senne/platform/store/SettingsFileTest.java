package city.senne.platform.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsFileTest {
    @TempDir
    private Path folder;

    @Test
    void a_file_says_one_setting_a_line() throws Exception {
        Path file = Files.writeString(folder.resolve("settings.properties"), "# note\nsenne.name = Genappe-lès-É\n");
        assertThat(SettingsFile.read(file).getProperty("senne.name")).isEqualTo("Genappe-lès-É");
        assertThat(SettingsFile.read(folder.resolve("none")).getPropertyNames()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "senne.mail.password",
                "senne.database.url",
                "senne.database.password",
                "senne.identity.providers.city.client-secret"
            })
    void secrets_that_everybody_can_read_are_refused(String name) throws Exception {
        Path file = Files.writeString(folder.resolve("settings.properties"), name + "=hunter2\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> SettingsFile.read(file))
                .hasMessageContaining("chmod 640 " + file)
                .hasMessageContaining(name)
                .hasMessageNotContaining("hunter2");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(SettingsFile.read(file).getProperty(name)).isEqualTo("hunter2");
    }

    @Test
    void one_that_cannot_be_read_is_not_passed_over() throws Exception {
        Path latin = Files.write(folder.resolve("latin"), "a=\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> SettingsFile.read(latin)).hasMessageContaining("UTF-8");
        Path escape = Files.writeString(folder.resolve("escape"), "a=C:\\users");
        assertThatThrownBy(() -> SettingsFile.read(escape)).hasMessageContaining("backslash");
        assertThatThrownBy(() -> SettingsFile.read(folder)).isInstanceOf(CannotContinue.class);
    }
}
