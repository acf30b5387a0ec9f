package city.senne.data.chart;

import city.senne.data.explore.Cell;
import city.senne.data.explore.DatasetHead;
import city.senne.data.explore.RowChoice;
import city.senne.engine.table.Field;
import city.senne.engine.table.FieldType;
import city.senne.platform.i18n.Words;
import city.senne.platform.web.PageAddress;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the address of a chart asks; what it leaves open is proposed by the types of the fields.
///
/// @param group the field along the axis of groups; of a scatter chart the one across
/// @param period null to find one that fits how long the times span
/// @param series null when rows are not parted
/// @param measure null to count rows; of a scatter chart the field upwards
/// @param top how many groups at most; 0 for the usual number
public record ChartAsked(
        PageAddress address,
        RowChoice rows,
        ChartKind kind,
        Field group,
        @Nullable ChronoUnit period,
        @Nullable Field series,
        Aggregate aggregate,
        @Nullable Field measure,
        Order order,
        int top) {
    static final int MOST_GROUPS = 500;
    private static final int USUAL_BARS = 20;
    /// In a label or a unit; not `€/m²`, which is a price.
    private static final Pattern PRICE = Pattern.compile("(?i)\\b(?:prix|prijs|price|tarif|tarief)");
    private static final Pattern MONEY = Pattern.compile("(?:[€$£]|\\b(?:EUR|[Ee]uros?)\\b)(?!\\s*/)");

    /// Which groups come first. Times and numbers always stand in their own order.
    public enum Order {
        LARGEST,
        SMALLEST,
        NAME;

        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /// Empty when no field can be drawn.
    static Optional<ChartAsked> read(PageAddress address, List<Field> fields, Words words) {
        return read(address, fields, List.of(), words);
    }

    /// @param few fields with few values: groups of them say more than those of names that are all different
    static Optional<ChartAsked> read(PageAddress address, List<Field> fields, List<Field> few, Words words) {
        RowChoice rows = RowChoice.read(address, fields, words);
        Optional<ChartKind> kind = ChartKind.find(address.text("kind"))
                .filter(wanted -> wanted.isGrouped() || amount(fields).isPresent())
                .or(() -> proposed(fields));
        return kind.flatMap(
                found -> group(address, fields, few, found).map(group -> read(address, fields, rows, found, group)));
    }

    private static ChartAsked read(
            PageAddress address, List<Field> fields, RowChoice rows, ChartKind kind, Field group) {
        Optional<Field> asked =
                named(fields, address.text("of")).filter(field -> field.type().isNumber());
        Optional<Field> usual = amount(fields);
        Aggregate aggregate = Aggregate.find(address.text("aggregate"))
                .orElse(
                        asked.or(() -> usual.filter(ChartAsked::isSummed)).isPresent()
                                ? Aggregate.SUM
                                : Aggregate.COUNT);
        Field measure = asked.or(() -> kind == ChartKind.SCATTER
                        ? amounts(fields)
                                .filter(field -> !field.equals(group))
                                .findFirst()
                                .or(() -> usual)
                        : usual)
                .orElse(null);
        boolean counts = kind == ChartKind.HISTOGRAM
                || kind != ChartKind.SCATTER && (aggregate == Aggregate.COUNT || measure == null);
        String top = address.text("top");
        return new ChartAsked(
                address,
                rows,
                kind,
                group,
                period(address.text("per")).orElse(null),
                kind == ChartKind.HISTOGRAM
                        ? null
                        : named(fields, address.text("series"))
                                .filter(ChartAsked::maySeparate)
                                .orElse(null),
                counts ? Aggregate.COUNT : aggregate,
                counts ? null : measure,
                Stream.of(Order.values())
                        .filter(each -> each.code().equals(address.text("order")))
                        .findFirst()
                        .orElse(Order.LARGEST),
                top.matches("\\d{1,4}") ? Math.min(Integer.parseInt(top), MOST_GROUPS) : 0);
    }

    private static Optional<ChartKind> proposed(List<Field> fields) {
        if (fields.stream().anyMatch(ChartAsked::isTime)) return Optional.of(ChartKind.LINE);
        if (fields.stream().anyMatch(ChartAsked::isName)) return Optional.of(ChartKind.BAR);
        return amount(fields).map(_ -> ChartKind.HISTOGRAM);
    }

    private static Optional<Field> group(PageAddress address, List<Field> fields, List<Field> few, ChartKind kind) {
        Optional<Field> asked = named(fields, address.text("group"));
        if (!kind.isGrouped()) {
            return asked.filter(field -> field.type().isNumber()).or(() -> amount(fields));
        }
        Optional<Field> time = first(fields, ChartAsked::isTime);
        Optional<Field> facet =
                first(fields, field -> isName(field) && field.annotations().facet());
        Optional<Field> name = facet.or(() -> first(few, ChartAsked::isName))
                .or(() -> first(
                        fields, field -> isName(field) && !field.annotations().id()));
        Optional<Field> any = first(fields, ChartAsked::mayGroup);
        return asked.filter(ChartAsked::mayGroup)
                .or(() -> kind == ChartKind.BAR ? name.or(() -> time) : time.or(() -> name))
                .or(() -> any);
    }

    private static Optional<Field> first(List<Field> fields, Predicate<Field> wanted) {
        return fields.stream().filter(wanted).findFirst();
    }

    private static Optional<Field> named(List<Field> fields, String name) {
        return first(fields, field -> field.isCalled(name));
    }

    /// Fields whose values are amounts, not names of something.
    static Stream<Field> amounts(List<Field> fields) {
        return fields.stream()
                .filter(field -> field.type().isNumber()
                        && !Cell.isYear(field)
                        && !field.annotations().id());
    }

    /// Whether the sum says something without being asked for: of things counted and of money, not of heights or
    /// prices.
    private static boolean isSummed(Field field) {
        String unit = Objects.requireNonNullElse(field.annotations().unit(), "");
        return field.type() == FieldType.INT
                || MONEY.matcher(field.label() + " " + unit).find()
                        && !PRICE.matcher(field.label()).find();
    }

    private static Optional<Field> amount(List<Field> fields) {
        return amounts(fields)
                .findFirst()
                .or(() -> first(fields, field -> field.type().isNumber()));
    }

    static boolean isTime(Field field) {
        return field.type() == FieldType.DATE || field.type() == FieldType.DATETIME || Cell.isYear(field);
    }

    static boolean isName(Field field) {
        return field.type() == FieldType.TEXT || field.type() == FieldType.BOOLEAN;
    }

    /// Whether rows can be put into groups by it.
    static boolean mayGroup(Field field) {
        return isTime(field) || isName(field) || field.type().isNumber();
    }

    static boolean maySeparate(Field field) {
        return isName(field) || Cell.isYear(field);
    }

    private static Optional<ChronoUnit> period(String code) {
        return Optional.ofNullable(
                switch (code) {
                    case "year" -> ChronoUnit.YEARS;
                    case "month" -> ChronoUnit.MONTHS;
                    case "day" -> ChronoUnit.DAYS;
                    case "hour" -> ChronoUnit.HOURS;
                    default -> null;
                });
    }

    /// The address without what other pages want to know.
    PageAddress ofChart() {
        return address.without(
                name -> !RowChoice.isParameter(name) && !DatasetHead.isOfChart(name) && !name.equals("as_of"));
    }

    /// The address with everything said that was proposed, and without what was not understood, so that the chart stays
    /// what it is when other fields come.
    public PageAddress settled() {
        PageAddress said = address.without(name -> !RowChoice.isParameter(name));
        for (PageAddress.Parameter each : said.entries()) {
            boolean isIgnored = rows.ignored().contains(each.name() + "=" + each.value());
            if (isIgnored) said = said.minus(each.name(), each.value());
        }
        return said.with("kind", kind.code())
                .with("group", group.name())
                .with("per", period == null ? "" : address.text("per"))
                .with("series", series == null ? "" : series.name())
                .with("aggregate", aggregate.code())
                .with("of", measure == null ? "" : measure.name())
                .with("order", order.code())
                .with("top", top == 0 ? "" : top);
    }

    ChartData.Axis axis() {
        if (Cell.isYear(group)) return ChartData.Axis.YEARS;
        if (isTime(group)) return ChartData.Axis.TIMES;
        return group.type().isNumber() ? ChartData.Axis.NUMBERS : ChartData.Axis.NAMES;
    }

    int groupsWanted() {
        if (top > 0) return top;
        return kind == ChartKind.BAR && axis() == ChartData.Axis.NAMES ? USUAL_BARS : MOST_GROUPS;
    }
}
