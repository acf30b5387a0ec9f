package city.senne.trust.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretTest {
    @Test
    void holds_256_random_bits_that_go_into_an_address() {
        Secret secret = Secret.random("senne_");
        assertThat(secret.text())
                .matches("senne_[A-Za-z0-9_-]{43}")
                .isNotEqualTo(Secret.random("senne_").text());
        assertThat(secret.hash()).hasSize(32).isEqualTo(new Secret(secret.text()).hash());
    }

    @Test
    void does_not_show_itself_in_logs() {
        assertThat("%s".formatted(Secret.random(""))).isEqualTo("Secret");
    }
}
