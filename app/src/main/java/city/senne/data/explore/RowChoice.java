package city.senne.data.explore;

import city.senne.engine.odsql.FacetRequest;
import city.senne.engine.odsql.Question;
import city.senne.engine.odsql.Spelling;
import city.senne.engine.table.Field;
import city.senne.engine.table.FieldType;
import city.senne.platform.i18n.Words;
import city.senne.platform.web.PageAddress;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which rows a reader wants to see, as the address of a page says it: `q` and `contains.field`, `from.field`,
/// `to.field`, `is.field`, `refine.field`, `exclude.field`, or as the surroundings of a place ([Near]). Tables and
/// charts are narrowed by it alike.
///
/// @param where conditions in ODSQL; what the reader typed is in them as values only
/// @param picks values chosen or left out in facets
/// @param nearest how far a row is from the place that it is to be near, in ODSQL; null without such a place
/// @param chips what is chosen, each with the address without it
/// @param ignored what the address asks that does not fit the fields or cannot be read
/// @param cleared the address without any of it
public record RowChoice(
        List<String> where,
        List<Pick> picks,
        @Nullable String nearest,
        List<Chip> chips,
        List<String> ignored,
        PageAddress cleared) {
    private static final Pattern PARAMETER =
            Pattern.compile("(contains|from|to|is|refine|exclude)\\.([a-z_][a-z0-9_]*)");
    private static final Pattern PERIOD = Pattern.compile("\\d{4}(?:[/-]\\d{1,2}){0,2}");
    private static final Pattern WORDS = Pattern.compile("[\\p{L}\\p{N}]+");
    private static final int MOST_CHARACTERS = 200;
    private static final int MOST_WORDS = 20;
    private static final int MOST_CONDITIONS = 60;

    /// @param excluded true when rows with the value are left out
    public record Pick(Field field, String value, boolean excluded) {}

    public record Chip(String text, String without) {}

    /// @param fields those that the viewer may see
    public static RowChoice read(PageAddress address, List<Field> fields, Words words) {
        return new Reading(address, fields, words).choice();
    }

    /// Whether a parameter of an address is read here.
    public static boolean isParameter(String name) {
        return name.equals("q")
                || Near.isParameter(name)
                || PARAMETER.matcher(name).matches();
    }

    public boolean isEverything() {
        return chips.isEmpty();
    }

    /// Whether more is asked of the rows than to be near a place.
    public boolean isNarrowedByValues() {
        return chips.size() > (nearest == null ? 0 : 1);
    }

    /// The question of these rows, in the reader's language and the city's zone.
    public Question question(Words words) {
        return Question.EVERYTHING
                .in(words.language().locale(), words.zone())
                .where(where.toArray(String[]::new))
                .refine(spelled(false))
                .exclude(spelled(true));
    }

    private String[] spelled(boolean excluded) {
        return picks.stream()
                .filter(pick -> pick.excluded() == excluded)
                .map(pick -> Spelling.choice(pick.field().name(), pick.value()))
                .toArray(String[]::new);
    }

    /// Two values chosen for one field widen each other, where a row has one value only.
    public List<FacetRequest> facets() {
        return picks.stream()
                .filter(pick -> !pick.excluded())
                .map(Pick::field)
                .distinct()
                .map(field -> facet(field, 0, null))
                .toList();
    }

    /// @param limit of values; 0 for as many as usual
    /// @param sort null for the usual order
    static FacetRequest facet(Field field, int limit, @Nullable String sort) {
        Boolean widens = field.isMultivalued() ? null : Boolean.TRUE;
        return new FacetRequest(field.name(), widens, null, null, sort, limit == 0 ? null : limit);
    }

    boolean isPicked(Field field, String value, boolean excluded) {
        return picks.contains(new Pick(field, value, excluded));
    }

    /// Reads one address.
    private static final class Reading {
        private final PageAddress address;
        private final List<Field> fields;
        private final Words words;
        private final List<String> where = new ArrayList<>();
        private final List<Pick> picks = new ArrayList<>();
        private final List<Chip> chips = new ArrayList<>();
        private final List<String> ignored = new ArrayList<>();
        private @Nullable String nearest;

        Reading(PageAddress address, List<Field> fields, Words words) {
            this.address = address.without("page");
            this.fields = fields;
            this.words = words;
        }

        RowChoice choice() {
            near();
            for (PageAddress.Parameter parameter : address.entries()) {
                if (!isParameter(parameter.name()) || Near.isParameter(parameter.name())) continue;
                if (chips.size() >= MOST_CONDITIONS
                        || !isUnderstood(parameter.name(), parameter.value().strip())) {
                    ignored.add(parameter.name() + "=" + parameter.value());
                } else {
                    // Understood: it can be taken back alone.
                    Chip chip = chips.removeLast();
                    chips.add(new Chip(
                            chip.text(),
                            address.minus(parameter.name(), parameter.value()).toString()));
                }
            }
            return new RowChoice(
                    List.copyOf(where),
                    List.copyOf(picks),
                    nearest,
                    List.copyOf(chips),
                    List.copyOf(ignored),
                    address.without(RowChoice::isParameter));
        }

        private void near() {
            if (address.text(Near.MIDDLE).isEmpty()) return;
            Optional<Near> near = Near.read(address);
            Optional<Field> place = Places.field(fields, "");
            if (near.isEmpty() || place.isEmpty()) {
                ignored.add(Near.MIDDLE + "=" + address.text(Near.MIDDLE));
                return;
            }
            nearest = near.get().distance(place.get());
            where.add(near.get().within(place.get()));
            chips.add(new Chip(
                    near.get().said(words), address.without(Near::isParameter).toString()));
        }

        private boolean isUnderstood(String parameter, String value) {
            if (value.length() > MOST_CHARACTERS) return false;
            if (parameter.equals("q")) {
                return isSearchable(value) && takes("suggest(" + Spelling.text(value) + ")", chip("q", "", value));
            }
            Matcher parts = PARAMETER.matcher(parameter);
            if (!parts.matches()) return false;
            Optional<Field> named = fields.stream()
                    .filter(field -> field.isCalled(parts.group(2)))
                    .findFirst();
            return named.isPresent() && isUnderstood(parts.group(1), named.get(), value);
        }

        private boolean isUnderstood(String test, Field field, String value) {
            return switch (test) {
                case "contains" -> field.type() == FieldType.TEXT && contains(field, value);
                case "from", "to" -> bound(field, test.equals("from"), value);
                case "is" -> field.type() == FieldType.BOOLEAN && truth(field, value);
                default -> pick(field, value, test.equals("exclude"));
            };
        }

        private boolean contains(Field field, String value) {
            String name = Spelling.name(field.name());
            String said = chip("contains", field.label(), value);
            boolean hasWords = WORDS.matcher(value).find();
            if (!hasWords) return takes("startswith(" + name + ", " + Spelling.text(value) + ")", said);
            return isSearchable(value) && takes("suggest(" + name + ", " + Spelling.text(value) + ")", said);
        }

        private static boolean isSearchable(String value) {
            long count = WORDS.matcher(value).results().count();
            return count > 0 && count <= MOST_WORDS;
        }

        private boolean bound(Field field, boolean lower, String value) {
            String name = Spelling.name(field.name());
            String word = lower ? "from" : "to";
            if (field.type().isNumber()) {
                Optional<BigDecimal> number = number(value);
                number.ifPresent(bound -> takes(
                        name + (lower ? " >= " : " <= ") + Spelling.number(bound),
                        chip(word, field.label(), Cell.of(field, bound, words).text())));
                return number.isPresent();
            }
            if (field.type() != FieldType.DATE && field.type() != FieldType.DATETIME) return false;
            Optional<LocalDate> day = day(value);
            day.ifPresent(bound -> takes(
                    // The last day counts until its end.
                    lower ? name + " >= " + Spelling.day(bound) : name + " < " + Spelling.day(bound.plusDays(1)),
                    chip(word, field.label(), words.date(bound))));
            return day.isPresent();
        }

        private boolean truth(Field field, String value) {
            if (!value.equals("true") && !value.equals("false")) return false;
            String shown = words.of(value.equals("true") ? "explore.yes" : "explore.no");
            return takes(Spelling.name(field.name()) + " is " + value, chip("is", field.label(), shown));
        }

        private boolean pick(Field field, String value, boolean excluded) {
            if (field.type().isGeo()) return false;
            boolean isTime = field.type() == FieldType.DATE || field.type() == FieldType.DATETIME;
            if (isTime && !isPeriod(value)) return false;
            picks.add(new Pick(field, value, excluded));
            chips.add(new Chip(chip(excluded ? "exclude" : "is", field.label(), shown(field, value, words)), ""));
            return true;
        }

        private boolean takes(String condition, String said) {
            where.add(condition);
            chips.add(new Chip(said, ""));
            return true;
        }

        private String chip(String kind, String label, String value) {
            return words.of("explore.chip." + kind, label, value);
        }
    }

    /// A facet's value as people read it.
    static String shown(Field field, String value, Words words) {
        if (field.type() == FieldType.BOOLEAN) {
            return words.of(value.equals("true") ? "explore.yes" : "explore.no");
        }
        return value;
    }

    private static boolean isPeriod(String value) {
        if (!PERIOD.matcher(value).matches()) return false;
        String[] steps = value.split("[/-]", -1);
        return Stream.of(steps).skip(1).noneMatch(step -> Integer.parseInt(step) == 0)
                && (steps.length < 2 || Integer.parseInt(steps[1]) <= 12)
                && (steps.length < 3
                        || day("%s-%02d-%02d"
                                        .formatted(steps[0], Integer.parseInt(steps[1]), Integer.parseInt(steps[2])))
                                .isPresent());
    }

    /// A number as people type it, `1 234,5` as well as `1234.5`.
    static Optional<BigDecimal> number(String typed) {
        String plain = typed.replaceAll("[\\s\\u00a0\\u202f']", "").replace(',', '.');
        return plain.matches("[+-]?\\d{1,30}(?:\\.\\d{1,15})?") ? Optional.of(new BigDecimal(plain)) : Optional.empty();
    }

    private static Optional<LocalDate> day(String typed) {
        try {
            LocalDate day = LocalDate.parse(typed);
            return day.getYear() > 0 && day.getYear() < 9999 ? Optional.of(day) : Optional.empty();
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }
}
