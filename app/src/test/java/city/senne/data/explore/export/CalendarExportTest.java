package city.senne.data.explore.export;

import static city.senne.data.explore.export.GivenRows.rows;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import city.senne.engine.odsql.ValueType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Calendars, as a library for calendars reads them.
class CalendarExportTest {
    private static final ZoneId BRUSSELS = ZoneId.of("Europe/Brussels");

    @TempDir
    private Path folder;

    @Test
    void an_event_has_its_times_its_name_and_what_else_is_known() throws Exception {
        JsonNode event = read(rows().column("quoi", ValueType.TEXT)
                        .column("debut", ValueType.DATETIME)
                        .column("fin", ValueType.DATETIME)
                        .column("note", ValueType.TEXT)
                        .column("lieu", ValueType.POINT)
                        .row(
                                "Marché; brocante, fête",
                                time("2026-05-01T08:00:00+02:00"),
                                time("2026-05-01T12:00:00+02:00"),
                                "Entrée \\ libre\r\nVenez\u0007 !",
                                new Rows.Place(4.35, 50.85)))
                .get("rows")
                .get(0);
        assertThat(event.get("summary").asString()).isEqualTo("Marché; brocante, fête");
        assertThat(event.get("begin").asString()).isEqualTo("2026-05-01T06:00:00Z");
        assertThat(event.get("end").asString()).isEqualTo("2026-05-01T10:00:00Z");
        assertThat(event.get("description").asString()).isEqualTo("note: Entrée \\ libre\nVenez !");
        assertThat(Files.readString(folder.resolve("a.ics"))).contains("GEO:50.85;4.35\r\n");
    }

    @Test
    void days_last_to_their_end_and_months_and_years_as_long_as_they_are() throws Exception {
        assertThat(span(rows().column("d", ValueType.DATE).row(LocalDate.of(2026, 5, 1))))
                .isEqualTo("2026-05-01 2026-05-02");
        assertThat(span(rows().column("d", ValueType.DATE, "d", "month").row(LocalDate.of(2026, 5, 1))))
                .isEqualTo("2026-05-01 2026-06-01");
        assertThat(span(rows().column("d", ValueType.DATE, "d", "year").row(LocalDate.of(2026, 1, 1))))
                .isEqualTo("2026-01-01 2027-01-01");
        assertThat(span(rows().column("d", ValueType.DATE)
                        .column("e", ValueType.DATE)
                        .row(LocalDate.of(2026, 5, 1), LocalDate.of(2026, 5, 3))))
                .isEqualTo("2026-05-01 2026-05-04");
    }

    @Test
    void an_end_of_another_kind_or_before_the_beginning_is_understood() throws Exception {
        assertThat(span(rows().column("d", ValueType.DATE)
                        .column("e", ValueType.DATETIME)
                        .row(LocalDate.of(2026, 5, 1), time("2026-05-02T23:30:00Z"))))
                .isEqualTo("2026-05-01 2026-05-04");
        assertThat(span(rows().column("d", ValueType.DATETIME)
                        .column("e", ValueType.DATE)
                        .row(time("2026-05-01T08:00:00Z"), LocalDate.of(2026, 5, 1))))
                .isEqualTo("2026-05-01T08:00:00Z 2026-05-01T22:00:00Z");
        assertThat(span(rows().column("d", ValueType.DATE)
                        .column("e", ValueType.DATE)
                        .row(LocalDate.of(2026, 5, 1), LocalDate.of(2025, 5, 3))))
                .isEqualTo("2026-05-01 2026-05-02");
    }

    @Test
    void a_row_without_a_beginning_is_no_event() throws Exception {
        JsonNode read = read(rows().column("d", ValueType.DATE)
                .row((Object) null)
                .row(LocalDate.of(12000, 1, 1))
                .row(LocalDate.of(2026, 5, 1)));
        assertThat(read.get("rows")).hasSize(1);
        assertThat(read.get("rows").get(0).get("uid").asString()).isEqualTo("marches-3");
        assertThat(read.get("rows").get(0).get("summary").asString()).isEqualTo("Marchés, etc.");
        assertThat(read.get("name").asString()).isEqualTo("Marchés\\, etc.");
    }

    @Test
    void long_lines_are_folded_between_characters() throws Exception {
        String text = "é€😀".repeat(100);
        JsonNode read = read(
                rows().column("t", ValueType.TEXT).column("d", ValueType.DATE).row(text, LocalDate.of(2026, 5, 1)));
        assertThat(read.get("rows").get(0).get("summary").asString()).isEqualTo(text);
        assertThat(Files.readString(folder.resolve("a.ics")).split("\r\n"))
                .allSatisfy(line -> assertThat(line.getBytes(UTF_8).length).isLessThanOrEqualTo(75));
    }

    private String span(GivenRows rows) throws Exception {
        JsonNode event = read(rows).get("rows").get(0);
        return event.get("begin").asString() + " " + event.get("end").asString();
    }

    private JsonNode read(GivenRows rows) throws Exception {
        var export = new CalendarExport(
                new TextValues(BRUSSELS, ","),
                "Marchés, etc.",
                "marches",
                Instant.parse("2026-11-22T00:00:00Z"),
                false);
        return OtherReaders.node("ical", Files.write(folder.resolve("a.ics"), rows.bytes(export)));
    }

    private static OffsetDateTime time(String text) {
        return OffsetDateTime.parse(text);
    }
}
