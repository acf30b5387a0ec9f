package city.senne.engine.delivery.types;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Year;

/// Reads a date, or a date and a time, as people write them; keeps the last one read, so that millions
/// of cells cost no object. Whether `03/04/2024` is in March or in April is for the column to decide.
/// Not for several threads.
final class MomentText {
    /// Orders in which a date can be read, as bits.
    static final int YEAR_FIRST = 1;

    static final int DAY_FIRST = 2;
    static final int MONTH_FIRST = 4;

    private String text = "";
    private int at;
    private int to;

    private int orders;
    private int year;
    private int first;
    private int second;
    private boolean shortYear;
    private boolean named;
    private boolean hasTime;
    private int hour;
    private int minute;
    private int secondOfMinute;
    private int nano;
    private boolean hasOffset;
    private int offset;

    /// Whether the text is a date in at least one order, with or without a time.
    boolean read(String text) {
        this.text = text;
        at = 0;
        to = text.length();
        orders = 0;
        hasTime = false;
        hasOffset = false;
        hour = minute = secondOfMinute = nano = offset = 0;
        while (at < to && CellKind.isBlank(text.charAt(at))) at++;
        while (to > at && CellKind.isBlank(text.charAt(to - 1))) to--;
        if (to - at < 6 || to - at > 60) return false;
        char c = text.charAt(at);
        if (c < '0' || c > '9') {
            if (!Character.isLetter(c) || !skipWeekday()) return false;
        }
        return readDate() && (at == to || readTime()) && at == to;
    }

    private boolean skipWeekday() {
        int end = at;
        while (end < to && Character.isLetter(text.charAt(end))) end++;
        if (!Weekdays.isWeekday(text, at, end)) return false;
        at = end;
        while (at < to && (text.charAt(at) == ' ' || text.charAt(at) == ',' || text.charAt(at) == '.')) at++;
        return at < to && isDigit(text.charAt(at));
    }

    private boolean readDate() {
        int start = at;
        int one = number(4);
        int oneLength = at - start;
        if (oneLength == 0 || at == to) return false;
        if (oneLength <= 2 && text.startsWith("er", at)) at += 2;
        if (at == to) return false;
        char separator = text.charAt(at);
        if (separator == ' ' || separator == '-' || separator == '/' || separator == '.') at++;
        while (at < to && text.charAt(at) == ' ') at++;
        if (at == to) return false;
        named = Character.isLetter(text.charAt(at));
        if (named) return oneLength <= 2 && readNamedMonth(one);
        if (separator == ' ' || isDigit(separator)) return false;
        int secondStart = at;
        int two = number(2);
        int twoLength = at - secondStart;
        if (twoLength == 0 || at == to || text.charAt(at) != separator) return false;
        at++;
        int thirdStart = at;
        int three = number(4);
        int threeLength = at - thirdStart;
        if (at < to && isDigit(text.charAt(at))) return false;
        shortYear = false;
        if (oneLength == 4) {
            if (threeLength == 0 || threeLength > 2) return false;
            year = one;
            first = three;
            second = two;
            if (isValid(year, two, three)) orders = YEAR_FIRST;
            return orders != 0;
        }
        if (oneLength > 2 || threeLength != 4 && threeLength != 2) return false;
        shortYear = threeLength == 2;
        year = shortYear ? century(three) : three;
        first = one;
        second = two;
        if (isValid(year, two, one)) orders |= DAY_FIRST;
        if (isValid(year, one, two)) orders |= MONTH_FIRST;
        return orders != 0;
    }

    private boolean readNamedMonth(int day) {
        int end = at;
        while (end < to && Character.isLetter(text.charAt(end))) end++;
        int month = Months.monthOf(text, at, end);
        if (month == 0) return false;
        at = end;
        while (at < to
                && (text.charAt(at) == ' '
                        || text.charAt(at) == '.'
                        || text.charAt(at) == '-'
                        || text.charAt(at) == ','
                        || text.charAt(at) == '/')) at++;
        int start = at;
        int value = number(4);
        int length = at - start;
        if (length != 4 && length != 2) return false;
        shortYear = length == 2;
        year = shortYear ? century(value) : value;
        first = day;
        second = month;
        if (isValid(year, month, day)) orders = DAY_FIRST | YEAR_FIRST | MONTH_FIRST;
        return orders != 0;
    }

    /// Two digits: up to 49 in this century, from 50 in the last.
    private static int century(int year) {
        return year < 50 ? 2000 + year : 1900 + year;
    }

    private boolean readTime() {
        char c = text.charAt(at);
        if (c == 'T' || c == 't') at++;
        else if (c == ' ' || c == ',' || c == '\u00a0' || c == '\u202f') {
            while (at < to
                    && (text.charAt(at) == ' '
                            || text.charAt(at) == ','
                            || text.charAt(at) == '\u00a0'
                            || text.charAt(at) == '\u202f')) at++;
            if (at + 1 < to && text.charAt(at) == 'à' && text.charAt(at + 1) == ' ') at += 2;
        } else return false;
        int start = at;
        hour = number(2);
        if (at == start || at == to) return false;
        char separator = text.charAt(at);
        if (separator != ':' && separator != '.' && separator != 'h' && separator != 'H') return false;
        at++;
        start = at;
        minute = number(2);
        if (at - start != 2 && !(separator == 'h' && at == start)) return false;
        if (at < to && text.charAt(at) == separator && separator != 'h') {
            at++;
            start = at;
            secondOfMinute = number(2);
            if (at - start != 2) return false;
            if (at < to && (text.charAt(at) == '.' || text.charAt(at) == ',')) readFraction();
        }
        hasTime = true;
        if (at < to) readHalfOfDay();
        if (at < to && !readOffset()) return false;
        boolean endOfDay = hour == 24 && minute == 0 && secondOfMinute == 0 && nano == 0;
        return (hour < 24 || endOfDay) && minute < 60 && secondOfMinute < 60;
    }

    private void readFraction() {
        at++;
        int digits = 0;
        while (at < to && isDigit(text.charAt(at))) {
            if (digits++ < 9) nano = nano * 10 + (text.charAt(at) - '0');
            at++;
        }
        while (digits++ < 9) nano *= 10;
    }

    private void readHalfOfDay() {
        int start = at;
        while (at < to && text.charAt(at) == ' ') at++;
        boolean am = text.regionMatches(true, at, "AM", 0, 2);
        boolean pm = text.regionMatches(true, at, "PM", 0, 2);
        if ((am || pm) && hour >= 1 && hour <= 12) {
            hour = hour % 12 + (pm ? 12 : 0);
            at += 2;
        } else {
            at = start;
        }
    }

    private boolean readOffset() {
        while (at < to && text.charAt(at) == ' ') at++;
        if (at == to) return true;
        char c = text.charAt(at);
        if (c == 'Z' || c == 'z') {
            at++;
            hasOffset = true;
            return true;
        }
        if (text.regionMatches(true, at, "UTC", 0, 3) || text.regionMatches(true, at, "GMT", 0, 3)) {
            at += 3;
            hasOffset = true;
            if (at == to) return true;
            c = text.charAt(at);
        }
        if (c != '+' && c != '-') return false;
        at++;
        int start = at;
        int hours = number(2);
        if (at - start != 2) return false;
        if (at < to && text.charAt(at) == ':') at++;
        start = at;
        int minutes = number(2);
        if (at - start != 0 && at - start != 2 || hours > 18 || minutes > 59) return false;
        hasOffset = true;
        offset = (c == '-' ? -1 : 1) * (hours * 3600 + minutes * 60);
        return true;
    }

    /// Reads up to `most` digits; the caller sees by `at` how many there were.
    private int number(int most) {
        int value = 0;
        for (int end = Math.min(to, at + most); at < end && isDigit(text.charAt(at)); at++) {
            value = value * 10 + (text.charAt(at) - '0');
        }
        return value;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isValid(int year, int month, int day) {
        if (month < 1 || month > 12 || day < 1 || day > 31 || year < 1) return false;
        return switch (month) {
            case 2 -> day <= (Year.isLeap(year) ? 29 : 28);
            case 4, 6, 9, 11 -> day <= 30;
            default -> true;
        };
    }

    int orders() {
        return orders;
    }

    /// Whether the order of day and month makes a difference here.
    boolean isAmbiguous() {
        return (orders & (DAY_FIRST | MONTH_FIRST)) == (DAY_FIRST | MONTH_FIRST) && !named && first != second;
    }

    boolean hasShortYear() {
        return shortYear;
    }

    boolean hasTime() {
        return hasTime;
    }

    boolean hasOffset() {
        return hasOffset;
    }

    boolean isMidnight() {
        return hour == 0 && minute == 0 && secondOfMinute == 0 && nano == 0;
    }

    int offsetSeconds() {
        return offset;
    }

    LocalDate date(int order) {
        boolean monthFirst = order == MONTH_FIRST && !named && (orders & YEAR_FIRST) == 0;
        return LocalDate.of(year, monthFirst ? first : second, monthFirst ? second : first);
    }

    LocalDateTime dateTime(int order) {
        LocalDate date = date(order);
        return hour == 24 ? date.plusDays(1).atStartOfDay() : date.atTime(hour, minute, secondOfMinute, nano);
    }
}
