package city.senne.platform.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MachineTest {
    @Test
    void a_program_that_complains_before_it_says_its_version_is_understood() {
        String launcher = "echo '/usr/bin/chromium: 9: [: unexpected operator' >&2; echo Chromium 150.0.1";

        assertThat(Machine.output("sh", "-c", launcher)).isEqualTo("Chromium 150.0.1");
    }

    @Test
    void a_program_that_fails_or_is_not_there_says_nothing() {
        assertThat(Machine.output("sh", "-c", "echo 1.0; exit 3")).isNull();
        assertThat(Machine.output("no-such-program-anywhere", "--version")).isNull();
    }
}
