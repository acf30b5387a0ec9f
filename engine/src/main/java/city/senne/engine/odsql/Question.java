package city.senne.engine.odsql;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What somebody asks of a table: the clauses as text, as they came.
///
/// A blank clause is the same as none. Whether `limit` and `offset` are allowed at a door is that door's
/// business.
///
/// @param where ANDed
/// @param refine `field:value`, as the facets give them
/// @param exclude `field:value`, to be left out
/// @param limit null for all rows
/// @param lang of day and month names
/// @param zone in which dates are cut, compared and shown
/// @param additions none unless [#extended()] was said
public record Question(
        @Nullable String select,
        List<String> where,
        @Nullable String groupBy,
        @Nullable String orderBy,
        List<String> refine,
        List<String> exclude,
        @Nullable Integer limit,
        int offset,
        Locale lang,
        ZoneId zone,
        Additions additions) {
    public Question {
        where = List.copyOf(where);
        refine = List.copyOf(refine);
        exclude = List.copyOf(exclude);
    }

    /// In the language of the Explore API.
    public Question(
            @Nullable String select,
            List<String> where,
            @Nullable String groupBy,
            @Nullable String orderBy,
            List<String> refine,
            List<String> exclude,
            @Nullable Integer limit,
            int offset,
            Locale lang,
            ZoneId zone) {
        this(select, where, groupBy, orderBy, refine, exclude, limit, offset, lang, zone, Additions.NONE);
    }

    /// Every field of every row, in UTC and in French.
    public static final Question EVERYTHING =
            new Question(null, List.of(), null, null, List.of(), List.of(), null, 0, Locale.FRENCH, ZoneOffset.UTC);

    public Question select(@Nullable String newSelect) {
        return new Question(newSelect, where, groupBy, orderBy, refine, exclude, limit, offset, lang, zone, additions);
    }

    public Question where(String... newWhere) {
        return new Question(
                select, List.of(newWhere), groupBy, orderBy, refine, exclude, limit, offset, lang, zone, additions);
    }

    public Question groupBy(@Nullable String newGroupBy) {
        return new Question(select, where, newGroupBy, orderBy, refine, exclude, limit, offset, lang, zone, additions);
    }

    public Question orderBy(@Nullable String newOrderBy) {
        return new Question(select, where, groupBy, newOrderBy, refine, exclude, limit, offset, lang, zone, additions);
    }

    public Question refine(String... newRefine) {
        return new Question(
                select, where, groupBy, orderBy, List.of(newRefine), exclude, limit, offset, lang, zone, additions);
    }

    public Question exclude(String... newExclude) {
        return new Question(
                select, where, groupBy, orderBy, refine, List.of(newExclude), limit, offset, lang, zone, additions);
    }

    public Question page(@Nullable Integer newLimit, int newOffset) {
        return new Question(
                select, where, groupBy, orderBy, refine, exclude, newLimit, newOffset, lang, zone, additions);
    }

    public Question in(Locale newLang, ZoneId newZone) {
        return new Question(
                select, where, groupBy, orderBy, refine, exclude, limit, offset, newLang, newZone, additions);
    }

    /// The conditions alone: every field of the rows that meet them, in the language as it is.
    public Question conditions() {
        return new Question(
                null,
                where,
                null,
                null,
                refine,
                exclude,
                null,
                0,
                lang,
                zone,
                new Additions(additions.extent(), null, null, null, null, additions.filter()));
    }

    /// The same question in the language with all that is added to it.
    public Question extended() {
        return extended(Additions.Extent.ALL);
    }

    /// The same question in the language with so much added to it; with nothing, what is asked with
    /// additions is not heard.
    public Question extended(Additions.Extent extent) {
        if (extent == Additions.Extent.NONE) return with(Additions.NONE);
        Additions asked = additions;
        return with(new Additions(
                extent, asked.having(), asked.limitPer(), asked.join(), asked.joinAsOf(), asked.filter()));
    }

    public Question having(@Nullable String having) {
        Additions asked = additions;
        return with(new Additions(
                asked.extent(), having, asked.limitPer(), asked.join(), asked.joinAsOf(), asked.filter()));
    }

    public Question limitPer(@Nullable String limitPer) {
        Additions asked = additions;
        return with(new Additions(
                asked.extent(), asked.having(), limitPer, asked.join(), asked.joinAsOf(), asked.filter()));
    }

    /// @param asOf in which version of the other dataset; null for the newest
    public Question join(@Nullable String join, @Nullable String asOf) {
        Additions asked = additions;
        return with(new Additions(asked.extent(), asked.having(), asked.limitPer(), join, asOf, asked.filter()));
    }

    /// Of the rows, those that meet this too.
    public Question filter(@Nullable Filter filter) {
        Additions asked = additions;
        return with(new Additions(
                asked.extent(), asked.having(), asked.limitPer(), asked.join(), asked.joinAsOf(), filter));
    }

    private Question with(Additions newAdditions) {
        return new Question(select, where, groupBy, orderBy, refine, exclude, limit, offset, lang, zone, newAdditions);
    }
}
