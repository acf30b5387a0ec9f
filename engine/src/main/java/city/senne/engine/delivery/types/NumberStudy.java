package city.senne.engine.delivery.types;

import java.math.BigDecimal;

/// Learns from every value of a column how it writes numbers, and which kind they are.
final class NumberStudy {
    private final NumberText number = new NumberText();
    private final long[] fitting = new long[NumberText.FORMATS.length];
    private final Misfits misfits = new Misfits();

    private long fittingAll;
    private long numbers;
    private long typed;
    private long typedFractions;
    private long tooLong;
    private long plain;
    private long plainOverThousand;
    private long leadingZeros;
    private long leadingZeroLine;
    private long plusNumbers;
    private long exponents;
    private long pointDecimals;
    private long commaDecimals;
    private long notTwoPointDecimals;
    private long notTwoCommaDecimals;
    private int mostPointDecimals;
    private int mostCommaDecimals;
    private int mostDigits;
    private long percents;
    private long currencies;
    private char currency;
    private boolean otherCurrency;
    private double minAsPoint = Double.POSITIVE_INFINITY;
    private double maxAsPoint = Double.NEGATIVE_INFINITY;
    private double minAsComma = Double.POSITIVE_INFINITY;
    private double maxAsComma = Double.NEGATIVE_INFINITY;

    /// Whether the text is a number in some format.
    boolean add(String text, long line) {
        if (!number.read(text)) {
            misfits.add(line, text);
            return false;
        }
        numbers++;
        int formats = number.formats();
        if (number.separators() > 0) {
            for (int f = 0; f < fitting.length; f++) fitting[f] += formats >> f & 1;
        } else {
            fittingAll++;
        }
        if (number.hasLeadingZero() && leadingZeros++ == 0) leadingZeroLine = line;
        if (number.hasExponent()) exponents++;
        countUnit();
        if (number.separators() == 0) {
            if (number.digits() > 15 && !number.hasExponent()) tooLong++;
        }
        if (text.charAt(0) == '+' && number.digits() >= 9 && number.decimals('.') == 0) plusNumbers++;
        mostDigits = Math.max(mostDigits, number.digits());
        int afterPoint = number.decimals('.');
        int afterComma = number.decimals(',');
        if (afterPoint > 0) {
            pointDecimals++;
            mostPointDecimals = Math.max(mostPointDecimals, afterPoint);
            if (afterPoint != 2) notTwoPointDecimals++;
        } else if (afterComma > 0) {
            commaDecimals++;
            mostCommaDecimals = Math.max(mostCommaDecimals, afterComma);
            if (afterComma != 2) notTwoCommaDecimals++;
        }
        double asPoint = number.doubleValue(NumberFormat.POINT);
        double asComma = afterPoint == 0 && afterComma == 0 ? asPoint : number.doubleValue(NumberFormat.COMMA);
        if (number.separators() == 0) {
            plain++;
            if (Math.abs(asPoint) >= 1000) plainOverThousand++;
        }
        minAsPoint = Math.min(minAsPoint, asPoint);
        maxAsPoint = Math.max(maxAsPoint, asPoint);
        minAsComma = Math.min(minAsComma, asComma);
        maxAsComma = Math.max(maxAsComma, asComma);
        return true;
    }

    private void countUnit() {
        char unit = number.unit();
        if (unit == 0) return;
        if (unit == '%' || unit == '‰') {
            percents++;
        } else {
            currencies++;
            otherCurrency |= currency != 0 && currency != unit;
            currency = unit;
        }
    }

    /// A number that the format typed itself.
    void add(Number value) {
        numbers++;
        typed++;
        fittingAll++;
        double asDouble = value.doubleValue();
        boolean whole = value instanceof BigDecimal exact ? isWhole(exact) : asDouble == Math.rint(asDouble);
        if (!whole || Math.abs(asDouble) >= 1e15 && !(value instanceof Long)) typedFractions++;
        if (value instanceof BigDecimal exact) mostPointDecimals = Math.max(mostPointDecimals, exact.scale());
        minAsPoint = Math.min(minAsPoint, asDouble);
        maxAsPoint = Math.max(maxAsPoint, asDouble);
        minAsComma = Math.min(minAsComma, asDouble);
        maxAsComma = Math.max(maxAsComma, asDouble);
    }

    private static boolean isWhole(BigDecimal exact) {
        return exact.signum() == 0 || exact.stripTrailingZeros().scale() <= 0;
    }

    void addMisfit(long line, Object value) {
        misfits.add(line, value);
    }

    /// The format that most numbers fit; the simplest of several.
    NumberFormat format() {
        int best = 0;
        for (int f = 1; f < fitting.length; f++) if (fitting[f] > fitting[best]) best = f;
        NumberFormat format = NumberText.FORMATS[best];
        boolean groupsOrFraction = best <= 1 && isAmbiguous();
        if (groupsOrFraction && plain > 0 && plainOverThousand == 0) {
            return new NumberFormat(format.decimal() == '.' ? ',' : '.', format.decimal());
        }
        return format;
    }

    /// Whether every separator may as well stand between thousands as before a fraction: `1.234`.
    boolean isAmbiguous() {
        long separated = numbers - plain - typed;
        if (separated == 0) return false;
        return pointDecimals > 0 && fitting[0] == fitting[7] || commaDecimals > 0 && fitting[1] == fitting[6];
    }

    Misfits misfits() {
        return misfits;
    }

    long numbers() {
        return numbers;
    }

    /// How many numbers fit a format.
    long fitting(NumberFormat format) {
        for (int f = 0; f < fitting.length; f++)
            if (NumberText.FORMATS[f].equals(format)) return fitting[f] + fittingAll;
        return 0;
    }

    boolean areWhole(NumberFormat format) {
        long fractions = format.decimal() == '.' ? pointDecimals : commaDecimals;
        return fractions == 0 && typedFractions == 0 && exponents == 0;
    }

    long tooLong() {
        return tooLong;
    }

    long leadingZeros() {
        return leadingZeros;
    }

    long leadingZeroLine() {
        return leadingZeroLine;
    }

    long plusNumbers() {
        return plusNumbers;
    }

    boolean hasExponents() {
        return exponents > 0;
    }

    int mostDecimals(NumberFormat format) {
        return format.decimal() == '.' ? mostPointDecimals : mostCommaDecimals;
    }

    int mostDigits() {
        return mostDigits;
    }

    /// Two digits behind the decimal sign wherever there are any, and somewhere at least.
    boolean hasTwoDecimals(NumberFormat format) {
        return format.decimal() == '.'
                ? pointDecimals > 0 && notTwoPointDecimals == 0
                : commaDecimals > 0 && notTwoCommaDecimals == 0;
    }

    /// The unit that all numbers share, or a currency that some of them bear; 0 when there is none.
    char unit() {
        if (percents > 0) return '%';
        return currencies > 0 ? currency : 0;
    }

    /// Numbers that bear different units cannot stand in one column.
    boolean mixesUnits() {
        return otherCurrency || percents > 0 && percents < numbers;
    }

    boolean isMoney() {
        return currencies > 0;
    }

    double min(NumberFormat format) {
        return numbers == 0 ? Double.NaN : format.decimal() == '.' ? minAsPoint : minAsComma;
    }

    double max(NumberFormat format) {
        return numbers == 0 ? Double.NaN : format.decimal() == '.' ? maxAsPoint : maxAsComma;
    }
}
