package city.senne.data.chart;

import city.senne.data.catalog.DatasetId;
import city.senne.data.explore.Embed;
import city.senne.data.explore.RowChoice;
import city.senne.engine.table.Field;
import city.senne.platform.i18n.Translated;
import city.senne.platform.i18n.Words;
import city.senne.platform.web.PageAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A chart that somebody kept with a dataset. It is drawn anew of each version.
///
/// @param id stands in its address
/// @param question the address of the chart with everything said, nothing left to be proposed
public record SavedChart(String id, DatasetId dataset, Translated title, PageAddress question) {

    /// What a version makes of it.
    sealed interface Reading {
        record Drawable(ChartAsked asked) implements Reading {}

        /// @param fields that it needs, and that the version does not have, or not as a chart can use them
        record Lacking(List<String> fields) implements Reading {}
    }

    public String title(Words words) {
        return title.in(words.language().tag());
    }

    public String path() {
        return "/datasets/" + dataset + "/charts/" + id;
    }

    /// What its files are called, without their endings.
    String fileName(Words words) {
        return dataset + "-" + DatasetId.from(title(words));
    }

    /// The chart for other sites, at an address that stays.
    public Embed embed(Words words) {
        return Embed.of(title(words), PageAddress.of(path()), Embed.CHART_HEIGHT);
    }

    /// @param fields of a version, those that the viewer may see
    Reading read(List<Field> fields, Words words) {
        Set<String> lacking = new TreeSet<>(named());
        fields.forEach(field -> lacking.removeIf(field::isCalled));
        if (!lacking.isEmpty()) return new Reading.Lacking(List.copyOf(lacking));
        PageAddress chart = question.at("/datasets/" + dataset + "/chart");
        Optional<ChartAsked> asked = ChartAsked.read(chart, fields, words);
        if (asked.isEmpty()) return new Reading.Lacking(named());
        ChartAsked read = asked.get();
        Stream.of("group", "series", "of")
                .filter(role -> !isNamed(question.text(role), role, read))
                .map(question::text)
                .forEach(lacking::add);
        for (PageAddress.Parameter each : question.entries()) {
            if (!read.rows().ignored().contains(each.name() + "=" + each.value())) continue;
            String named = field(each.name());
            lacking.add(named.isEmpty() ? each.name() : named);
        }
        return lacking.isEmpty() ? new Reading.Drawable(read) : new Reading.Lacking(List.copyOf(lacking));
    }

    boolean isOfAllRows() {
        return question.parameters().keySet().stream().noneMatch(RowChoice::isParameter);
    }

    /// The names of the fields that it is made of.
    private List<String> named() {
        Stream<String> roles = Stream.of("group", "series", "of").map(question::text);
        Stream<String> conditions = question.parameters().keySet().stream()
                .filter(RowChoice::isParameter)
                .map(SavedChart::field);
        return Stream.concat(roles, conditions)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    /// Of `refine.year` the year; of `q` and `near`, which name no field, nothing.
    private static String field(String condition) {
        return condition.contains(".") ? condition.substring(condition.indexOf('.') + 1) : "";
    }

    private static boolean isNamed(String name, String role, ChartAsked asked) {
        @Nullable
        Field field = switch (role) {
            case "group" -> asked.group();
            case "series" -> asked.series();
            default -> asked.measure();
        };
        return field == null ? name.isEmpty() : field.isCalled(name);
    }
}
