package city.senne.trust.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.trust.credentials.Password.Weakness;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordTest {
    private static final List<String> NEAR =
            List.of("admin", "Amina Peeters", "amina@example.brussels", "Ville de Namur", "parks", "Groendienst");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sous le boulevard, la rivière",
                "au bout du canal, un héron",
                "vier paarse fietsen zingen",
                "x9!Qz#7_pL@w",
                "🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵🐔🐧"
            })
    void a_sentence_or_what_a_program_made_is_taken(String password) {
        assertThat(Password.findWeakness(password, NEAR)).isEmpty();
    }

    @Test
    void a_short_one_is_refused_however_wild_it_is() {
        assertThat(Password.findWeakness("x9!Qz#7_pL@", NEAR)).contains(Weakness.TOO_SHORT);
    }

    @Test
    void one_that_would_take_hours_to_hash_is_refused() {
        assertThat(Password.findWeakness("a1b2".repeat(51), NEAR)).contains(Weakness.TOO_LONG);
    }

    @Test
    void a_long_one_is_judged_by_its_beginning() {
        String long200 = "x9!Qz#7_pL@w".repeat(17).substring(0, 200);
        assertThat(Password.findWeakness("a".repeat(200), NEAR)).contains(Weakness.GUESSABLE);
        assertThat(Password.findWeakness("le héron du canal " + long200.substring(20), NEAR))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aaaaaaaaaaaaaa",
                "123456789012",
                "abcdefghijklmn",
                "Password1234",
                "admin-admin-1",
                "p@ssw0rd2026",
                "qwertyuiop123",
                "azertyuiop2026",
                "iloveyou1234",
                "motdepasse123",
                "Wachtwoord2026",
                "drowssap4321",
                "22/11/202622/11/2026"
            })
    void what_anybody_would_try_first_is_refused(String password) {
        assertThat(Password.findWeakness(password, NEAR)).contains(Weakness.GUESSABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AminaPeeters1", "amina-peeters", "VilleDeNamur2026", "Groendienst2026!", "4m1n4-P33t3rs"})
    void what_stands_near_is_refused(String password) {
        assertThat(Password.findWeakness(password, NEAR)).contains(Weakness.GUESSABLE);
    }
}
