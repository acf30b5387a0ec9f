package city.senne.data.chart;

import city.senne.data.chart.ChartData.Axis;
import city.senne.data.chart.ChartData.Coverage;
import city.senne.data.chart.ChartData.Dot;
import city.senne.data.chart.ChartData.Group;
import city.senne.data.explore.DatasetHead;
import city.senne.data.query.Answer;
import city.senne.data.query.AnswerQuestion;
import city.senne.data.query.Timings;
import city.senne.engine.odsql.Question;
import city.senne.engine.odsql.Spelling;
import city.senne.engine.table.Field;
import city.senne.engine.table.FieldType;
import city.senne.platform.i18n.Words;
import city.senne.trust.identity.Viewer;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Finds the figures of a chart, as far as its viewer may see them, and counts what they leave out.
@Component
class ReadChart {
    private static final int MOST_PAIRS = 20_000;
    private static final int MOST_DOTS = 2_000;
    private static final int CLASSES = 20;
    private static final int MOST_CLASSES = 1_000;

    private final AnswerQuestion answerQuestion;

    ReadChart(AnswerQuestion answerQuestion) {
        this.answerQuestion = answerQuestion;
    }

    ChartData read(Viewer viewer, DatasetHead head, ChartAsked asked, Words words, Timings timings) {
        return new Reading(viewer, head, asked, words, timings).data();
    }

    private final class Reading {
        private final Viewer viewer;
        private final DatasetHead head;
        private final ChartAsked asked;
        private final Words words;
        private final Timings timings;
        private final Question narrowed;
        private final Question complete;

        Reading(Viewer viewer, DatasetHead head, ChartAsked asked, Words words, Timings timings) {
            this.viewer = viewer;
            this.head = head;
            this.asked = asked;
            this.words = words;
            this.timings = timings;
            this.narrowed = asked.rows().question(words);
            this.complete = with(narrowed, needed().map(field -> Spelling.name(field.name()) + " is not null"));
        }

        private Stream<Field> needed() {
            return Stream.of(asked.group(), asked.series(), asked.measure())
                    .filter(Objects::nonNull)
                    .map(Objects::requireNonNull)
                    .distinct();
        }

        ChartData data() {
            return switch (asked.kind()) {
                case SCATTER -> scatter();
                case HISTOGRAM -> histogram();
                case BAR, LINE, AREA -> groups();
            };
        }

        private Coverage coverage(long groups, long series) {
            long rows = count(narrowed);
            return new Coverage(groups, series, rows, rows - count(complete));
        }

        private ChartData scatter() {
            Field up = Objects.requireNonNull(asked.measure());
            List<String> columns = new ArrayList<>(List.of(name(asked.group()) + " as x", name(up) + " as y"));
            List<Object> names = names();
            if (asked.series() != null) columns.add(name(asked.series()) + " as s");
            List<Dot> dots = new ArrayList<>();
            // By chance, but the same for everybody: the first rows of a file are seldom like the others.
            Question question = complete.select(String.join(", ", columns))
                    .orderBy("random(1)")
                    .page(MOST_DOTS, 0);
            for (List<@Nullable Object> row : rows(question)) {
                int series = asked.series() == null ? 0 : names.indexOf(row.get(2));
                if (row.get(0) instanceof Number x && row.get(1) instanceof Number y && series >= 0) {
                    boolean isDrawable = Double.isFinite(x.doubleValue()) && Double.isFinite(y.doubleValue());
                    if (isDrawable) dots.add(new Dot(x.doubleValue(), y.doubleValue(), series));
                }
            }
            Coverage found = coverage(0, names.size());
            return new ChartData(
                    Axis.NUMBERS,
                    ChronoUnit.FOREVER,
                    0,
                    List.of(),
                    List.copyOf(dots),
                    labels(names),
                    new Coverage(found.rows() - found.missing(), seriesCount(), found.rows(), found.missing()));
        }

        private ChartData histogram() {
            String field = name(asked.group());
            List<@Nullable Object> ends = ends(field);
            List<Group> groups = new ArrayList<>();
            double width = 1;
            if (ends.get(0) instanceof Number low && ends.get(1) instanceof Number high) {
                double range = high.doubleValue() - low.doubleValue();
                width = range > 0 && Double.isFinite(range) ? Ticks.niceStep(range, CLASSES) : 1;
                if (asked.group().type() == FieldType.INT) width = Math.max(1, width);
                String step = BigDecimal.valueOf(width).toPlainString();
                Question question = complete.select("range(" + field + ", " + step + ") as c, count(*) as v")
                        .groupBy("c")
                        .page(MOST_CLASSES, 0);
                Map<Double, Number> counts = new LinkedHashMap<>();
                for (List<@Nullable Object> row : rows(question)) {
                    if (row.get(0) instanceof String written && row.get(1) instanceof Number count) {
                        counts.put((double) Math.round(lowerEnd(written) / width), count);
                    }
                }
                double first = counts.keySet().stream().min(Double::compare).orElse(0.0);
                double last = counts.keySet().stream().max(Double::compare).orElse(-1.0);
                for (double i = first; i <= last && groups.size() < MOST_CLASSES; i++) {
                    double at = i * width;
                    String label = words.number(at) + " – " + words.number((i + 1) * width);
                    groups.add(new Group(label, at, List.of(counts.getOrDefault(i, 0))));
                }
            }
            return new ChartData(
                    Axis.NUMBERS,
                    ChronoUnit.FOREVER,
                    width,
                    List.copyOf(groups),
                    List.of(),
                    List.of(""),
                    coverage(groups.size(), 1));
        }

        private ChartData groups() {
            ChronoUnit period = asked.axis() == Axis.TIMES ? period() : ChronoUnit.FOREVER;
            String key = key(period);
            boolean byName = asked.axis() == Axis.NAMES;
            String value = asked.aggregate().of(asked.measure());
            String order = !byName
                    ? "g desc"
                    : switch (asked.order()) {
                        case LARGEST -> "v desc";
                        case SMALLEST -> "v asc";
                        case NAME -> "g asc";
                    };
            Question question = complete.select(key + " as g, " + value + " as v")
                    .groupBy("g")
                    .orderBy(order)
                    .page(asked.groupsWanted(), 0);
            AnswerQuestion.Prepared prepared = prepare(question);
            SequencedMap<Object, List<@Nullable Number>> found = new LinkedHashMap<>();
            for (List<@Nullable Object> row : rows(prepared)) {
                Object group = row.get(0);
                if (group == null) continue;
                List<@Nullable Number> values = new ArrayList<>();
                values.add(number(row.get(1)));
                found.put(group, values);
            }
            long total = answerQuestion.total(prepared, found.size(), timings);
            List<Object> names = names();
            if (asked.series() != null) part(found, names, key, value);
            // The newest are kept when there are too many, and stand at the end.
            SequencedMap<Object, List<@Nullable Number>> shown = byName ? found : found.reversed();
            List<Group> groups = new ArrayList<>();
            for (Map.Entry<Object, List<@Nullable Number>> each : shown.entrySet()) {
                Object group = each.getKey();
                groups.add(new Group(label(asked.group(), group, period), at(group, groups.size()), each.getValue()));
            }
            return new ChartData(
                    asked.axis(),
                    period,
                    0,
                    List.copyOf(groups),
                    List.of(),
                    labels(names),
                    coverage(total, seriesCount()));
        }

        /// Puts the values of each series in place of those of the whole group.
        private void part(Map<Object, List<@Nullable Number>> found, List<Object> names, String key, String value) {
            found.replaceAll(
                    (_, _) -> new ArrayList<@Nullable Number>(Arrays.asList(new @Nullable Number[names.size()])));
            if (names.isEmpty() || found.isEmpty()) return;
            Field series = Objects.requireNonNull(asked.series());
            List<String> conditions = new ArrayList<>();
            if (names.stream().allMatch(name -> literal(name) != null)) conditions.add(in(name(series), names));
            if (found.keySet().stream().allMatch(group -> literal(group) != null)) {
                conditions.add(in(key, found.keySet()));
            }
            Question question = with(complete, conditions.stream())
                    .select(key + " as g, " + name(series) + " as s, " + value + " as v")
                    .groupBy("g, s")
                    .page(MOST_PAIRS, 0);
            for (List<@Nullable Object> row : rows(question)) {
                int index = names.indexOf(row.get(1));
                List<@Nullable Number> values = found.get(row.get(0));
                if (index >= 0 && values != null) values.set(index, number(row.get(2)));
            }
        }

        /// The values of the series that are drawn, the largest first; one unnamed without series.
        private List<Object> names() {
            if (asked.series() == null) return List.of("");
            return rows(seriesQuestion().page(Palette.SIZE, 0)).stream()
                    .map(List::getFirst)
                    .filter(Objects::nonNull)
                    .map(Objects::requireNonNull)
                    .toList();
        }

        private Question seriesQuestion() {
            // Of means and extremes those of most rows tell most.
            boolean adds = asked.kind().isGrouped() && asked.aggregate() == Aggregate.SUM;
            String size = (adds ? Aggregate.SUM : Aggregate.COUNT).of(asked.measure());
            return complete.select(name(Objects.requireNonNull(asked.series())) + " as s, " + size + " as v")
                    .groupBy("s")
                    .orderBy("v desc");
        }

        private long seriesCount() {
            return asked.series() == null ? 1 : answerQuestion.count(prepare(seriesQuestion()), timings);
        }

        private List<String> labels(List<Object> names) {
            Field series = asked.series();
            if (series == null) return List.of("");
            return names.stream()
                    .map(name -> label(series, name, ChronoUnit.FOREVER))
                    .toList();
        }

        private String key(ChronoUnit period) {
            String name = name(asked.group());
            return asked.axis() == Axis.TIMES
                    ? "date_format(" + name + ", " + Spelling.text(pattern(period)) + ")"
                    : name;
        }

        private ChronoUnit period() {
            if (asked.period() != null) {
                boolean hasHours = asked.group().type() == FieldType.DATETIME;
                return asked.period() == ChronoUnit.HOURS && !hasHours ? ChronoUnit.DAYS : asked.period();
            }
            List<@Nullable Object> ends = ends(name(asked.group()));
            if (!(moment(ends.get(0)) instanceof LocalDateTime low
                    && moment(ends.get(1)) instanceof LocalDateTime high)) return ChronoUnit.YEARS;
            long days = Duration.between(low, high).toDays();
            if (days > 8 * 365) return ChronoUnit.YEARS;
            if (days > 200) return ChronoUnit.MONTHS;
            return days > 3 || asked.group().type() == FieldType.DATE ? ChronoUnit.DAYS : ChronoUnit.HOURS;
        }

        /// The least and the greatest value; twice nothing where there is none.
        private List<@Nullable Object> ends(String name) {
            // Without groups an aggregate is answered beside every row: one is enough, and without rows there is none.
            return rows(narrowed.select("min(" + name + ") as low, max(" + name + ") as high")
                            .page(1, 0))
                    .stream()
                    .findFirst()
                    .orElseGet(() -> Arrays.asList(null, null));
        }

        private @Nullable LocalDateTime moment(@Nullable Object value) {
            if (value instanceof LocalDate day) return day.atStartOfDay();
            if (value instanceof OffsetDateTime at) {
                return at.atZoneSameInstant(words.zone()).toLocalDateTime();
            }
            return null;
        }

        private String label(Field field, Object key, ChronoUnit period) {
            if (field.equals(asked.group()) && asked.axis() == Axis.TIMES) {
                return Figures.moment(words, new Ticks.Moment(at(key, 0), period));
            }
            if (key instanceof Boolean truth) return words.of(truth ? "explore.yes" : "explore.no");
            if (key instanceof Number number && !city.senne.data.explore.Cell.isYear(field))
                return words.number(number);
            return key.toString();
        }

        private double at(Object key, int index) {
            if (key instanceof Number number) return number.doubleValue();
            if (asked.axis() != Axis.TIMES) return index;
            String written = key.toString();
            String whole = written + "0000-01-01 00".substring(written.length());
            return Ticks.seconds(LocalDateTime.parse(whole.replace(' ', 'T') + ":00"));
        }

        private AnswerQuestion.Prepared prepare(Question question) {
            return answerQuestion.prepare(
                    viewer,
                    head.dataset(),
                    head.version(),
                    question,
                    asked.rows().facets(),
                    timings);
        }

        private long count(Question question) {
            return answerQuestion.count(prepare(question), timings);
        }

        private List<List<@Nullable Object>> rows(Question question) {
            return rows(prepare(question));
        }

        private List<List<@Nullable Object>> rows(AnswerQuestion.Prepared prepared) {
            try (Answer answer = answerQuestion.rows(prepared, timings)) {
                List<List<@Nullable Object>> rows = new ArrayList<>();
                while (answer.next()) {
                    @Nullable
                    Object[] row = new @Nullable Object[answer.columns().size()];
                    for (int i = 0; i < row.length; i++) row[i] = answer.value(i);
                    rows.add(Arrays.asList(row));
                }
                return rows;
            }
        }
    }

    private static Question with(Question question, Stream<String> conditions) {
        return question.where(
                Stream.concat(question.where().stream(), conditions).toArray(String[]::new));
    }

    private static String name(Field field) {
        return Spelling.name(field.name());
    }

    private static String in(String value, Iterable<Object> options) {
        List<String> written = new ArrayList<>();
        options.forEach(option -> written.add(Objects.requireNonNull(literal(option))));
        return value + " in (" + String.join(", ", written) + ")";
    }

    /// Null for what is not compared for equality, such as numbers with decimals.
    private static @Nullable String literal(Object key) {
        if (key instanceof String text) return Spelling.text(text);
        return key instanceof Long || key instanceof Integer ? key.toString() : null;
    }

    private static @Nullable Number number(@Nullable Object value) {
        return value instanceof Number number ? number : null;
    }

    private static String pattern(ChronoUnit period) {
        return switch (period) {
            case YEARS -> "yyyy";
            case MONTHS -> "yyyy-MM";
            case DAYS -> "yyyy-MM-dd";
            default -> "yyyy-MM-dd HH";
        };
    }

    /// Of a class as it is written, `[10, 20[`.
    private static double lowerEnd(String written) {
        return Double.parseDouble(written.substring(1, written.indexOf(',')).strip());
    }
}
