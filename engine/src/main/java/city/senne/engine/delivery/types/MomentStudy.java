package city.senne.engine.delivery.types;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.TemporalAccessor;

/// Learns from every value of a column how it writes dates and times.
final class MomentStudy {
    private final MomentText moment = new MomentText();
    private final Misfits misfits = new Misfits();
    private long moments;
    private long yearFirst;
    private long dayFirst;
    private long monthFirst;
    private long onlyDayFirst;
    private long onlyMonthFirst;
    private long ambiguous;
    private long times;
    private long midnights;
    private long instants;
    private long shortYears;
    private long onlyDayFirstLine;
    private long onlyMonthFirstLine;

    boolean add(String text, long line) {
        if (!moment.read(text)) {
            misfits.add(line, text);
            return false;
        }
        moments++;
        int orders = moment.orders();
        if ((orders & MomentText.YEAR_FIRST) != 0) {
            yearFirst++;
        } else {
            boolean day = (orders & MomentText.DAY_FIRST) != 0;
            boolean month = (orders & MomentText.MONTH_FIRST) != 0;
            if (day) dayFirst++;
            if (month) monthFirst++;
            if (day && !month && onlyDayFirst++ == 0) onlyDayFirstLine = line;
            if (month && !day && onlyMonthFirst++ == 0) onlyMonthFirstLine = line;
        }
        if (moment.isAmbiguous()) ambiguous++;
        if (moment.hasShortYear()) shortYears++;
        if (moment.hasTime()) {
            times++;
            if (moment.isMidnight()) midnights++;
            if (moment.hasOffset()) instants++;
        }
        return true;
    }

    void add(TemporalAccessor value, long line) {
        switch (value) {
            case LocalDate _ -> countTyped();
            case LocalDateTime local -> {
                countTyped();
                times++;
                if (local.toLocalTime().toSecondOfDay() == 0) midnights++;
            }
            case Instant _ -> {
                countTyped();
                times++;
                instants++;
            }
            default -> misfits.add(line, value);
        }
    }

    private void countTyped() {
        moments++;
        yearFirst++;
    }

    void addMisfit(long line, Object value) {
        misfits.add(line, value);
    }

    long moments() {
        return moments;
    }

    Misfits misfits() {
        return misfits;
    }

    /// How day and month are meant where the year stands last: as most values need it; day first when
    /// nothing tells.
    int order() {
        return monthFirst > dayFirst ? MomentText.MONTH_FIRST : MomentText.DAY_FIRST;
    }

    /// How many moments can be read in that order.
    long fitting() {
        return yearFirst + Math.max(dayFirst, monthFirst);
    }

    /// The line of the first value that can be read in no other order; 0 when there is none.
    long proofLine() {
        return order() == MomentText.DAY_FIRST ? onlyDayFirstLine : onlyMonthFirstLine;
    }

    /// Values of which day and month could be exchanged.
    long ambiguous() {
        return ambiguous;
    }

    boolean hasTimes() {
        return times > midnights || instants > 0;
    }

    boolean hasOnlyMidnights() {
        return times > 0 && !hasTimes();
    }

    boolean hasInstants() {
        return instants > 0;
    }

    boolean hasOnlyInstants() {
        return instants == times && times == moments;
    }

    long shortYears() {
        return shortYears;
    }

    boolean isYearFirst() {
        return yearFirst == moments;
    }
}
