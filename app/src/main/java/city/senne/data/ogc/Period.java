package city.senne.data.ogc;

import city.senne.engine.odsql.Filter;
import city.senne.engine.table.Field;
import city.senne.engine.table.FieldType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// A day, an instant, or what lies between two.
///
/// @param from null for a period without beginning
/// @param until null for one without end; included
record Period(@Nullable Instant from, @Nullable Instant until) {
    private static final String EXPECTED = "2026-11-23, 2026-11-23T09:00:00Z, from/until, ../until, from/..";

    static Period read(String text) {
        String[] ends = text.strip().split("/", -1);
        if (ends.length > 2) throw Asked.refused("datetime", text, EXPECTED);
        Instant from = end(text, ends[0], LocalTime.MIN);
        Instant until = end(text, ends[ends.length - 1], LocalTime.MAX);
        boolean empty = from == null && until == null && ends.length == 1;
        if (empty || (from != null && until != null && until.isBefore(from))) {
            throw Asked.refused("datetime", text, EXPECTED);
        }
        return new Period(from, until);
    }

    private static @Nullable Instant end(String text, String end, LocalTime ofDay) {
        if (end.isEmpty() || end.equals("..")) return null;
        try {
            return end.length() == 10
                    ? LocalDate.parse(end).atTime(ofDay).toInstant(ZoneOffset.UTC)
                    : OffsetDateTime.parse(end).toInstant();
        } catch (DateTimeException noTime) {
            throw Asked.refused("datetime", text, EXPECTED);
        }
    }

    /// Whether another period has something in common with it.
    boolean meets(@Nullable Instant begins, @Nullable Instant ends) {
        return (until == null || begins == null || !begins.isAfter(until))
                && (from == null || ends == null || !ends.isBefore(from));
    }

    Filter on(Field field) {
        boolean days = field.type() == FieldType.DATE;
        return Filter.during(field.name(), said(from, days), said(until, days));
    }

    private static @Nullable String said(@Nullable Instant end, boolean day) {
        if (end == null) return null;
        return day ? LocalDate.ofInstant(end, ZoneOffset.UTC).toString() : end.toString();
    }
}
