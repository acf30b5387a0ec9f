package city.senne.data.explore;

import city.senne.data.explore.api.TryQuestion.Told;
import city.senne.platform.web.PageAddress;
import city.senne.platform.web.PageAddress.Parameter;
import java.util.List;

/// The API tried on a page: a question to be changed, what is answered to it, and how programs ask it.
///
/// @param question the address of the API that asks it
/// @param told what the API answers
/// @param isOpen whether it answers everybody so
/// @param purpose for what the viewer reads, where she has to say it; else empty
public record ApiConsole(PageAddress question, Told told, List<ApiExample> examples, boolean isOpen, String purpose) {
    private static final List<String> CLAUSES = List.of("select", "where", "group_by", "order_by", "limit");
    private static final int FEW_ROWS = 10;
    private static final int MOST_SHOWN = 40_000;

    /// The question that the address of the page asks; without one, for some rows.
    static PageAddress question(DatasetHead head, PageAddress page) {
        PageAddress question = PageAddress.of(head.apiPath() + "/records");
        for (String clause : CLAUSES) {
            String said =
                    page.text(clause).replace("\r\n", "\n").replace("\0", "").strip();
            question = question.with(clause, said);
        }
        if (question.entries().isEmpty()) question = question.with("limit", FEW_ROWS);
        return head.isOlder() ? question.with("as_of", head.version().number()) : question;
    }

    public List<String> clauses() {
        return CLAUSES;
    }

    /// The same question in several languages of programs.
    public List<ApiCode> code(String origin) {
        List<Parameter> headers = purpose.isEmpty() ? List.of() : List.of(new Parameter("Senne-Purpose", purpose));
        return ApiCode.of(origin + question.path(), question.entries(), !isOpen, headers);
    }

    public String shown() {
        return isCut() ? told.json().substring(0, MOST_SHOWN) : told.json();
    }

    public boolean isCut() {
        return told.json().length() > MOST_SHOWN;
    }
}
