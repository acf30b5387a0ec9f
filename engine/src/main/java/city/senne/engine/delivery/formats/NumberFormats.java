package city.senne.engine.delivery.formats;

import java.util.Locale;

/// What a spreadsheet's number format makes of a number: sheets know no dates, only numbers that are shown as dates.
///
/// @param digits for ZEROS: to how many digits the number is filled up
record NumberFormats(Kind kind, int digits) {
    enum Kind {
        PLAIN,
        DATE,
        DATE_TIME,
        /// A time of the day.
        TIME,
        /// Hours that go beyond a day.
        DURATION,
        /// A code with leading zeros, such as a postcode.
        ZEROS
    }

    static final NumberFormats PLAIN = new NumberFormats(Kind.PLAIN, 0);
    private static final NumberFormats DATE = new NumberFormats(Kind.DATE, 0);
    private static final NumberFormats DATE_TIME = new NumberFormats(Kind.DATE_TIME, 0);
    private static final NumberFormats TIME = new NumberFormats(Kind.TIME, 0);
    private static final NumberFormats DURATION = new NumberFormats(Kind.DURATION, 0);

    /// The formats that a sheet names by number only; their dates differ by language, not in being dates.
    static NumberFormats ofNumber(int id) {
        if (id >= 14 && id <= 17 || id >= 27 && id <= 31 || id == 36 || id >= 50 && id <= 54 || id == 57 || id == 58) {
            return DATE;
        }
        if (id == 22) return DATE_TIME;
        if (id >= 18 && id <= 21 || id >= 32 && id <= 35 || id == 45 || id == 47 || id == 55 || id == 56) return TIME;
        return id == 46 ? DURATION : PLAIN;
    }

    /// Reads a format's code, such as `[$-80C]dd/mm/yyyy;@`.
    static NumberFormats of(String code) {
        int end = code.indexOf(';');
        String first = end < 0 ? code : code.substring(0, end);
        boolean days = false;
        boolean hours = false;
        boolean elapsed = false;
        boolean months = false;
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < first.length(); i++) {
            char c = first.charAt(i);
            switch (c) {
                case '"' -> i = skip(first, '"', i);
                case '[' -> {
                    int close = skip(first, ']', i);
                    String inside = first.substring(i + 1, Math.min(close, first.length()))
                            .toLowerCase(Locale.ROOT);
                    if (inside.matches("h+|m+|s+")) elapsed = true;
                    i = close;
                }
                case '\\', '_', '*' -> i++;
                default -> {
                    switch (Character.toLowerCase(c)) {
                        case 'd', 'y', 'j', 'a' -> days |= c != 'a' && c != 'A';
                        case 'h', 's' -> hours = true;
                        case 'm' -> months = true;
                        default -> {}
                    }
                    plain.append(c);
                }
            }
        }
        String rest = plain.toString();
        if (rest.equalsIgnoreCase("General") || rest.equalsIgnoreCase("Standard")) return PLAIN;
        if (elapsed) return DURATION;
        if (rest.matches("0{2,18}")) return new NumberFormats(Kind.ZEROS, rest.length());
        if (rest.matches(".*[0#?].*") && !rest.toLowerCase(Locale.ROOT).matches(".*(yy|dd|mm|hh|ss).*")) return PLAIN;
        if (days && hours) return DATE_TIME;
        if (days || months && !hours) return DATE;
        return hours ? TIME : PLAIN;
    }

    private static int skip(String text, char until, int from) {
        int found = text.indexOf(until, from + 1);
        return found < 0 ? text.length() : found;
    }
}
