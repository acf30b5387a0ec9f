package city.senne.engine.table;

import org.jspecify.annotations.Nullable;

/// What is known about a field beyond its type.
///
/// @param facet people narrow a search by its values
/// @param disjunctive several chosen values of the facet widen the result (or), instead of narrowing it (and)
/// @param hierarchical the separator between the levels of a value, as in `Feuillu/Chêne`
/// @param multivalued the separator between several values in one cell; the column then holds a list
/// @param id the field is (part of) the key of a row
/// @param sortable kept for compatibility: Senne sorts by every field
/// @param unit of measurement, as people write it
/// @param facetSort order of facet values: `count`, `-count`, `alphanum`, `-alphanum`, `num`, `-num`
/// @param precision `day`, `month` or `year` for dates that are no more precise than that
public record Annotations(
        boolean facet,
        boolean disjunctive,
        @Nullable String hierarchical,
        @Nullable String multivalued,
        boolean id,
        boolean sortable,
        @Nullable String unit,
        @Nullable String facetSort,
        @Nullable String precision) {

    public static final Annotations NONE = new Annotations(false, false, null, null, false, false, null, null, null);

    /// The same, marked as (part of) the key.
    public Annotations asId() {
        return new Annotations(
                facet, disjunctive, hierarchical, multivalued, true, sortable, unit, facetSort, precision);
    }

    /// The same, not part of the key.
    public Annotations asNotId() {
        return new Annotations(
                facet, disjunctive, hierarchical, multivalued, false, sortable, unit, facetSort, precision);
    }

    /// The same, offered as a facet.
    public Annotations asFacet() {
        return asFacet(true);
    }

    /// The same, offered as a facet or not.
    public Annotations asFacet(boolean offered) {
        return new Annotations(
                offered, disjunctive, hierarchical, multivalued, id, sortable, unit, facetSort, precision);
    }

    /// The same in another unit, or in none.
    public Annotations measuredIn(@Nullable String newUnit) {
        return new Annotations(
                facet, disjunctive, hierarchical, multivalued, id, sortable, newUnit, facetSort, precision);
    }

    /// The same, with several values in a cell, or one when the separator is null.
    public Annotations separatedBy(@Nullable String separator) {
        return new Annotations(facet, disjunctive, hierarchical, separator, id, sortable, unit, facetSort, precision);
    }
}
