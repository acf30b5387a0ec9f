package city.senne.data.chart;

import city.senne.data.chart.ChartData.Coverage;
import city.senne.data.chart.ChartData.Group;
import city.senne.data.explore.DatasetHead;
import city.senne.engine.table.Field;
import city.senne.engine.table.FieldType;
import city.senne.platform.i18n.Words;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Says a chart in the reader's language: its title, its axes, and what it leaves out.
final class Figures {
    private final DatasetHead head;
    private final ChartAsked asked;
    private final ChartData data;
    private final Words words;
    private final String given;

    /// @param given the title that somebody gave the chart; empty for the usual one
    Figures(DatasetHead head, ChartAsked asked, ChartData data, Words words, String given) {
        this.head = head;
        this.asked = asked;
        this.data = data;
        this.words = words;
        this.given = given;
    }

    /// @param isAlone true when no page stands around the drawing: it then says itself what it is and where it is from
    Figure figure(boolean isAlone, String source) {
        List<String> note = new ArrayList<>();
        if (isAlone) {
            note.add(coverage());
            asked.rows().chips().forEach(chip -> note.add(chip.text()));
            note.add(words.of("chart.source", head.title(words), head.version().number(), source));
        }
        return new Figure(
                asked.kind(),
                data,
                title(),
                description(),
                note,
                grouped(labelled(asked.group())),
                values(),
                this::number,
                moment -> moment(words, moment));
    }

    /// `Sum of Inhabitants by Year and Neighbourhood`, unless somebody gave it another.
    String title() {
        if (!given.isEmpty()) return given;
        String group = group();
        if (asked.kind() == ChartKind.SCATTER) return words.of("chart.title.scatter", measure(), group);
        if (asked.kind() == ChartKind.HISTOGRAM) return words.of("chart.title.histogram", group);
        Field series = asked.series();
        return series == null
                ? words.of("chart.title", values(false), group)
                : words.of("chart.title.series", values(false), group, series.label());
    }

    /// The field of the groups, and how long a group is: `Planted on (year)`.
    String group() {
        return grouped(asked.group().label());
    }

    private String grouped(String label) {
        if (!asked.kind().isGrouped() || data.axis() != ChartData.Axis.TIMES) return label;
        String length = switch (data.period()) {
            case YEARS -> "year";
            case MONTHS -> "month";
            case DAYS -> asked.group().type() == FieldType.DATE ? "" : "day";
            default -> "";
        };
        // As precise as the field itself: nothing to add.
        return length.isEmpty() ? label : label + " (" + words.of("chart.per." + length) + ")";
    }

    private String measure() {
        Field field = asked.measure();
        return field == null ? "" : field.label();
    }

    private String values() {
        return values(true);
    }

    String values(boolean withUnit) {
        Field field = asked.measure();
        if (field == null) return words.of("chart.rows");
        String label = withUnit ? labelled(field) : field.label();
        return asked.kind() == ChartKind.SCATTER
                ? label
                : words.of("chart.value." + asked.aggregate().code(), label);
    }

    private static String labelled(Field field) {
        String unit = field.annotations().unit();
        return unit == null || unit.isBlank() ? field.label() : field.label() + " (" + unit + ")";
    }

    /// What is drawn of the whole, and what could not be.
    String coverage() {
        Coverage coverage = data.coverage();
        List<String> parts = new ArrayList<>();
        switch (asked.kind()) {
            case SCATTER -> parts.add(words.of("chart.shown.dots", data.dots().size(), coverage.groups()));
            case HISTOGRAM ->
                parts.add(words.of("chart.shown.classes", data.groups().size()));
            case BAR, LINE, AREA -> {
                boolean isCut = data.groups().size() < coverage.groups() && data.axis() != ChartData.Axis.NAMES;
                parts.add(words.of(
                        isCut ? "chart.shown.last" : "chart.shown.groups",
                        data.groups().size(),
                        coverage.groups()));
            }
        }
        if (asked.series() != null) {
            parts.add(words.of("chart.shown.series", data.series().size(), coverage.series()));
        }
        parts.add(words.of("chart.shown.missing", coverage.missing(), coverage.rows()));
        return String.join(", ", parts) + ".";
    }

    private String description() {
        var said = new StringBuilder(words.of("chart.kind." + asked.kind().code()))
                .append(". ")
                .append(coverage());
        if (data.series().size() == 1 && data.axis() == ChartData.Axis.NAMES) {
            extreme(Comparator.naturalOrder(), "chart.most", said);
            extreme(Comparator.reverseOrder(), "chart.least", said);
        }
        return said.append(' ').append(words.of("chart.table-follows")).toString();
    }

    private void extreme(Comparator<Double> order, String word, StringBuilder said) {
        data.groups().stream()
                .filter(group -> value(group) != null)
                .max(Comparator.comparing(group -> java.util.Objects.requireNonNull(value(group)), order))
                .ifPresent(group -> said.append(' ')
                        .append(words.of(word, group.label(), number(java.util.Objects.requireNonNull(value(group))))));
    }

    private static @Nullable Double value(Group group) {
        return Figure.finite(group.values().getFirst());
    }

    /// Two decimals at most, more only below 1: further ones of an average say nothing.
    String number(Number number) {
        double value = number.doubleValue();
        double rounded = Math.abs(value) >= 1 ? Math.rint(value * 100) / 100 : Math.rint(value * 1e6) / 1e6;
        return words.number(rounded == 0 ? 0.0 : rounded);
    }

    /// As precisely as its unit says.
    static String moment(Words words, Ticks.Moment moment) {
        LocalDateTime at = Ticks.moment(moment.seconds());
        Locale locale = words.language().locale();
        return switch (moment.unit()) {
            case YEARS, FOREVER -> Integer.toString(at.getYear());
            case MONTHS -> DateTimeFormatter.ofPattern("MMM yyyy", locale).format(at);
            case DAYS ->
                words.withFirstDay(
                        DateTimeFormatter.ofPattern("d MMM yyyy", locale).format(at));
            default ->
                words.withFirstDay(
                        DateTimeFormatter.ofPattern("d MMM yyyy HH:mm", locale).format(at));
        };
    }
}
