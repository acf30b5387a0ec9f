package city.senne.data.explore;

import city.senne.data.catalog.Catalog;
import city.senne.data.catalog.Version;
import city.senne.data.explore.Changes.Line;
import city.senne.data.explore.Changes.Value;
import city.senne.data.query.Answer;
import city.senne.data.query.CompareVersions;
import city.senne.data.query.CompareVersions.Compared;
import city.senne.data.query.Timings;
import city.senne.engine.lake.Difference;
import city.senne.engine.odsql.DifferenceQuery;
import city.senne.engine.odsql.Question;
import city.senne.engine.table.Field;
import city.senne.platform.i18n.Words;
import city.senne.trust.identity.Viewer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/// Reads which rows two versions do not share, as far as the viewer may see either.
@Component
class ReadChanges {
    private static final List<String> KINDS =
            List.of(DifferenceQuery.ADDED, DifferenceQuery.CHANGED, DifferenceQuery.REMOVED);

    private final Catalog catalog;
    private final CompareVersions compareVersions;

    ReadChanges(Catalog catalog, CompareVersions compareVersions) {
        this.catalog = catalog;
        this.compareVersions = compareVersions;
    }

    /// Throws NoSuchVersion.
    ///
    /// @param from blank for the version before the other
    /// @param until blank for the newest version
    /// @param only one of the kinds of change; anything else for all
    /// @param page counted from 1
    Changes read(Viewer viewer, DatasetHead head, String from, String until, String only, int page, Words words) {
        Timings timings = new Timings();
        Version after = until.isBlank() ? head.dataset().current() : catalog.version(viewer, head.dataset(), until);
        Version before = catalog.version(
                viewer, head.dataset(), from.isBlank() ? Integer.toString(Math.max(1, after.number() - 1)) : from);
        List<Version> versions = catalog.versions(viewer, head.dataset());
        Question everything = Question.EVERYTHING.in(words.language().locale(), words.zone());
        Compared compared = compareVersions.prepare(viewer, head.dataset(), before, after, everything, timings);
        if (compared == null) {
            return new Changes(before, after, versions, List.of(), true, new Difference(0, 0, 0), List.of(), "", 1);
        }
        Difference count = compareVersions.count(compared, timings);
        String kind = KINDS.contains(only) ? only : "";
        List<Line> lines = lines(compared, kind, page, words, timings);
        List<Integer> order = columns(compared, lines);
        return new Changes(
                before,
                after,
                versions,
                order.stream().map(compared.fields()::get).toList(),
                !compared.key().isEmpty(),
                count,
                lines.stream().map(line -> line.inOrder(order)).toList(),
                kind,
                page);
    }

    /// The key first, then what changed in these rows, then the rest.
    private static List<Integer> columns(Compared compared, List<Line> lines) {
        return IntStream.range(0, compared.fields().size())
                .boxed()
                .sorted(Comparator.comparing((Integer i) ->
                                !compared.key().contains(compared.fields().get(i)))
                        .thenComparing(i -> lines.stream()
                                .noneMatch(line -> line.values().get(i).before() != null)))
                .toList();
    }

    private List<Line> lines(Compared compared, String only, int page, Words words, Timings timings) {
        int rows = Changes.LINES_OF_A_PAGE;
        List<Line> lines = new ArrayList<>();
        try (Answer answer =
                compareVersions.rows(compared, only.isEmpty() ? null : only, rows, (page - 1) * rows, timings)) {
            while (answer.next()) lines.add(line(answer, compared.fields(), words));
        }
        return lines;
    }

    private static Line line(Answer answer, List<Field> fields, Words words) {
        String change = String.valueOf(answer.value(0));
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            Cell before = Cell.of(fields.get(i), answer.value(1 + i), words);
            Cell after = Cell.of(fields.get(i), answer.value(1 + fields.size() + i), words);
            boolean changed = change.equals(DifferenceQuery.CHANGED) && !before.equals(after);
            values.add(new Value(changed ? before : null, change.equals(DifferenceQuery.REMOVED) ? before : after));
        }
        return new Line(change, values);
    }
}
