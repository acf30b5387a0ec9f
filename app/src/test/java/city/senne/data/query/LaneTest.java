package city.senne.data.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.senne.engine.odsql.Additions;
import city.senne.engine.odsql.OutputColumn;
import city.senne.engine.odsql.SqlQuery;
import city.senne.engine.odsql.ValueType;
import city.senne.platform.store.SenneHome;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

@Timeout(60)
class LaneTest {
    private static final Duration LONG = Duration.ofHours(1);
    private static final int MAY_WAIT = 2;
    private static final String ENDLESS = "select sum(hash(i)) as c1 from range(1000000000000000) t(i)";

    @TempDir
    private Path folder;

    private QueryEngine engine;

    @BeforeEach
    void start() throws SQLException {
        var settings = new QuerySettings(
                "100MB", 1, 1, MAY_WAIT, 0, 1, LONG, LONG, LONG, DataSize.ofBytes(0), Additions.Extent.ALL);
        engine = new QueryEngine(settings, new SenneHome(folder));
    }

    @AfterEach
    void stop() throws SQLException {
        engine.destroy();
    }

    @Test
    void a_quick_question_is_answered_while_the_slow_lane_is_full() throws InterruptedException {
        Lane.Turn busy = engine.slowTurn();
        List<Thread> waiting = List.of(slow(() -> {}), slow(() -> {}));

        assertThat(number(engine.quickTurn(), "select 7 as c1", LONG)).isEqualTo(7);
        assertThatThrownBy(engine::slowTurn).isInstanceOf(TooBusy.class);

        busy.close();
        for (Thread thread : waiting) thread.join();
        assertThat(number(engine.slowTurn(), "select 8 as c1", LONG)).isEqualTo(8);
    }

    @Test
    void slow_questions_have_their_turns_in_the_order_in_which_they_came() throws InterruptedException {
        List<String> answered = new CopyOnWriteArrayList<>();
        Lane.Turn busy = engine.slowTurn();
        Thread first = slow(() -> answered.add("first"));
        Thread second = slow(() -> answered.add("second"));

        busy.close();

        first.join();
        second.join();
        assertThat(answered).containsExactly("first", "second");
    }

    @Test
    void a_question_that_takes_too_long_says_so_and_leaves_its_turn_and_no_connection() {
        long before = connections();

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> number(engine.slowTurn(), ENDLESS, Duration.ofSeconds(1)))
                    .isInstanceOf(TookTooLong.class);
        }

        assertThat(connections()).isEqualTo(before);
    }

    @Test
    void a_question_that_needs_too_much_memory_says_so() {
        String large = "select list(hash(i)) as c1 from range(100000000) t(i)";
        assertThatThrownBy(() -> number(engine.slowTurn(), large, LONG)).isInstanceOf(TooLarge.class);
        assertThatThrownBy(() -> number(engine.exportTurn(), large, LONG)).isInstanceOf(TooLarge.class);
        assertThat(number(engine.slowTurn(), "select 9 as c1", LONG)).isEqualTo(9);
    }

    @Test
    void rows_that_nobody_reads_leave_the_connection_usable() {
        for (int i = 0; i < 2; i++) {
            try (Answer unread = answer(engine.exportTurn(), "select i as c1 from range(1000000) t(i)", LONG)) {
                assertThat(unread.next()).isTrue();
            }
            try (Answer unread = answer(engine.quickTurn(), "select i as c1 from range(1000000) t(i)", LONG)) {
                assertThat(unread.next()).isTrue();
            }
        }
    }

    /// Returns when it waits for its turn.
    private Thread slow(Runnable then) throws InterruptedException {
        Thread thread = Thread.ofPlatform().start(() -> {
            try (Lane.Turn turn = engine.slowTurn()) {
                then.run();
            }
        });
        while (thread.getState() != Thread.State.TIMED_WAITING) Thread.sleep(1);
        return thread;
    }

    private long connections() {
        return number(engine.quickTurn(), "select count as c1 from duckdb_connection_count()", LONG);
    }

    private static long number(Lane.Turn turn, String sql, Duration timeout) {
        try (Answer answer = answer(turn, sql, timeout)) {
            assertThat(answer.next()).isTrue();
            return answer.value(0) instanceof Number number ? number.longValue() : -1;
        }
    }

    private static Answer answer(Lane.Turn turn, String sql, Duration timeout) {
        List<OutputColumn> columns = List.of(new OutputColumn("n", ValueType.INTEGER, null));
        return Answer.of(turn, new SqlQuery(sql, List.of(), columns), timeout);
    }
}
