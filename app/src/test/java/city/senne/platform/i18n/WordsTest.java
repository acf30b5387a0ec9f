package city.senne.platform.i18n;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class WordsTest {
    private final Words french = words(Language.FR, "{0, plural, =0 {aucune ligne} one {# ligne} other {# lignes}}");
    private final Words dutch = words(Language.NL, "{0, plural, =0 {geen rij} one {# rij} other {# rijen}}");
    private final Words english = words(Language.EN, "{0, plural, =0 {no row} one {# row} other {# rows}}");

    @Test
    void counts_in_the_plural_of_the_language() {
        assertThat(french.of("rows", 0)).isEqualTo("aucune ligne");
        assertThat(french.of("rows", 1)).isEqualTo("1 ligne");
        assertThat(french.of("rows", 17365)).isEqualTo("17\u202F365 lignes");
        assertThat(dutch.of("rows", 17365)).isEqualTo("17.365 rijen");
        assertThat(english.of("rows", 17365)).isEqualTo("17,365 rows");
    }

    @Test
    void writes_numbers_as_the_language_does() {
        assertThat(french.number(12345.6)).isEqualTo("12\u202F345,6");
        assertThat(dutch.number(12345.6)).isEqualTo("12.345,6");
        assertThat(english.number(12345.6)).isEqualTo("12,345.6");
    }

    @Test
    void writes_dates_and_times_on_the_clocks_of_the_city() {
        assertThat(french.date(LocalDate.of(2026, 11, 21))).isEqualTo("21 novembre 2026");
        assertThat(french.date(LocalDate.of(2026, 11, 1))).isEqualTo("1er novembre 2026");
        assertThat(french.dateTime(Instant.parse("2026-11-01T12:30:00Z"))).startsWith("1er novembre 2026");
        assertThat(french.date(LocalDate.of(2026, 11, 11))).isEqualTo("11 novembre 2026");
        assertThat(dutch.date(LocalDate.of(2026, 11, 1))).isEqualTo("1 november 2026");
        assertThat(dutch.date(LocalDate.of(2026, 11, 21))).isEqualTo("21 november 2026");
        assertThat(english.date(Instant.parse("2026-07-21T22:30:00Z"))).isEqualTo("22 July 2026");
        assertThat(french.dateTime(Instant.parse("2026-07-21T12:30:00Z"))).contains("21 juillet 2026", "14:30");
    }

    @Test
    void writes_sizes_in_the_units_of_the_language() {
        assertThat(french.size(1_468_006)).isEqualTo("1,4\u00A0Mo");
        assertThat(dutch.size(1_468_006)).isEqualTo("1,4\u00A0MB");
        assertThat(french.size(DataSize.ofMegabytes(100).toBytes())).isEqualTo("100\u00A0Mo");
        assertThat(english.size(999)).isEqualTo("999\u00A0bytes");
    }

    @Test
    void refuses_a_word_that_does_not_exist() {
        assertThatThrownBy(() -> french.of("columns")).hasMessage("No word in fr for 'columns'");
    }

    private static Words words(Language language, String rows) {
        return new Words(language, ZoneId.of("Europe/Brussels"), Map.of("rows", rows));
    }
}
