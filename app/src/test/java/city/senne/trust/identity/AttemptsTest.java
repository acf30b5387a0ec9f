package city.senne.trust.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AttemptsTest {
    private Instant now = Instant.parse("2026-11-22T10:00:00Z");
    private final InstantSource watch = () -> now;
    private final Attempts attempts = new Attempts(watch.withZone(ZoneOffset.UTC), 30);

    @Test
    void after_five_attempts_each_has_to_wait_twice_as_long() {
        for (int i = 0; i < 5; i++)
            assertThat(attempts.allow("admin", "192.0.2.1")).isTrue();
        assertThat(attempts.allow(" ADMIN ", "192.0.2.1")).isFalse();
        wait(Duration.ofSeconds(16));
        assertThat(attempts.allow("admin", "192.0.2.1")).isTrue();
        wait(Duration.ofSeconds(16));
        assertThat(attempts.allow("admin", "192.0.2.1")).isFalse();
        wait(Duration.ofSeconds(15));
        assertThat(attempts.allow("admin", "192.0.2.1")).isTrue();
    }

    @Test
    void a_person_asks_her_passkeys_sixty_times_in_ten_minutes() {
        UUID amina = UUID.randomUUID();
        for (int i = 0; i < 60; i++) assertThat(attempts.allowQuestionOf(amina)).isTrue();
        assertThat(attempts.allowQuestionOf(amina)).isFalse();
        assertThat(attempts.allowQuestionOf(UUID.randomUUID())).isTrue();
    }

    @Test
    void nobody_is_locked_out_by_the_attempts_of_others() {
        for (int i = 0; i < 200; i++) attempts.allow("admin", "192.0.2." + i);
        for (int i = 0; i < 30; i++) attempts.allow("admin", "198.51.100.7");
        assertThat(attempts.allow("admin", "203.0.113.1")).isTrue();
    }

    @Test
    void success_forgets_what_was_counted() {
        for (int i = 0; i < 5; i++) attempts.allow("admin", "192.0.2.1");
        attempts.succeed("Admin", "192.0.2.1");
        assertThat(attempts.allow("admin", "192.0.2.1")).isTrue();
    }

    @Test
    void a_whole_town_hall_signs_in_from_one_address() {
        for (int i = 0; i < 100; i++) {
            assertThat(attempts.allow("login" + i, "192.0.2.1")).isTrue();
            attempts.succeed("login" + i, "192.0.2.1");
        }
        assertThat(attempts.allow("another", "192.0.2.1")).isTrue();
    }

    @Test
    void guessing_many_logins_from_one_address_ends_after_thirty() {
        for (int i = 0; i < 30; i++) {
            assertThat(attempts.allow("login" + i, "192.0.2.1")).isTrue();
        }
        assertThat(attempts.allow("another", "192.0.2.1")).isFalse();
    }

    @Test
    void the_addresses_of_one_network_of_ipv6_count_as_one() {
        for (int i = 0; i < 30; i++) attempts.allow("login" + i, "2001:db8:0:1::" + Integer.toHexString(i));
        assertThat(attempts.allow("another", "2001:db8:0:1:ffff::1")).isFalse();
        assertThat(attempts.allow("another", "2001:db8:0:2::1")).isTrue();
    }

    @Test
    void attempts_at_the_same_time_are_all_counted() throws Exception {
        AtomicInteger allowed = new AtomicInteger();
        try (var many = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 100; i++) {
                many.submit(() -> attempts.allow("admin", "192.0.2.1") ? allowed.incrementAndGet() : 0);
            }
        }
        assertThat(allowed.get()).isEqualTo(5);
    }

    @Test
    void who_guesses_in_a_browser_that_was_left_open_is_slowed_down_whatever_her_address() {
        for (int i = 0; i < 5; i++) {
            assertThat(attempts.allowConfirmation("amina in one", "192.0.2." + i))
                    .isTrue();
        }
        assertThat(attempts.allowConfirmation("amina in one", "203.0.113.1")).isFalse();
        assertThat(attempts.allowConfirmation("amina in another", "192.0.2.1"))
                .as("she herself, in her own browser")
                .isTrue();
        attempts.succeedGuess("amina in one");
        assertThat(attempts.allowConfirmation("amina in one", "192.0.2.1")).isTrue();
    }

    @Test
    void an_address_from_which_much_is_guessed_refuses_those_alone_who_were_wrong() {
        for (int i = 0; i < 30; i++) {
            attempts.allowConfirmation("taken over " + i, "192.0.2.1");
            assertThat(attempts.allowConfirmation("taken over " + i, "192.0.2.1"))
                    .isTrue();
        }
        assertThat(attempts.allowConfirmation("taken over 1", "192.0.2.1")).isFalse();
        assertThat(attempts.allowConfirmation("a colleague", "192.0.2.1")).isTrue();
    }

    @Test
    void who_guesses_at_the_door_does_not_keep_those_inside_from_confirming() {
        for (int i = 0; i < 60; i++) attempts.allow("amina", "192.0.2.1");
        assertThat(attempts.allowConfirmation("amina in one", "192.0.2.1")).isTrue();
    }

    private void wait(Duration time) {
        now = now.plus(time);
    }
}
