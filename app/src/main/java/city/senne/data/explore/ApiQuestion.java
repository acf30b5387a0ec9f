package city.senne.data.explore;

import city.senne.engine.odsql.FacetRequest;
import city.senne.engine.odsql.Question;
import city.senne.engine.odsql.Spelling;
import city.senne.platform.web.PageAddress;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A question as an address of the API, so that a program gets the rows that a page shows.
public final class ApiQuestion {
    private static final int LAST_ROW_OF_RECORDS = 10_000;

    /// Formats that have a place for labels.
    private static final Set<String> HEADED = Set.of("csv", "xlsx", "ical", "jsonld", "rdfxml", "turtle", "n3");

    private ApiQuestion() {}

    /// One page of records. Behind the API's last page it is the first one.
    public static PageAddress records(DatasetHead head, Question question, List<FacetRequest> facets) {
        PageAddress address = clauses(PageAddress.of(head.apiPath() + "/records"), head, question, facets);
        Integer limit = question.limit();
        if (limit == null) return address;
        boolean isReached = question.offset() + limit <= LAST_ROW_OF_RECORDS;
        PageAddress limited = address.with("limit", limit);
        return question.offset() > 0 && isReached ? limited.with("offset", question.offset()) : limited;
    }

    /// All rows; `/csv`, `/xlsx` … goes behind its path.
    static PageAddress export(DatasetHead head, Question question, List<FacetRequest> facets) {
        return clauses(PageAddress.of(head.apiPath() + "/exports"), head, question, facets);
    }

    /// A file for people: its columns are headed, where the format has heads, by the fields' labels in their language.
    ///
    /// @param export the address without its format
    static String file(PageAddress export, String format, String language) {
        boolean hasHeads = HEADED.contains(format);
        PageAddress file = export.at(export.path() + "/" + format);
        String address = (hasHeads ? file.with("use_labels", true) : file).toString();
        return address + (address.contains("?") ? "&" : "?") + "lang=" + language;
    }

    private static PageAddress clauses(
            PageAddress start, DatasetHead head, Question question, List<FacetRequest> facets) {
        PageAddress address = clause(start, "select", question.select());
        for (String condition : question.where()) address = address.plus("where", condition);
        address = clause(address, "group_by", question.groupBy());
        address = clause(address, "order_by", question.orderBy());
        for (String choice : question.refine()) address = address.plus("refine", choice);
        for (String choice : question.exclude()) address = address.plus("exclude", choice);
        for (FacetRequest facet : facets) {
            boolean widens = question.refine().stream()
                            .filter(choice -> choice.startsWith(facet.name() + ":"))
                            .count()
                    > 1;
            if (widens && Boolean.TRUE.equals(facet.disjunctive())) {
                address = address.plus("facet", "facet(name=" + Spelling.text(facet.name()) + ", disjunctive=true)");
            }
        }
        boolean depends = !question.where().isEmpty()
                || question.select() != null
                || !question.refine().isEmpty();
        if (depends) address = address.with("timezone", question.zone().getId());
        return head.isOlder() ? address.with("as_of", head.version().number()) : address;
    }

    private static PageAddress clause(PageAddress address, String name, @Nullable String clause) {
        return clause == null ? address : address.with(name, clause);
    }
}
