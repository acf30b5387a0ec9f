package city.senne.data.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceTest {
    @ParameterizedTest
    @CsvSource({
        "air, air, true",
        "air, air-2, false",
        "air*, air-2, true",
        "*-2, air-2, true",
        "a*r*2, air-2, true",
        "a*r*3, air-2, false",
        "**, air, true",
        ".ir, air, false",
        "*a*a*a*a*a*a*a*a*a*a*ab, aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, false"
    })
    @Timeout(5)
    void a_star_is_any_letters(String wanted, String name, boolean isWanted) {
        Source source = new Source(
                1,
                "",
                Source.Type.CKAN,
                "",
                null,
                null,
                "",
                Instant.EPOCH,
                "other\n" + wanted,
                true,
                Source.Absence.KEEP,
                null,
                "",
                ZoneId.of("UTC"),
                null);
        assertThat(source.wants(new Remote.Unusable("an id", name, "", Note.of("no-id"))))
                .isEqualTo(isWanted);
    }
}
