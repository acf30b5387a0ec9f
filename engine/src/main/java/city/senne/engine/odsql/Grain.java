package city.senne.engine.odsql;

import city.senne.engine.table.Field;
import city.senne.engine.table.FieldType;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Locale;

/// How exactly a value is seen: from the value itself to nothing of it. Whatever is seen keeps the type of its field.
public sealed interface Grain {
    Grain EXACT = new Exact();
    Grain EMPTY = new Empty();

    int LONGEST_CONSTANT = 100;

    /// What a text is followed by that shows its first letter only.
    String STARS = "***";

    /// Of two views of one value, the one that tells more comes first.
    Comparator<Grain> CLEAREST_FIRST = Comparator.comparingInt(Grain::rank)
            .thenComparing(Grain::coarseness)
            .thenComparing(Grain::spelling);

    /// The value itself.
    record Exact() implements Grain {}

    /// A number down to the nearest multiple of the step: 47 as 40 for 10.
    record Steps(BigDecimal step) implements Grain {
        private static final BigDecimal SMALLEST = new BigDecimal("0.0001");
        private static final BigDecimal LARGEST = new BigDecimal("1000000000000");

        public Steps {
            step = step.stripTrailingZeros();
            if (step.compareTo(SMALLEST) < 0 || step.compareTo(LARGEST) > 0 || step.scale() > 4) {
                throw new IllegalArgumentException("No step: " + step);
            }
        }
    }

    /// A day or an instant as the beginning of its month, quarter or year, in UTC.
    record Since(Unit unit) implements Grain {
        public enum Unit {
            MONTH,
            QUARTER,
            YEAR
        }
    }

    /// The first characters of a text.
    record First(int characters) implements Grain {
        public First {
            if (characters < 1 || characters > 100) throw new IllegalArgumentException("Characters: " + characters);
        }
    }

    /// The first letter of a text, and stars for the others, however many these are.
    record Initial() implements Grain {}

    /// The same text in every row, also where there is none.
    record Constant(String text) implements Grain {
        public Constant {
            boolean control = text.chars().anyMatch(Character::isISOControl);
            if (text.isBlank() || text.length() > LONGEST_CONSTANT || control) {
                throw new IllegalArgumentException("No text to show");
            }
        }
    }

    /// A point as the middle of a cell of about so many metres on each side.
    record Grid(int metres) implements Grain {
        public Grid {
            if (metres < 10 || metres > 100_000) throw new IllegalArgumentException("Metres: " + metres);
        }
    }

    /// Nothing: the field is there, and always empty.
    record Empty() implements Grain {}

    /// Whether values of the field can be seen so.
    default boolean fits(Field field) {
        FieldType type = field.type();
        return switch (this) {
            case Exact _, Empty _ -> true;
            case Steps(BigDecimal step) -> type == FieldType.INT ? step.scale() <= 0 : type.isNumber();
            case Since _ -> type == FieldType.DATE || type == FieldType.DATETIME;
            case First _, Initial _, Constant _ -> type == FieldType.TEXT;
            case Grid _ -> type == FieldType.GEO_POINT;
        };
    }

    private int rank() {
        return switch (this) {
            case Exact _ -> 0;
            case Steps _, Since _, Grid _, First _ -> 1;
            case Initial _ -> 2;
            case Constant _ -> 3;
            case Empty _ -> 4;
        };
    }

    private BigDecimal coarseness() {
        return switch (this) {
            case Steps(BigDecimal step) -> step;
            case Since(var unit) -> BigDecimal.valueOf(unit.ordinal());
            case Grid(int metres) -> BigDecimal.valueOf(metres);
            case First(int characters) -> BigDecimal.valueOf(-characters);
            default -> BigDecimal.ZERO;
        };
    }

    /// As it is kept and told to programs: `exact`, `step:10`, `month`, `first:2`, `initial`, `constant:…`,
    /// `grid:1000`,
    /// `empty`.
    default String spelling() {
        return switch (this) {
            case Exact _ -> "exact";
            case Steps(BigDecimal step) -> "step:" + step.toPlainString();
            case Since(var unit) -> unit.name().toLowerCase(Locale.ROOT);
            case First(int characters) -> "first:" + characters;
            case Initial _ -> "initial";
            case Constant(String text) -> "constant:" + text;
            case Grid(int metres) -> "grid:" + metres;
            case Empty _ -> "empty";
        };
    }

    /// Throws IllegalArgumentException for what is none.
    static Grain of(String spelling) {
        int colon = spelling.indexOf(':');
        String kind = colon < 0 ? spelling : spelling.substring(0, colon);
        String amount = colon < 0 ? "" : spelling.substring(colon + 1);
        if (amount.length() > LONGEST_CONSTANT) throw new IllegalArgumentException("Too long: " + kind);
        return switch (kind) {
            case "step" -> new Steps(new BigDecimal(amount));
            case "first" -> new First(Integer.parseInt(amount));
            case "constant" -> new Constant(amount);
            case "grid" -> new Grid(Integer.parseInt(amount));
            default -> {
                if (colon >= 0) throw new IllegalArgumentException("No grain: " + kind);
                yield switch (kind) {
                    case "exact" -> EXACT;
                    case "empty" -> EMPTY;
                    case "initial" -> new Initial();
                    case "month", "quarter", "year" -> new Since(Since.Unit.valueOf(kind.toUpperCase(Locale.ROOT)));
                    default -> throw new IllegalArgumentException("No grain: " + kind);
                };
            }
        };
    }
}
