package city.senne.trust.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    /// The vectors of RFC 6238, appendix B.
    @ParameterizedTest
    @CsvSource({
        "59, 94287082",
        "1111111109, 07081804",
        "1111111111, 14050471",
        "1234567890, 89005924",
        "2000000000, 69279037",
        "20000000000, 65353130"
    })
    void codes_are_those_of_the_standard(long seconds, String code) {
        assertThat(Totp.code(SECRET, seconds / 30, 8)).isEqualTo(code);
    }

    /// The vectors of RFC 4226, appendix D.
    @ParameterizedTest
    @CsvSource({"0, 755224", "1, 287082", "2, 359152", "9, 520489"})
    void codes_of_six_digits_are_those_of_the_standard(long step, String code) {
        assertThat(Totp.code(SECRET, step, 6)).isEqualTo(code);
    }

    @Test
    void a_code_counts_half_a_minute_early_or_late_and_no_longer() {
        Instant now = Instant.ofEpochSecond(1_000_000_020);
        long step = now.getEpochSecond() / 30;
        for (int apart = -1; apart <= 1; apart++) {
            assertThat(Totp.findStep(SECRET, Totp.code(SECRET, step + apart, 6), now))
                    .hasValue(step + apart);
        }
        assertThat(Totp.findStep(SECRET, Totp.code(SECRET, step - 2, 6), now)).isEmpty();
        assertThat(Totp.findStep(SECRET, Totp.code(SECRET, step + 2, 6), now)).isEmpty();
        assertThat(Totp.findStep(SECRET, "", now)).isEmpty();
        assertThat(Totp.findStep(SECRET, "１２３４５６", now)).isEmpty();
        String spaced = Totp.code(SECRET, step, 6).replaceAll("(...)(...)", " $1 $2 ");
        assertThat(Totp.findStep(SECRET, spaced, now)).hasValue(step);
    }

    /// The vectors of RFC 4648, chapter 10.
    @ParameterizedTest
    @CsvSource({"'', ''", "f, MY", "fo, MZXQ", "foo, MZXW6", "foob, MZXW6YQ", "fooba, MZXW6YTB", "foobar, MZXW6YTBOI"})
    void keys_are_written_as_in_the_standard(String text, String written) {
        assertThat(Totp.base32(text.getBytes(StandardCharsets.US_ASCII))).isEqualTo(written);
    }
}
