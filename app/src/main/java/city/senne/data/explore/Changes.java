package city.senne.data.explore;

import city.senne.data.catalog.Version;
import city.senne.engine.lake.Difference;
import city.senne.engine.odsql.DifferenceQuery;
import city.senne.engine.table.Field;
import city.senne.platform.web.PageAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of the rows that two versions of a dataset do not share.
///
/// @param versions to choose from, newest first
/// @param columns the fields that both versions have
/// @param isKeyed whether rows are known again by a key; else a changed row was removed and added
/// @param only which of the three kinds is shown, empty for all
/// @param page counted from 1
public record Changes(
        Version from,
        Version until,
        List<Version> versions,
        List<Field> columns,
        boolean isKeyed,
        Difference count,
        List<Line> lines,
        String only,
        int page) {
    static final int LINES_OF_A_PAGE = 50;

    /// One row.
    ///
    /// @param change `added`, `changed` or `removed`
    public record Line(String change, List<Value> values) {
        Line inOrder(List<Integer> order) {
            return new Line(change, order.stream().map(values::get).toList());
        }
    }

    /// @param before null where the value did not change, or there was no row
    /// @param shown as it is now, or was when the row was removed
    public record Value(@Nullable Cell before, Cell shown) {}

    public long total() {
        return count.added() + count.changed() + count.removed();
    }

    public long shown() {
        return switch (only) {
            case DifferenceQuery.ADDED -> count.added();
            case DifferenceQuery.CHANGED -> count.changed();
            case DifferenceQuery.REMOVED -> count.removed();
            default -> total();
        };
    }

    /// The address of the same with rows of one kind only.
    ///
    /// @param kind empty for all
    public String kind(DatasetHead head, String kind) {
        PageAddress address = PageAddress.of(head.path() + "/changes")
                .with("from", from.number())
                .with("to", until.number());
        return (kind.isEmpty() ? address : address.with("only", kind)).toString();
    }

    public long pages() {
        return (shown() + LINES_OF_A_PAGE - 1) / LINES_OF_A_PAGE;
    }

    /// The same as an address of the API.
    public String api(DatasetHead head) {
        return PageAddress.of(head.apiPath() + "/diff")
                .with("from", from.number())
                .with("to", until.number())
                .toString();
    }

    public String csv(DatasetHead head, String language) {
        return api(head) + "&format=csv&use_labels=true&lang=" + language;
    }
}
