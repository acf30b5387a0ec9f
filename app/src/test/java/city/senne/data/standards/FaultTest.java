package city.senne.data.standards;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever the profile may find is told in words.
class FaultTest {
    @ParameterizedTest
    @ValueSource(strings = {"fr", "nl", "en"})
    void each_fault_has_words(String language) throws Exception {
        Properties words = new Properties();
        try (Reader file = new InputStreamReader(
                Objects.requireNonNull(Fault.class.getResourceAsStream("messages_" + language + ".properties")),
                StandardCharsets.UTF_8)) {
            words.load(file);
        }
        assertThat(ApplicationProfile.DCAT_AP.faults())
                .hasSizeGreaterThan(100)
                .allSatisfy(
                        fault -> assertThat(words).containsKeys(fault.word(), fault.propertyWord(), fault.ofWord()));
    }
}
