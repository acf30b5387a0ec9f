package city.senne.data.ckan;

import city.senne.engine.odsql.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// In which order datasets come, in words of ODSQL.
final class SearchSort {
    static final String USUAL = "score desc, metadata_modified desc";

    private static final Pattern ITEM = Pattern.compile("(\\w+)(?:\\s+(asc|desc))?", Pattern.CASE_INSENSITIVE);
    private static final Map<String, String> COLUMNS = Map.of(
            "name", "dataset_id",
            "id", "id",
            "title", "title",
            "title_string", "title",
            "metadata_created", "metadata_created",
            "metadata_modified", "metadata_modified",
            "organization", "organization",
            "license_id", "license_id");

    private SearchSort() {}

    /// Whether what has the words in its title is wanted first.
    static boolean beginsWithScore(String sort) {
        return sort.toLowerCase(Locale.ROOT).strip().matches("(score|relevance)\\s+desc\\s*(,.*)?");
    }

    /// Beside that, all that is found has the same score.
    static String orderBy(String sort) {
        List<String> orders = new ArrayList<>();
        for (String item : sort.split(",")) {
            Matcher read = ITEM.matcher(item.strip());
            if (!read.matches()) throw Refused.invalid("sort", "Must be field asc or field desc");
            String field = read.group(1);
            if (field.equals("score") || field.equals("relevance")) {
                if ("desc".equalsIgnoreCase(read.group(2))) continue;
                throw Refused.invalid("sort", "What fits least cannot come first: use score desc");
            }
            String column = COLUMNS.get(field);
            if (column == null) throw Refused.invalid("sort", "Unknown field " + Refused.shortened(field));
            String direction = read.group(2) == null ? "asc" : read.group(2).toLowerCase(Locale.ROOT);
            orders.add(Spelling.name(column) + " " + direction);
        }
        return String.join(", ", orders);
    }
}
