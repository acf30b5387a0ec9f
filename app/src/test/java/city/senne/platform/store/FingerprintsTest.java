package city.senne.platform.store;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@OpenHouse
class FingerprintsTest {
    @Autowired
    JdbcClient jdbc;

    @Autowired
    Fingerprints fingerprints;

    @Autowired
    TransactionTemplate transactions;

    @Test
    void another_node_makes_the_same() {
        List<?> parts = List.of("a hidden id", 7, List.of("limit", "3"));
        assertThat(fingerprints.of(parts)).matches("[0-9a-f]{32}").isEqualTo(new Fingerprints(jdbc).of(parts));
    }

    @Test
    void what_has_no_order_is_told_in_one() {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("a", new LinkedHashSet<>(List.of(1, 2, 3)));
        one.put("b", List.of(1, 2));
        Map<String, Object> other = new LinkedHashMap<>();
        other.put("b", List.of(1, 2));
        other.put("a", new LinkedHashSet<>(List.of(3, 1, 2)));
        assertThat(fingerprints.of(List.of(one))).isEqualTo(fingerprints.of(List.of(other)));
        other.put("b", List.of(2, 1));
        assertThat(fingerprints.of(List.of(one))).isNotEqualTo(fingerprints.of(List.of(other)));
    }

    @Test
    void another_city_makes_another() {
        String here = fingerprints.of(List.of("a hidden id"));
        transactions.executeWithoutResult(rolledBack -> {
            rolledBack.setRollbackOnly();
            jdbc.sql("UPDATE fingerprint_key SET more = gen_random_uuid()").update();
            assertThat(new Fingerprints(jdbc).of(List.of("a hidden id"))).isNotEqualTo(here);
        });
        assertThat(new Fingerprints(jdbc).of(List.of("a hidden id"))).isEqualTo(here);
    }

    @Test
    void parts_are_not_taken_for_others_that_look_alike() {
        List<List<?>> lookAlike = List.of(
                List.of("a, b"),
                List.of("a", "b"),
                List.of(List.of("a", "b")),
                List.of(List.of("a"), "b"),
                List.of(List.of("a, b")),
                List.of("[a, b]"),
                List.of("t1:a", "b"),
                List.of("ab"),
                List.of("a", "", "b"),
                List.of());
        assertThat(lookAlike.stream().map(fingerprints::of)).doesNotHaveDuplicates();
    }
}
