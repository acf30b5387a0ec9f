package city.senne.data.explore.api;

import city.senne.data.explore.api.FirstCalls.Call;
import city.senne.data.explore.export.AnswerRows;
import city.senne.data.explore.export.JsonStream;
import city.senne.data.explore.export.JsonValues;
import city.senne.data.query.Answer;
import city.senne.data.query.AnswerQuestion;
import city.senne.data.query.AnswerQuestion.Prepared;
import city.senne.engine.odsql.Question;
import city.senne.trust.identity.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JsonGenerator;

/// The figures behind the charts of the first version of the API: series of values, by slices of the records. All of it
/// is one grouped question.
@RestController
@RequestMapping("/api/records/1.0/analyze")
class FirstAnalysis {
    static final String TRUNCATED = "ODS-Analyze-Truncated";
    private static final int MOST_POINTS = 20_000;
    private static final Pattern TOTAL = Pattern.compile("agg\\.(.+)\\.func");

    private final FirstCalls calls;
    private final AnswerQuestion answerQuestion;

    FirstAnalysis(FirstCalls calls, AnswerQuestion answerQuestion) {
        this.calls = calls;
        this.answerQuestion = answerQuestion;
    }

    @GetMapping
    void analyze(Viewer viewer, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Call call = calls.read(viewer, request, response);
        Parameters given = call.given();
        if (given.values().keySet().stream().anyMatch(name -> name.startsWith("join."))) {
            throw Refusal.parameter("Datasets are not joined: ask for each of them, without join.");
        }
        FirstSlices slices = FirstSlices.of(given, call.view().schema());
        List<FirstSeries> series = FirstSeries.of(given, call.view().schema());
        if (series.isEmpty()) throw Refusal.parameter("Nothing to compute: add y.<name>.func, such as y.n.func=COUNT.");
        List<Total> totals = totals(given, series);
        int points = points(given);
        Prepared prepared = calls.prepare(call, question(call.asked(), slices, series, points));
        if (call.exchange().isKnown(prepared, given)) return;

        var results = new ByteArrayOutputStream();
        var sums = new Sums(series);
        try (Answer answer = answerQuestion.rows(prepared, call.timings())) {
            var row = new NamedRow(new AnswerRows(answer));
            JsonStream.write(results, json -> {
                if (!totals.isEmpty()) {
                    json.writeStartObject();
                    json.writeName("results");
                }
                json.writeStartArray();
                int shown = 0;
                while (row.next()) {
                    if (++shown > MOST_POINTS) {
                        response.setHeader(TRUNCATED, "true");
                        break;
                    }
                    point(json, row, slices, series, sums, new JsonValues(given.timezone()));
                }
                json.writeEndArray();
                if (totals.isEmpty()) return;
                json.writePOJOProperty("aggregations", sums.of(totals));
                json.writeEndObject();
            });
        }
        call.exchange().timed(call.timings(), "page");
        call.exchange().send(Exchange.JSON, results::writeTo);
    }

    private static int points(Parameters given) {
        long points = given.whole("maxpoints", 0);
        if (points < 0) throw Refusal.parameter("maxpoints", Long.toString(points), "0 or more");
        // One more than is shown tells that there are more.
        return points == 0 || points > MOST_POINTS ? MOST_POINTS + 1 : (int) points;
    }

    private static Question question(FirstParameters asked, FirstSlices slices, List<FirstSeries> series, int points) {
        List<String> where = new ArrayList<>(asked.question().where());
        where.addAll(slices.conditions());
        Question question = asked.question()
                .select(String.join(
                        ", ",
                        series.stream().flatMap(one -> one.selected().stream()).toList()))
                .where(where.toArray(String[]::new))
                .orderBy(null);
        if (slices.isEmpty()) return question.page(1, 0);
        return question.groupBy(slices.keys())
                .orderBy(order(asked.given(), slices, series))
                .page(points, 0);
    }

    /// `serie`, `y.serie`, `x` or `x.field`, the largest first behind a `-`; by slice at last. Widgets hand the order
    /// of their table along: what is neither is left aside.
    private static String order(Parameters given, FirstSlices slices, List<FirstSeries> series) {
        Map<String, Boolean> order = new LinkedHashMap<>();
        String sort = given.text("sort");
        for (String word : sort == null ? List.<String>of() : List.of(sort.split(","))) {
            String name = word.strip();
            boolean descending = name.startsWith("-");
            if (descending) name = name.substring(1);
            String plain = name;
            series.stream()
                    .filter(one -> plain.equals(one.name()) || plain.equals("y." + one.name()))
                    .forEach(one -> order.putIfAbsent(one.label(0), descending));
            if (!name.equals("x") && !name.startsWith("x.")) continue;
            for (int slice : slices.called(name.equals("x") ? "" : name.substring(2))) {
                order.putIfAbsent(slices.label(slice), descending);
            }
        }
        for (int i = 0; i < slices.size(); i++) order.putIfAbsent(slices.label(i), false);
        return String.join(
                ", ",
                order.entrySet().stream()
                        .map(by -> "`" + by.getKey() + "`" + (by.getValue() ? " desc" : ""))
                        .toList());
    }

    private static void point(
            JsonGenerator json,
            NamedRow row,
            FirstSlices slices,
            List<FirstSeries> series,
            Sums sums,
            JsonValues values) {
        json.writeStartObject();
        if (!slices.isEmpty()) {
            json.writeName("x");
            slices.write(json, i -> row.column(slices.label(i)), i -> row.value(slices.label(i)), values);
        }
        for (FirstSeries one : series) {
            Object value = sums.add(one, one.value(i -> row.value(one.label(i))));
            json.writeName(one.name());
            if (value instanceof BigDecimal || value instanceof Map<?, ?> || value == null) json.writePOJO(value);
            else values.value(json, row.column(one.label(0)), value);
        }
        json.writeEndObject();
    }

    /// What is told of a series as a whole (`agg.<name>.func=MIN,MAX`).
    private record Total(String name, String series, List<String> functions) {}

    private static List<Total> totals(Parameters given, List<FirstSeries> series) {
        List<Total> totals = new ArrayList<>();
        for (String parameter : given.values().keySet()) {
            Matcher named = TOTAL.matcher(parameter);
            if (!named.matches()) continue;
            String name = named.group(1);
            String of = Objects.requireNonNullElse(given.text("agg." + name + ".expr"), name)
                    .strip();
            if (series.stream().noneMatch(one -> one.name().equals(of))) {
                throw Refusal.parameter("agg." + Refusal.shortened(name) + ".expr", of, "the name of a series");
            }
            List<String> functions = Stream.of(Objects.requireNonNullElse(given.text(parameter), "")
                            .split(","))
                    .map(function -> function.strip().toLowerCase(java.util.Locale.ROOT))
                    .toList();
            for (String function : functions) {
                if (!List.of("min", "max", "sum", "avg", "count").contains(function)) {
                    throw Refusal.parameter(
                            Refusal.shortened(parameter), function, "some of MIN, MAX, SUM, AVG, COUNT");
                }
            }
            totals.add(new Total(name, of, functions));
        }
        return totals;
    }

    /// The values of each series so far.
    private static final class Sums {
        private final Map<String, BigDecimal> running = new HashMap<>();
        private final Map<String, List<BigDecimal>> seen = new HashMap<>();

        Sums(List<FirstSeries> series) {
            series.forEach(one -> seen.put(one.name(), new ArrayList<>()));
        }

        /// What is to be shown: of a cumulative series the sum of all points up to this one.
        @Nullable
        Object add(FirstSeries series, @Nullable Object value) {
            BigDecimal number = FirstSeries.number(value);
            Object shown = value instanceof Number ? number : value;
            if (series.cumulative() && !(value instanceof Map)) {
                number = running.merge(
                        series.name(), Objects.requireNonNullElse(number, BigDecimal.ZERO), BigDecimal::add);
                shown = number;
            }
            if (number != null) Objects.requireNonNull(seen.get(series.name())).add(number);
            return shown;
        }

        Map<String, Map<String, @Nullable Object>> of(List<Total> totals) {
            Map<String, Map<String, @Nullable Object>> json = new LinkedHashMap<>();
            for (Total total : totals) {
                List<BigDecimal> values = Objects.requireNonNull(seen.get(total.series()));
                var summary =
                        values.stream().mapToDouble(BigDecimal::doubleValue).summaryStatistics();
                Map<String, @Nullable Object> told = new LinkedHashMap<>();
                for (String function : total.functions()) {
                    told.put(
                            function,
                            function.equals("count")
                                    ? (Object) values.size()
                                    : values.isEmpty()
                                            ? null
                                            : switch (function) {
                                                case "min" -> summary.getMin();
                                                case "max" -> summary.getMax();
                                                case "avg" -> summary.getAverage();
                                                default -> summary.getSum();
                                            });
                }
                json.put(total.name(), told);
            }
            return json;
        }
    }
}
