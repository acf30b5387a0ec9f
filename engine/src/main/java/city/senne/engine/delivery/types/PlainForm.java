package city.senne.engine.delivery.types;

import city.senne.engine.delivery.PlainCell;
import java.nio.charset.StandardCharsets;

/// The ways of writing that [CellReader] and DuckDB read alike, and that leave a column's type as it is.
/// Looked at for every cell of large files: nothing is allocated but for words.
final class PlainForm implements PlainCell {
    private interface Shape {
        boolean fits(byte[] utf8, int from, int to);
    }

    private final String sqlType;
    private final Shape shape;

    private PlainForm(String sqlType, Shape shape) {
        this.sqlType = sqlType;
        this.shape = shape;
    }

    @Override
    public boolean fits(byte[] utf8, int from, int to) {
        return shape.fits(utf8, from, to);
    }

    @Override
    public String sqlType() {
        return sqlType;
    }

    /// Text that is no word for "no value".
    static PlainForm text(NullWords words) {
        return new PlainForm("varchar", (utf8, from, to) -> !words.matches(utf8, from, to));
    }

    /// A column whose values the format itself typed: none of them is text.
    static PlainForm typed(String sqlType) {
        return new PlainForm(sqlType, (utf8, from, to) -> false);
    }

    static PlainForm nothing() {
        return new PlainForm("varchar", (utf8, from, to) -> false);
    }

    /// Digits alone, as codes are.
    static PlainForm digits(int least, int most) {
        return new PlainForm(
                "varchar",
                (utf8, from, to) -> to - from >= least && to - from <= most && digitsFrom(utf8, from, to) == to);
    }

    /// Up to 15 digits, without a leading zero.
    static PlainForm integer() {
        return new PlainForm(
                "bigint",
                (utf8, from, to) ->
                        isNumber(utf8, from, to, 15, (byte) 0, 0) && !(utf8[from] == '-' && utf8[from + 1] == '0'));
    }

    /// @param before,after the most digits before and after the decimal sign
    static PlainForm number(String sqlType, char decimal, int before, int after) {
        return new PlainForm(sqlType, (utf8, from, to) -> isNumber(utf8, from, to, before, (byte) decimal, after));
    }

    /// `2024-05-31`
    static PlainForm isoDate() {
        return new PlainForm("date", (utf8, from, to) -> to - from == 10 && isIsoDate(utf8, from));
    }

    /// `31/05/2024`, with any separator.
    static PlainForm dayFirstDate(char separator) {
        return new PlainForm(
                "varchar",
                (utf8, from, to) -> to - from == 10
                        && digitsFrom(utf8, from, to) == from + 2
                        && utf8[from + 2] == separator
                        && digitsFrom(utf8, from + 3, to) == from + 5
                        && utf8[from + 5] == separator
                        && isYear(utf8, from + 6));
    }

    /// `2024-05-31T10:00:00.5+02:00` or `…Z`; seconds and fraction may lack, a blank may stand for the T.
    static PlainForm instant() {
        return new PlainForm("timestamptz", (utf8, from, to) -> {
            int zone = utf8[to - 1] == 'Z' ? to - 1 : to - 6;
            if (zone < from + 16 || !isIsoMoment(utf8, from, zone)) return false;
            if (zone == to - 1) return true;
            return (utf8[zone] == '+' || utf8[zone] == '-') && isTime(utf8, zone + 1, to, 16);
        });
    }

    /// The same without a zone.
    static PlainForm localMoment() {
        return new PlainForm("timestamp", PlainForm::isIsoMoment);
    }

    /// One of two words, in any case.
    static PlainForm eitherOf(Booleans pair) {
        return new PlainForm("varchar", (utf8, from, to) -> {
            String word = new String(utf8, from, to - from, StandardCharsets.ISO_8859_1);
            return pair.isYes(word, 0, word.length()) || pair.isNo(word, 0, word.length());
        });
    }

    private static boolean isNumber(byte[] utf8, int from, int to, int before, byte decimal, int after) {
        int start = utf8[from] == '-' ? from + 1 : from;
        int end = digitsFrom(utf8, start, to);
        if (end == start || end - start > before || utf8[start] == '0' && end > start + 1) return false;
        if (end == to) return true;
        if (utf8[end] != decimal) return false;
        int last = digitsFrom(utf8, end + 1, to);
        return last == to && last > end + 1 && last - end - 1 <= after;
    }

    private static boolean isIsoMoment(byte[] utf8, int from, int to) {
        if (to - from < 16 || !isIsoDate(utf8, from) || utf8[from + 10] != 'T' && utf8[from + 10] != ' ') return false;
        if (!isTime(utf8, from + 11, from + 16, 24)) return false;
        if (to == from + 16) return true;
        boolean seconds = to >= from + 19 && utf8[from + 16] == ':' && isBelow(utf8, from + 17, 60);
        if (!seconds || to == from + 19) return seconds;
        boolean micros = to - from >= 21 && to - from <= 26;
        return micros && utf8[from + 19] == '.' && digitsFrom(utf8, from + 20, to) == to;
    }

    private static boolean isTime(byte[] utf8, int from, int to, int hours) {
        return to - from == 5 && isBelow(utf8, from, hours) && utf8[from + 2] == ':' && isBelow(utf8, from + 3, 60);
    }

    private static boolean isBelow(byte[] utf8, int from, int limit) {
        int tens = utf8[from] - '0';
        int ones = utf8[from + 1] - '0';
        return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 && tens * 10 + ones < limit;
    }

    private static boolean isIsoDate(byte[] utf8, int from) {
        return isYear(utf8, from)
                && utf8[from + 4] == '-'
                && isBelow(utf8, from + 5, 13)
                && utf8[from + 7] == '-'
                && isBelow(utf8, from + 8, 32);
    }

    /// Four digits; there was no year nought.
    private static boolean isYear(byte[] utf8, int from) {
        boolean nought = utf8[from] == '0' && utf8[from + 1] == '0' && utf8[from + 2] == '0' && utf8[from + 3] == '0';
        return !nought && digitsFrom(utf8, from, from + 4) == from + 4;
    }

    private static int digitsFrom(byte[] utf8, int from, int to) {
        int i = from;
        while (i < to && utf8[i] >= '0' && utf8[i] <= '9') i++;
        return i;
    }
}
