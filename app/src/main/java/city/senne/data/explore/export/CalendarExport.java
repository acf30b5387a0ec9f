package city.senne.data.explore.export;

import city.senne.engine.odsql.OutputColumn;
import city.senne.engine.odsql.ValueType;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;

/// One event a row, for calendars: RFC 5545. The first column of dates tells when it begins, the next one when it
/// ends, the first text what it is called. A row that does not tell when it begins is no event, and is left out.
///
/// @param title of the calendar
/// @param name of the dataset, which names events that are no records
/// @param made when the data was made
/// @param labels the fields' labels stand in descriptions instead of their names
public record CalendarExport(TextValues values, String title, String name, Instant made, boolean labels)
        implements RowWriter {
    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd");
    private static final int LAST_YEAR = 9999;

    /// Where in a row an event stands; negative for what it does not have.
    private record Parts(int begin, int end, int summary, MainPlace place) {
        static Parts of(List<OutputColumn> columns) {
            int[] times = IntStream.range(0, columns.size())
                    .filter(i -> isTime(columns.get(i)))
                    .toArray();
            int summary = IntStream.range(0, columns.size())
                    .filter(i -> columns.get(i).type() == ValueType.TEXT)
                    .findFirst()
                    .orElse(-1);
            return new Parts(
                    times.length > 0 ? times[0] : -1,
                    times.length > 1 ? times[1] : -1,
                    summary,
                    MainPlace.of(columns, null));
        }

        private static boolean isTime(OutputColumn column) {
            return column.type() == ValueType.DATE || column.type() == ValueType.DATETIME;
        }
    }

    @Override
    public void write(Rows rows, OutputStream out) throws IOException {
        List<OutputColumn> columns = rows.columns();
        Parts parts = Parts.of(columns);
        var lines = new CalendarLines(out);
        lines.line("BEGIN", "VCALENDAR");
        lines.line("VERSION", "2.0");
        lines.line("PRODID", "-//Senne//Senne//EN");
        lines.text("NAME", title);
        lines.text("X-WR-CALNAME", title);
        for (long number = 1; rows.next(); number++) {
            Object begin = parts.begin() < 0 ? null : rows.value(parts.begin());
            if (begin != null && isKnown(begin)) event(lines, rows, parts, begin, number);
        }
        lines.line("END", "VCALENDAR");
    }

    private void event(CalendarLines lines, Rows rows, Parts parts, Object begin, long number) throws IOException {
        lines.line("BEGIN", "VEVENT");
        lines.line("UID", Objects.requireNonNullElse(rows.id(), name + "-" + number));
        lines.line("DTSTAMP", INSTANT.format(made));
        Object end = parts.end() < 0 ? null : rows.value(parts.end());
        if (end != null && !isKnown(end)) end = null;
        if (begin instanceof LocalDate day) {
            LocalDate after = dayAfter(day, end, rows.columns().get(parts.begin()));
            lines.line("DTSTART;VALUE=DATE", DAY.format(day));
            lines.line("DTEND;VALUE=DATE", DAY.format(after));
        } else {
            Instant start = ((OffsetDateTime) begin).toInstant();
            Instant stop = end == null ? start : instant(end, values.zone());
            lines.line("DTSTART", INSTANT.format(start));
            if (stop.isAfter(start)) lines.line("DTEND", INSTANT.format(stop));
        }
        String summary = parts.summary() < 0
                ? null
                : values.text(rows.columns().get(parts.summary()), rows.value(parts.summary()));
        lines.text("SUMMARY", summary == null ? title : summary);
        String description = description(rows, parts);
        if (!description.isEmpty()) lines.text("DESCRIPTION", description);
        Geometry place = parts.place().geometry(rows);
        if (place instanceof Point point && !point.isEmpty()) {
            lines.line("GEO", "%s;%s".formatted(point.getY(), point.getX()));
        }
        lines.line("END", "VEVENT");
    }

    /// A calendar's day ends where the next one begins; a month or a year that is all that is known lasts that long.
    private LocalDate dayAfter(LocalDate begin, @Nullable Object end, OutputColumn column) {
        LocalDate last = switch (end) {
            case LocalDate day -> day;
            case OffsetDateTime instant ->
                instant.atZoneSameInstant(values.zone()).toLocalDate();
            case null, default -> begin;
        };
        if (last.isAfter(begin)) return last.plusDays(1);
        return switch (JsonValues.precision(column)) {
            case "year" -> begin.plusYears(1);
            case "month" -> begin.plusMonths(1);
            case null, default -> begin.plusDays(1);
        };
    }

    private static Instant instant(Object end, ZoneId zone) {
        return end instanceof LocalDate day
                ? day.plusDays(1).atStartOfDay(zone).toInstant()
                : ((OffsetDateTime) end).toInstant();
    }

    /// Whether the format can write the time.
    private static boolean isKnown(Object time) {
        int year = time instanceof LocalDate day ? day.getYear() : ((OffsetDateTime) time).getYear();
        return year >= 1 && year < LAST_YEAR;
    }

    /// What else the row says.
    private String description(Rows rows, Parts parts) {
        var said = new StringJoiner("\n");
        List<OutputColumn> columns = rows.columns();
        for (int i = 0; i < columns.size(); i++) {
            OutputColumn column = columns.get(i);
            boolean isShown = i == parts.begin() || i == parts.end() || i == parts.summary();
            if (isShown || column.type() == ValueType.SHAPE || column.type() == ValueType.POINT) continue;
            String text = values.text(column, rows.value(i));
            if (text != null) said.add(CsvExport.header(column, labels) + ": " + text);
        }
        return said.toString();
    }
}
