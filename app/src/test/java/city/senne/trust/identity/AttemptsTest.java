package city.senne.trust.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AttemptsTest {
    private final Attempts attempts = new Attempts();

    @Test
    void guessing_one_login_from_many_addresses_ends_after_ten() {
        for (int i = 0; i < 10; i++) {
            assertThat(attempts.allow("admin", "192.0.2." + i)).isTrue();
        }
        assertThat(attempts.allow(" ADMIN ", "192.0.2.200")).isFalse();
        assertThat(attempts.allow("amina", "192.0.2.201")).isTrue();
    }

    @Test
    void guessing_many_logins_from_one_address_ends_after_thirty() {
        for (int i = 0; i < 30; i++) {
            assertThat(attempts.allow("login" + i, "192.0.2.1")).isTrue();
        }
        assertThat(attempts.allow("another", "192.0.2.1")).isFalse();
    }
}
