package city.senne.trust.identity;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.trust.identity.Password.Weakness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordTest {
    @Test
    void a_sentence_is_taken() {
        assertThat(Password.findWeakness("sous le boulevard, la rivière", "admin"))
                .isEmpty();
        assertThat(Password.findWeakness("🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵🐔🐧", "admin")).isEmpty();
    }

    @Test
    void a_short_one_is_refused_however_wild_it_is() {
        assertThat(Password.findWeakness("x9!Qz#7_pL@", "admin")).contains(Weakness.TOO_SHORT);
    }

    @Test
    void one_that_would_take_hours_to_hash_is_refused() {
        assertThat(Password.findWeakness("a1b2".repeat(51), "admin")).contains(Weakness.TOO_LONG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"aaaaaaaaaaaaaa", "123456789012", "abcdefghijklmn", "Password1234", "admin-admin-1"})
    void what_anybody_would_try_first_is_refused(String password) {
        assertThat(Password.findWeakness(password, "admin")).contains(Weakness.GUESSABLE);
    }
}
