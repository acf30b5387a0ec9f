package city.senne.engine.delivery.types;

import java.util.Locale;
import java.util.Set;

/// Names of days, which say nothing that the date does not say.
final class Weekdays {
    private static final Set<String> NAMES = Set.of(
            "lundi",
            "mardi",
            "mercredi",
            "jeudi",
            "vendredi",
            "samedi",
            "dimanche",
            "lun",
            "mar",
            "mer",
            "jeu",
            "ven",
            "sam",
            "dim",
            "maandag",
            "dinsdag",
            "woensdag",
            "donderdag",
            "vrijdag",
            "zaterdag",
            "zondag",
            "ma",
            "di",
            "wo",
            "do",
            "vr",
            "za",
            "zo",
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
            "mon",
            "tue",
            "wed",
            "thu",
            "fri",
            "sat",
            "sun");

    private Weekdays() {}

    static boolean isWeekday(String text, int from, int to) {
        return to - from <= 9 && NAMES.contains(text.substring(from, to).toLowerCase(Locale.ROOT));
    }
}
