package city.senne.engine.delivery.types;

/// Names of months in French, Dutch, English and German, whole and shortened, with or without accents.
final class Months {
    private static final String[][] NAMES = {
        {"janvier", "janv", "jan", "januari", "january", "januar"},
        {"fevrier", "fevr", "fev", "februari", "feb", "february", "februar"},
        {"mars", "mar", "maart", "mrt", "march", "marz"},
        {"avril", "avr", "april", "apr"},
        {"mai", "mei", "may"},
        {"juin", "jun", "juni", "june"},
        {"juillet", "juil", "jul", "juli", "july"},
        {"aout", "aou", "augustus", "aug", "august"},
        {"septembre", "sept", "sep", "september"},
        {"octobre", "oct", "oktober", "okt", "october"},
        {"novembre", "nov", "november"},
        {"decembre", "dec", "december", "dez", "dezember"},
    };

    private Months() {}

    /// The month, 1 to 12, whose name stands between `from` and `to`; 0 when none does.
    static int monthOf(CharSequence text, int from, int to) {
        int length = to - from;
        if (length < 3 || length > 9) return 0;
        for (int month = 0; month < 12; month++) {
            for (String name : NAMES[month]) {
                if (name.length() == length && matches(name, text, from)) return month + 1;
            }
        }
        return 0;
    }

    private static boolean matches(String name, CharSequence text, int from) {
        for (int i = 0; i < name.length(); i++) {
            if (plain(text.charAt(from + i)) != name.charAt(i)) return false;
        }
        return true;
    }

    private static char plain(char c) {
        return switch (c) {
            case 'é', 'É', 'è', 'È', 'ê' -> 'e';
            case 'û', 'Û', 'ù' -> 'u';
            case 'ä', 'Ä' -> 'a';
            default -> c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
        };
    }
}
