package city.senne.data.explore;

import city.senne.engine.table.Field;
import city.senne.platform.web.PageAddress;
import java.util.List;

/// A page of a table, as it is shown.
///
/// @param columns as they are answered: a mask may have given one another type
/// @param total of rows on all pages
/// @param question the same question, as an address of the API
/// @param export the address of all these rows as a file, without its format
public record TableSheet(
        TableAsked asked,
        List<Field> columns,
        List<List<Cell>> rows,
        long total,
        List<FacetPanel> facets,
        PageAddress question,
        PageAddress export) {

    /// All these rows as a file.
    public String exportAs(String format, String language) {
        return ApiQuestion.file(export, format, language);
    }

    /// The same table for other sites.
    public Embed embed(String title) {
        PageAddress page = asked.address()
                .without(name -> !RowChoice.isParameter(name) && !DatasetHead.isOfTable(name) && !name.equals("as_of"));
        return Embed.of(title, page, 640);
    }

    public long pages() {
        return (total + TableAsked.ROWS_OF_A_PAGE - 1) / TableAsked.ROWS_OF_A_PAGE;
    }

    /// The number of the first row of this page, counted from 1.
    public long first() {
        return (long) (asked.page() - 1) * TableAsked.ROWS_OF_A_PAGE + 1;
    }

    public long last() {
        return first() + rows.size() - 1;
    }
}
