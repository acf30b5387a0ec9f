package city.senne.data.explore;

import city.senne.engine.odsql.FacetRequest;
import city.senne.engine.odsql.Facets;
import city.senne.engine.odsql.Facets.State;
import city.senne.engine.table.Field;
import city.senne.engine.table.FieldType;
import city.senne.platform.i18n.Words;
import city.senne.platform.web.PageAddress;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The values of one field beside a table or a chart, each with the addresses that choose it and leave it out.
///
/// @param more the address that shows more values; null when all are shown
public record FacetPanel(
        Field field, List<Choice> choices, @Nullable String more) {

    /// The parameter of an address that names the field of which more values are shown.
    static final String MORE = "more";

    /// @param count of rows; null for a value that is left out
    /// @param toggled the address that chooses the value, or takes the choice back
    /// @param excluded the address that leaves its rows out; null where it is chosen or left out already
    public record Choice(
            String text,
            @Nullable Long count,
            State state,
            String toggled,
            @Nullable String excluded,
            List<Choice> steps) {}

    /// Times and years are asked for with the newest first, other numbers with the smallest: people look for them by
    /// their value. Names stand by how many rows have them.
    static FacetRequest request(Field field, int limit) {
        boolean isTime = field.type() == FieldType.DATE || field.type() == FieldType.DATETIME;
        String usual = isTime
                ? "-alphanum"
                : Cell.isYear(field) ? "-num" : field.type().isNumber() ? "num" : null;
        String said = field.annotations().facetSort();
        return RowChoice.facet(field, limit, said == null ? usual : said);
    }

    /// @param place of the page to which a choice leads; empty for the values themselves
    static FacetPanel of(
            Field field, Facets.Facet facet, RowChoice rows, PageAddress asked, String place, int limit, Words words) {
        PageAddress address = asked.without("page");
        String here = "#facet-" + field.name();
        // One value more than is shown was asked for, to know whether there are more; what is chosen is always shown.
        List<Choice> choices = IntStream.range(0, facet.values().size())
                .filter(i -> i < limit || facet.values().get(i).state() != State.DISPLAYED)
                .mapToObj(
                        i -> choice(field, facet.values().get(i), rows, address, place.isEmpty() ? here : place, words))
                .toList();
        boolean isCut =
                choices.size() < facet.values().size() && !asked.text(MORE).equals(field.name());
        return new FacetPanel(field, choices, isCut ? address.with(MORE, field.name()) + here : null);
    }

    private static Choice choice(
            Field field, Facets.Value value, RowChoice rows, PageAddress address, String place, Words words) {
        String refine = "refine." + field.name();
        String exclude = "exclude." + field.name();
        boolean isRefined = rows.isPicked(field, value.path(), false);
        boolean isExcluded = rows.isPicked(field, value.path(), true);
        String toggled = switch (value.state()) {
            case EXCLUDED -> address.minus(exclude, value.path()).toString();
            case REFINED, DISPLAYED ->
                isRefined
                        ? address.minus(refine, value.path()).toString()
                        : address.plus(refine, value.path()).toString();
        };
        return new Choice(
                RowChoice.shown(field, value.name(), words),
                value.count(),
                value.state(),
                toggled + place,
                isRefined || isExcluded ? null : address.plus(exclude, value.path()) + place,
                value.values().stream()
                        .map(step -> choice(field, step, rows, address, place, words))
                        .toList());
    }
}
