package city.senne.data.agreements;

import city.senne.data.catalog.GrainChoice;
import city.senne.platform.i18n.Words;
import city.senne.platform.web.Entries;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a form about terms shows.
///
/// @param columns those that may be ticked
/// @param kinds how exactly each of them may be seen
/// @param errors by the name of the input
/// @param full whether it asks for everything that an agreement says, not only for what a request says
public record FormSheet(
        Entries entries,
        List<Terms.Column> columns,
        Map<Terms.Column, List<String>> kinds,
        Map<String, String> errors,
        boolean full) {

    static FormSheet of(Entries entries, Offer offer, boolean full) {
        Map<Terms.Column, List<String>> kinds = new LinkedHashMap<>();
        for (Terms.Column column : offer.columns()) {
            kinds.put(column, GrainChoice.kinds(offer.field(column).type()));
        }
        return new FormSheet(entries, offer.columns(), kinds, Map.of(), full);
    }

    FormSheet wrong(List<Mistake> mistakes, Words words) {
        Map<String, String> said = new LinkedHashMap<>();
        mistakes.forEach(wrong -> said.putIfAbsent(wrong.place(), words.of(wrong.word(), wrong.argument())));
        return new FormSheet(entries, columns, kinds, said, full);
    }

    public String error(String input) {
        return errors.getOrDefault(input, "");
    }

    public String text(Term term) {
        return entries.text(term.apiName());
    }

    public GrainChoice grain(Terms.Column column) {
        return TermsForm.grain(entries, column.column());
    }

    public boolean isTicked(Terms.Column column) {
        return entries.isTicked(TermsForm.COLUMN + column.column());
    }
}
