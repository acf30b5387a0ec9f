package city.senne.data.agreements;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What an agreement says in words, in the order and with the numbers of the protocol of article 20 of the Belgian law
/// of 30 July 2018. What it says otherwise: the two sides (1), columns and rows (5), the ground (7), the duration (13).
public enum Term {
    GIVER_CONTROLLER(2, false),
    RECEIVER_CONTROLLER(2, false),
    GIVER_DPO(3, false),
    RECEIVER_DPO(3, false),
    PURPOSE(4, true),
    CATEGORIES(5, false),
    PERSONS(5, false),
    FORMAT(5, false),
    RECIPIENTS(6, true),
    LAW(7, false),
    MEANS(8, false),
    MEASURES(9, true),
    RESTRICTIONS(10, false),
    RIGHTS(11, false),
    FREQUENCY(12, true),
    SANCTIONS(14, false);

    private final int number;
    private final boolean asked;

    Term(int number, boolean asked) {
        this.number = number;
        this.asked = asked;
    }

    public int number() {
        return number;
    }

    /// Whether nobody can ask for data without saying it.
    public boolean isAsked() {
        return asked;
    }

    /// Those that stand under a number.
    public static List<Term> numbered(int number) {
        return Arrays.stream(values()).filter(term -> term.number == number).toList();
    }

    /// The name in forms and in words.
    public String apiName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
