package city.senne.data.explore;

import city.senne.engine.odsql.Question;
import city.senne.engine.odsql.Spelling;
import city.senne.engine.table.Field;
import city.senne.platform.i18n.Words;
import city.senne.platform.web.PageAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the address of a table asks: which rows, which columns, in which order, which page, and of which facet more
/// values.
///
/// @param address of this very page
/// @param fields all that the viewer may see
/// @param columns those that are shown, in the order of the version
/// @param sorted null for the order of the file
/// @param page counted from 1
public record TableAsked(
        PageAddress address,
        RowChoice rows,
        List<Field> fields,
        List<Field> columns,
        @Nullable Field sorted,
        boolean descending,
        int page,
        String moreOf) {
    static final int ROWS_OF_A_PAGE = 50;
    private static final int LAST_PAGE = 10_000_000;

    static TableAsked read(PageAddress address, List<Field> fields, Words words) {
        List<String> wanted = address.texts("columns");
        List<Field> columns = fields.stream()
                .filter(field -> wanted.stream().anyMatch(field::isCalled))
                .toList();
        String order = address.text("sort");
        boolean descending = order.startsWith("-");
        Optional<Field> sorted = fields.stream()
                .filter(field -> field.isCalled(descending ? order.substring(1) : order))
                .filter(TableAsked::isSortable)
                .findFirst();
        return new TableAsked(
                address,
                RowChoice.read(address, fields, words),
                fields,
                columns.isEmpty() ? fields : columns,
                sorted.orElse(null),
                descending,
                page(address.text("page")),
                address.text("more"));
    }

    private static int page(String text) {
        return text.matches("\\d{1,8}") ? Math.clamp(Integer.parseInt(text), 1, LAST_PAGE) : 1;
    }

    /// The address to go to instead, when a form sent what says nothing: empty filters, or all columns.
    static Optional<PageAddress> tidied(HttpServletRequest request, PageAddress address, List<Field> fields) {
        boolean hasBlanks = request.getParameterMap().values().stream()
                .flatMap(Arrays::stream)
                .anyMatch(String::isBlank);
        List<String> names = fields.stream().map(Field::name).toList();
        boolean hasAll = address.texts("columns").containsAll(names)
                && !address.texts("columns").isEmpty();
        if (!hasBlanks && !hasAll) return Optional.empty();
        return Optional.of(hasAll ? address.without("columns") : address);
    }

    static boolean isSortable(Field field) {
        return !field.type().isGeo() && !field.isMultivalued();
    }

    Question question(Words words) {
        return clauses(words).page(ROWS_OF_A_PAGE, (page - 1) * ROWS_OF_A_PAGE);
    }

    /// The question without a page.
    Question clauses(Words words) {
        String select = columns.size() == fields.size()
                ? null
                : columns.stream().map(field -> Spelling.name(field.name())).collect(Collectors.joining(", "));
        String order = sorted == null ? rows.nearest() : Spelling.name(sorted.name()) + (descending ? " desc" : " asc");
        return rows.question(words).select(select).orderBy(order);
    }

    /// Where a click on the head of a column leads: rising, then falling, then the order of the file.
    public String sortedBy(Field field) {
        PageAddress first = address.without("page");
        if (!field.equals(sorted)) return first.with("sort", field.name()).toString();
        return descending
                ? first.without("sort").toString()
                : first.with("sort", "-" + field.name()).toString();
    }

    /// `ascending`, `descending`, or null when the column does not order the rows.
    public @Nullable String order(Field field) {
        return field.equals(sorted) ? (descending ? "descending" : "ascending") : null;
    }

    public boolean maySort(Field field) {
        return isSortable(field);
    }

    /// What the form keeps of the address although it has no box for it.
    public List<PageAddress.Parameter> kept() {
        return address.without(name -> name.equals("columns")
                        || name.equals("page")
                        || name.equals("q")
                        || name.matches("(?:contains|from|to|is)\\..*"))
                .entries();
    }
}
