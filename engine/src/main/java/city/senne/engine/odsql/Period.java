package city.senne.engine.odsql;

import org.jspecify.annotations.Nullable;

/// A unit of `range(date, 1 day)`. Short spellings tell month and minute apart by case.
enum Period {
    MILLISECOND("millisecond", 1_000L),
    SECOND("second", 1_000_000L),
    MINUTE("minute", 60_000_000L),
    HOUR("hour", 3_600_000_000L),
    DAY("day", 86_400_000_000L),
    WEEK("week", 0),
    MONTH("month", 0),
    QUARTER("quarter", 0),
    YEAR("year", 0);

    /// As DuckDB calls it.
    final String word;
    /// Zero for those that cannot be multiplied, since they begin by the calendar.
    final long microseconds;

    Period(String word, long microseconds) {
        this.word = word;
        this.microseconds = microseconds;
    }

    static @Nullable Period of(String spelling) {
        switch (spelling) {
            case "ms":
                return MILLISECOND;
            case "s":
                return SECOND;
            case "m":
                return MINUTE;
            case "h":
                return HOUR;
            case "d":
                return DAY;
            case "w":
                return WEEK;
            case "M":
                return MONTH;
            case "q":
                return QUARTER;
            case "y":
                return YEAR;
            default:
                for (Period period : values()) {
                    if (spelling.equalsIgnoreCase(period.word) || spelling.equalsIgnoreCase(period.word + "s")) {
                        return period;
                    }
                }
                return null;
        }
    }
}
