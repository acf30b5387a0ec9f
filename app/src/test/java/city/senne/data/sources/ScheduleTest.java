package city.senne.data.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            30 5 * * *      ; Europe/Brussels  ; 2026-07-01T03:00:00Z ; 2026-07-01T03:30:00Z
            30 5 * * *      ; Europe/Brussels  ; 2026-12-01T03:00:00Z ; 2026-12-01T04:30:00Z
            30 5 * * *      ; America/New_York ; 2026-12-01T03:00:00Z ; 2026-12-01T10:30:00Z
            */10 * * * *    ; UTC              ; 2026-12-01T03:10:00Z ; 2026-12-01T03:20:00Z
            0 0 1 * MON     ; UTC              ; 2026-01-02T00:00:00Z ; 2026-06-01T00:00:00Z
            # Summer time leaves that hour out.
            30 2 * * *      ; Europe/Brussels  ; 2026-03-29T00:00:00Z ; 2026-03-30T00:30:00Z
            """)
    void the_next_time_is_told_by_the_clock_of_its_zone(String schedule, String zone, String after, String next) {
        assertThat(Schedule.next(schedule, ZoneId.of(zone), Instant.parse(after)))
                .contains(Instant.parse(next));
    }

    @ParameterizedTest
    @ValueSource(strings = {"* * * *", "* * * * * *", "61 * * * *", "every day", "@daily"})
    void what_cron_would_not_understand_is_none(String schedule) {
        assertThat(Schedule.isValid(schedule)).isFalse();
    }

    @Test
    void an_empty_one_means_never() {
        assertThat(Schedule.isValid(" ")).isTrue();
        assertThat(Schedule.next("", ZoneId.of("UTC"), Instant.EPOCH)).isEmpty();
        assertThat(Schedule.next("0 0 30 2 *", ZoneId.of("UTC"), Instant.EPOCH)).isEmpty();
    }
}
