package city.senne.data.usage;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.trust.identity.Memberships;
import city.senne.trust.identity.Viewer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Allowances of callers, with several nodes on one database and a clock that is set: far in the future, where the
/// running program deletes nothing.
@OpenHouse
class QuotasTest {
    private static final QuotaSettings TEN = new QuotaSettings(10, 20);

    private final SetClock clock = new SetClock("2999-03-01T10:00:00Z");

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private QuotaTotals totals;

    @BeforeEach
    void begin() {
        jdbc.sql("delete from quota_use where day > '2900-01-01'").update();
        jdbc.sql("delete from quota_salt where day > '2900-01-01'").update();
    }

    private Quotas node() {
        Quotas node = new Quotas(TEN, totals, clock);
        node.share();
        return node;
    }

    private static Allowance ask(Quotas node, String address) {
        return node.use(Viewer.ANONYMOUS, address, false);
    }

    @Test
    void each_call_takes_one_until_nothing_is_left() {
        Quotas node = node();
        for (int i = 1; i <= 10; i++) {
            Allowance allowance = ask(node, "192.0.2.1");
            assertThat(allowance.isSpent()).isFalse();
            assertThat(allowance.used()).isEqualTo(i);
        }
        assertThat(ask(node, "192.0.2.1").isSpent()).isTrue();
        assertThat(ask(node, "192.0.2.2").used()).isEqualTo(1);
        assertThat(ask(node, "192.0.2.1").reset()).isEqualTo("2999-03-02T00:00:00Z");
    }

    @Test
    void two_hundred_at_once_get_ten_answers() throws Exception {
        Quotas node = node();
        try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Allowance>> calls = new ArrayList<>();
            for (int i = 0; i < 200; i++) calls.add(() -> ask(node, "192.0.2.1"));
            calls.add(() -> {
                node.share();
                return ask(node, "192.0.2.200");
            });
            int answered = 0;
            for (Future<Allowance> call : many.invokeAll(calls)) {
                if (!call.get().isSpent()) answered++;
            }
            assertThat(answered).isEqualTo(10 + 1);
        }
    }

    @Test
    void nodes_add_up_what_each_saw() {
        Quotas one = node();
        Quotas other = node();
        for (int i = 0; i < 6; i++) ask(one, "192.0.2.1");
        for (int i = 0; i < 4; i++) ask(other, "192.0.2.1");
        one.share();
        other.share();
        assertThat(ask(other, "192.0.2.1").isSpent()).isTrue();
        ask(one, "192.0.2.1");
        one.share();
        assertThat(ask(one, "192.0.2.1").isSpent()).isTrue();
    }

    @Test
    void a_node_that_starts_again_goes_on_where_it_was() {
        Quotas before = node();
        for (int i = 0; i < 7; i++) ask(before, "192.0.2.1");
        before.share();
        assertThat(ask(node(), "192.0.2.1").used()).isEqualTo(8);
    }

    @Test
    void at_midnight_everybody_begins_again_and_nothing_is_kept_of_the_day() {
        Quotas node = node();
        clock.set("2999-03-01T23:59:59.999Z");
        for (int i = 0; i < 12; i++) ask(node, "192.0.2.1");
        node.share();
        clock.set("2999-03-02T00:00:00Z");
        assertThat(ask(node, "192.0.2.1").used()).isEqualTo(1);
        assertThat(ask(node, "192.0.2.1").reset()).isEqualTo("2999-03-03T00:00:00Z");
        node.share();
        assertThat(jdbc.sql("select distinct day::text from quota_use where day > '2900-01-01'")
                        .query(String.class)
                        .list())
                .containsExactly("2999-03-02");
        assertThat(jdbc.sql("select day::text from quota_salt where day > '2900-01-01' order by day")
                        .query(String.class)
                        .list())
                .containsExactly("2999-03-02", "2999-03-03");
    }

    @Test
    void nodes_agree_on_tomorrow_before_it_comes() {
        Quotas one = node();
        Quotas other = node();
        clock.set("2999-03-02T00:00:00Z");
        for (int i = 0; i < 10; i++) ask(one, "192.0.2.1");
        one.share();
        ask(other, "192.0.2.1");
        other.share();
        assertThat(ask(other, "192.0.2.1").isSpent()).isTrue();
    }

    @Test
    void a_clock_that_jumps_or_is_set_back_stops_nobody() {
        Quotas node = node();
        clock.set("2999-07-01T00:00:00Z");
        assertThat(ask(node, "192.0.2.1").used()).isEqualTo(1);
        node.share();
        clock.set("2999-03-01T09:00:00Z");
        assertThat(ask(node, "192.0.2.1").isSpent()).isFalse();
        node.share();
        assertThat(ask(node, "192.0.2.1").used()).isEqualTo(2);
    }

    @Test
    void no_address_is_kept_and_the_same_one_is_another_on_the_next_day() {
        Quotas node = node();
        ask(node, "192.0.2.1");
        node.share();
        clock.set("2999-03-02T12:00:00Z");
        UUID first = onlyCaller();
        ask(node, "192.0.2.1");
        node.share();
        jdbc.sql("delete from quota_use where day = '2999-03-01'").update();
        assertThat(onlyCaller()).isNotEqualTo(first);
    }

    private UUID onlyCaller() {
        return jdbc.sql("select caller from quota_use where day > '2900-01-01'")
                .query(UUID.class)
                .single();
    }

    @Test
    void a_network_of_ipv6_counts_as_one_address() {
        Quotas node = node();
        Random random = new Random(1);
        for (int i = 0; i < 10; i++) ask(node, "2001:db8:1:2:" + Integer.toHexString(random.nextInt(65536)) + "::1");
        assertThat(ask(node, "2001:db8:1:2::9").isSpent()).isTrue();
        assertThat(ask(node, "2001:db8:1:3::9").isSpent()).isFalse();
        assertThat(ask(node, "no address at all").used()).isEqualTo(1);
    }

    @Test
    void pages_and_keys_have_allowances_of_their_own() {
        Quotas node = node();
        for (int i = 0; i < 11; i++) ask(node, "192.0.2.1");
        assertThat(node.use(Viewer.ANONYMOUS, "192.0.2.1", true).used()).isEqualTo(1);
        Allowance byKey = node.use(key(null), "192.0.2.1", false);
        assertThat(byKey.limit()).isEqualTo(20);
        assertThat(byKey.used()).isEqualTo(1);
    }

    @Test
    void a_key_may_have_less_than_others_and_never_more() {
        Quotas node = node();
        assertThat(node.use(key(3L), "192.0.2.1", false).limit()).isEqualTo(3);
        assertThat(node.use(key(1000L), "192.0.2.1", false).limit()).isEqualTo(20);
        Quotas generous = new Quotas(new QuotaSettings(0, 0), totals, clock);
        assertThat(generous.use(key(3L), "192.0.2.1", false).limit()).isEqualTo(3);
    }

    private static Viewer key(@Nullable Long callsADay) {
        var rights = new Viewer.Machine.Rights(false, Memberships.NONE, null);
        return new Viewer.Machine(UUID.randomUUID(), "k", rights, null, callsADay);
    }

    @Test
    void without_a_limit_nobody_is_refused() {
        Quotas node = new Quotas(new QuotaSettings(0, 0), totals, clock);
        for (int i = 0; i < 1000; i++)
            assertThat(ask(node, "192.0.2.1").isSpent()).isFalse();
    }
}
