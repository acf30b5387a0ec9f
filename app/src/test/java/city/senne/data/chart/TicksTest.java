package city.senne.data.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicksTest {

    @ParameterizedTest
    @CsvSource({
        "0, 97, 5, 0, 100, 20",
        "0, 1, 5, 0, 1, 0.2",
        "-30, 70, 5, -40, 80, 20",
        "0.003, 0.0041, 4, 0.003, 0.0045, 0.0005",
        "1e12, 3e12, 4, 1e12, 3e12, 5e11",
        "-7, -7, 5, -10, -2, 2"
    })
    void round_numbers_enclose_all_values(double low, double high, int count, double first, double last, double step) {
        List<Double> ticks = Ticks.around(low, high, count, false);
        assertThat(ticks.getFirst()).isLessThanOrEqualTo(low);
        assertThat(ticks.getLast()).isGreaterThanOrEqualTo(high);
        if (low != high) {
            assertThat(ticks.getFirst()).isEqualTo(first);
            assertThat(ticks.getLast()).isEqualTo(last);
            assertThat(ticks.get(1) - ticks.get(0))
                    .isCloseTo(step, org.assertj.core.data.Percentage.withPercentage(1e-6));
        }
    }

    @Test
    void tenths_are_written_as_tenths() {
        assertThat(Ticks.around(0, 0.5, 5, false)).containsExactly(0.0, 0.1, 0.2, 0.3, 0.4, 0.5);
    }

    @Test
    void what_is_counted_is_marked_by_whole_numbers() {
        assertThat(Ticks.around(0, 1, 5, true)).containsExactly(0.0, 1.0);
        assertThat(Ticks.around(0, 3, 10, true)).containsExactly(0.0, 1.0, 2.0, 3.0);
        assertThat(Ticks.around(0, 40, 5, true)).containsExactly(0.0, 10.0, 20.0, 30.0, 40.0);
    }

    @Test
    void a_single_value_has_room_around_it() {
        assertThat(Ticks.around(0, 0, 5, false)).hasSizeGreaterThan(1).startsWith(0.0);
        assertThat(Ticks.around(42, 42, 5, false)).hasSizeGreaterThan(2);
        assertThat(new Scale(5, 5, 0, 100).at(5)).isEqualTo(50);
    }

    @Test
    void years_are_whole() {
        assertThat(Ticks.within(2001, 2003, 10, true)).containsExactly(2001.0, 2002.0, 2003.0);
        assertThat(Ticks.within(2001, 2025, 10, true)).contains(2005.0, 2010.0, 2025.0);
    }

    @ParameterizedTest
    @CsvSource({
        "1920-03-01T00:00, 2025-10-01T00:00, YEARS, 1920, 2020, YEARS",
        "2023-01-01T00:00, 2025-11-01T00:00, MONTHS, 2023, 2025, MONTHS",
        "2024-02-20T00:00, 2024-03-15T00:00, DAYS, 2024, 2024, DAYS",
        "2024-02-20T05:00, 2024-02-21T17:00, HOURS, 2024, 2024, HOURS"
    })
    void times_are_marked_at_beginnings(
            LocalDateTime low, LocalDateTime high, ChronoUnit finest, int firstYear, int lastYear, ChronoUnit unit) {
        List<Ticks.Moment> ticks = Ticks.ofTime(Ticks.seconds(low), Ticks.seconds(high), 8, finest);
        assertThat(ticks).hasSizeBetween(3, 14).allSatisfy(tick -> {
            LocalDateTime at = Ticks.moment(tick.seconds());
            assertThat(at).isBetween(low, high).isEqualTo(at.truncatedTo(ChronoUnit.HOURS));
            if (unit != ChronoUnit.HOURS) assertThat(at.getHour()).isZero();
            if (unit == ChronoUnit.MONTHS || unit == ChronoUnit.YEARS)
                assertThat(at.getDayOfMonth()).isOne();
            if (unit == ChronoUnit.YEARS) assertThat(at.getMonthValue()).isOne();
            assertThat(tick.unit()).isEqualTo(unit);
        });
        assertThat(ticks).isSortedAccordingTo(java.util.Comparator.comparing(Ticks.Moment::seconds));
    }
}
