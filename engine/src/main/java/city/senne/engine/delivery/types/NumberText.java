package city.senne.engine.delivery.types;

import java.math.BigDecimal;

/// Reads a number as people write it, once, and says in which formats it can be read. Holds the last
/// text read, so that millions of cells cost no object. Not for several threads.
final class NumberText {
    private static final char NONE = 0;
    /// Every format, the simplest first: of two that fit a column equally well the first is taken.
    static final NumberFormat[] FORMATS = {
        NumberFormat.POINT,
        NumberFormat.COMMA,
        new NumberFormat('.', ' '),
        new NumberFormat(',', ' '),
        new NumberFormat('.', '\''),
        new NumberFormat(',', '\''),
        new NumberFormat('.', ','),
        new NumberFormat(',', '.'),
    };

    private static final int ALL_FORMATS = 0xff;
    private static final int POINT_FORMATS = bits('.');
    private static final int COMMA_FORMATS = bits(',');
    private static final int MOST_SEPARATORS = 12;
    private static final long EXACT_DOUBLE = 1L << 53;
    private static final double[] POWERS = new double[23];

    static {
        double power = 1;
        for (int i = 0; i < POWERS.length; i++, power *= 10) POWERS[i] = power;
    }

    private String text = "";
    private int bodyFrom;
    private int bodyTo;
    private boolean negative;
    private long mantissa;
    private int digits;
    private int separators;
    private final char[] separator = new char[MOST_SEPARATORS];
    private final int[] digitsBefore = new int[MOST_SEPARATORS];
    private int exponent;
    private boolean hasExponent;
    private boolean leadingZero;
    private char unit;
    private int formats;

    /// Whether the text is a number in at least one format.
    boolean read(String text) {
        this.text = text;
        unit = NONE;
        negative = false;
        hasExponent = false;
        exponent = 0;
        formats = 0;
        int from = 0;
        int to = text.length();
        while (from < to && CellKind.isBlank(text.charAt(from))) from++;
        while (to > from && CellKind.isBlank(text.charAt(to - 1))) to--;
        if (from == to) return false;
        char first = text.charAt(from);
        if (first < '0' || first > '9') {
            from = readPrefix(from, to);
            if (from < 0) return false;
        }
        char last = text.charAt(to - 1);
        if (last < '0' || last > '9') {
            to = readSuffix(from, to);
            if (to < 0) return false;
        }
        return readBody(from, to);
    }

    private int readPrefix(int from, int to) {
        boolean signed = false;
        while (from < to) {
            char c = text.charAt(from);
            if (c >= '0' && c <= '9' || c == '.' || c == ',') return from;
            if ((c == '-' || c == '+' || c == '\u2212') && !signed) {
                signed = true;
                negative = c != '+';
                from++;
            } else if (isCurrency(c) && unit == NONE) {
                unit = c;
                from++;
            } else if (unit == NONE && text.regionMatches(true, from, "EUR", 0, 3)) {
                unit = '€';
                from += 3;
            } else if (CellKind.isBlank(c)) {
                from++;
            } else {
                return -1;
            }
        }
        return -1;
    }

    private int readSuffix(int from, int to) {
        while (to > from) {
            char c = text.charAt(to - 1);
            if (c >= '0' && c <= '9' || c == '.' || c == ',') return to;
            if ((isCurrency(c) || c == '%' || c == '‰') && unit == NONE) {
                unit = c;
                to--;
            } else if (unit == NONE && to - from > 3 && text.regionMatches(true, to - 3, "EUR", 0, 3)) {
                unit = '€';
                to -= 3;
            } else if (CellKind.isBlank(c)) {
                to--;
            } else {
                return -1;
            }
        }
        return -1;
    }

    private static boolean isCurrency(char c) {
        return c == '€' || c == '$' || c == '£';
    }

    private boolean readBody(int from, int to) {
        bodyFrom = from;
        bodyTo = to;
        mantissa = 0;
        digits = 0;
        separators = 0;
        int i = from;
        for (; i < to; i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
                if (digits <= 18) mantissa = mantissa * 10 + (c - '0');
                continue;
            }
            char sign;
            switch (c) {
                case '.', ',', ' ', '\'' -> sign = c;
                case '\u00a0', '\u202f', '\u2009', '\u2007' -> sign = ' ';
                case '’' -> sign = '\'';
                case 'e', 'E' -> sign = 'e';
                default -> {
                    return false;
                }
            }
            if (sign == 'e') break;
            if (separators == MOST_SEPARATORS) return false;
            separator[separators] = sign;
            digitsBefore[separators++] = digits;
        }
        if (digits == 0) return false;
        int wholeDigits = separators == 0 ? digits : digitsBefore[0];
        leadingZero = wholeDigits > 1 && text.charAt(from) == '0';
        if (i < to && !readExponent(i + 1, to)) return false;
        formats = fittingFormats();
        return formats != 0;
    }

    private boolean readExponent(int from, int to) {
        if (separators > 1 || separators == 1 && separator[0] != '.' && separator[0] != ',') return false;
        boolean minus = false;
        if (from < to && (text.charAt(from) == '-' || text.charAt(from) == '+')) minus = text.charAt(from++) == '-';
        if (from == to || to - from > 3) return false;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') return false;
            exponent = exponent * 10 + (c - '0');
        }
        if (minus) exponent = -exponent;
        hasExponent = true;
        return true;
    }

    private int fittingFormats() {
        if (separators == 0) return ALL_FORMATS;
        char last = separator[separators - 1];
        int mask = 0;
        if (separators == 1 && (last == '.' || last == ',')) mask = last == '.' ? POINT_FORMATS : COMMA_FORMATS;
        if (hasExponent) return mask;
        for (int f = 0; f < FORMATS.length; f++) {
            if (FORMATS[f].thousands() != NONE && isGrouped(FORMATS[f])) mask |= 1 << f;
        }
        return mask;
    }

    private boolean isGrouped(NumberFormat format) {
        int groups = separators;
        if (separator[separators - 1] == format.decimal()) groups--;
        if (groups == 0) return false;
        for (int i = 0; i < groups; i++) {
            if (separator[i] != format.thousands()) return false;
            int end = i + 1 < separators ? digitsBefore[i + 1] : digits;
            if (end - digitsBefore[i] != 3) return false;
        }
        return digitsBefore[0] >= 1 && digitsBefore[0] <= 3 && text.charAt(bodyFrom) != '0';
    }

    private static int bits(char decimal) {
        int bits = 0;
        for (int f = 0; f < FORMATS.length; f++) {
            if (FORMATS[f].decimal() == decimal) bits |= 1 << f;
        }
        return bits;
    }

    /// The formats in which the text can be read, one bit for each of FORMATS.
    int formats() {
        return formats;
    }

    boolean fits(NumberFormat format) {
        if (separators == 0) return true;
        for (int f = 0; f < FORMATS.length; f++) {
            if (FORMATS[f].equals(format)) return (formats & 1 << f) != 0;
        }
        return false;
    }

    /// `€ $ £ % ‰`, or 0.
    char unit() {
        return unit;
    }

    /// A zero before other digits of the whole part: the mark of a code.
    boolean hasLeadingZero() {
        return leadingZero;
    }

    boolean hasExponent() {
        return hasExponent;
    }

    int separators() {
        return separators;
    }

    /// Digits in all, before and after the decimal sign.
    int digits() {
        return digits;
    }

    /// Digits after the decimal sign.
    int decimals(char decimal) {
        return separators > 0 && separator[separators - 1] == decimal ? digits - digitsBefore[separators - 1] : 0;
    }

    /// Whether it is a whole number that a long holds.
    boolean isLong(NumberFormat format) {
        return decimals(format.decimal()) == 0 && !hasExponent && (digits <= 18 || fitsLong());
    }

    private boolean fitsLong() {
        if (digits > 19) return false;
        NumberFormat anyFormat = FORMATS[Integer.numberOfTrailingZeros(formats)];
        return new BigDecimal(plain(anyFormat)).toBigInteger().bitLength() < 64;
    }

    long longValue(NumberFormat format) {
        if (digits <= 18) return negative ? -mantissa : mantissa;
        return Long.parseLong(plain(format));
    }

    double doubleValue(NumberFormat format) {
        int scale = decimals(format.decimal());
        if (digits <= 18 && mantissa <= EXACT_DOUBLE && scale < POWERS.length && !hasExponent) {
            double value = mantissa / POWERS[scale];
            return negative ? -value : value;
        }
        return Double.parseDouble(plain(format));
    }

    BigDecimal decimalValue(NumberFormat format) {
        if (digits <= 18 && !hasExponent) {
            return BigDecimal.valueOf(negative ? -mantissa : mantissa, decimals(format.decimal()));
        }
        return new BigDecimal(plain(format));
    }

    /// As Java writes it.
    String plain(NumberFormat format) {
        StringBuilder plain = new StringBuilder(digits + 8);
        if (negative) plain.append('-');
        int decimals = decimals(format.decimal());
        int seen = 0;
        for (int i = bodyFrom; i < bodyTo && seen < digits; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') continue;
            if (seen++ == digits - decimals) plain.append('.');
            plain.append(c);
        }
        if (hasExponent) plain.append('e').append(exponent);
        return plain.toString();
    }
}
