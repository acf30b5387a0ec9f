package city.senne.engine.odsql;

import city.senne.engine.table.Field;
import city.senne.engine.table.FieldType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A facet that is asked for: `facet=name`, or `facet=facet(name="x", disjunctive=true, sort="-count", limit=20)`.
/// What is null is as the field's annotations say.
///
/// @param separator between the steps of hierarchical values
/// @param sort `count`, `-count`, `alphanum`, `-alphanum`, `num` or `-num`
public record FacetRequest(
        String name,
        @Nullable Boolean disjunctive,
        @Nullable Boolean hierarchical,
        @Nullable String separator,
        @Nullable String sort,
        @Nullable Integer limit) {

    private static final String USUAL_SEPARATOR = "/";
    private static final List<String> SORTS = List.of("count", "-count", "alphanum", "-alphanum", "num", "-num");

    public static FacetRequest of(String name) {
        return new FacetRequest(name, null, null, null, null, null);
    }

    /// Reads the value of one `facet` parameter; throws [OdsqlException].
    public static FacetRequest read(String text) {
        return Odsql.in("facet", () -> switch (SyntaxReader.facet(text)) {
            case Expression.Name(String name) -> of(name);
            case Expression.Call call when call.function().equals("facet") -> read(call);
            default -> throw OdsqlException.malformed("A facet is a field or facet(name=\"…\")");
        });
    }

    private static FacetRequest read(Expression.Call call) {
        var request = FacetRequest.of("");
        for (Expression.Argument argument : call.arguments()) {
            request = request.with(call, argument);
        }
        if (request.name.isEmpty()) throw ValueBinder.wrongArguments(call);
        return request;
    }

    private FacetRequest with(Expression.Call call, Expression.Argument argument) {
        return switch (argument) {
            case Expression.Given(Expression.Name(String field))
            when name.isEmpty() -> new FacetRequest(field, disjunctive, hierarchical, separator, sort, limit);
            case Expression.Setting(String key, Expression.Text(String text))
            when key.equals("name") -> new FacetRequest(text, disjunctive, hierarchical, separator, sort, limit);
            case Expression.Setting(String key, Expression.Name(String field))
            when key.equals("name") -> new FacetRequest(field, disjunctive, hierarchical, separator, sort, limit);
            case Expression.Setting(String key, Expression.Truth(boolean truth))
            when key.equals("disjunctive") -> new FacetRequest(name, truth, hierarchical, separator, sort, limit);
            case Expression.Setting(String key, Expression.Truth(boolean truth))
            when key.equals("hierarchical") -> new FacetRequest(name, disjunctive, truth, separator, sort, limit);
            case Expression.Setting(String key, Expression.Text(String text))
            when key.equals("separator") && !text.isEmpty() ->
                new FacetRequest(name, disjunctive, hierarchical, text, sort, limit);
            case Expression.Setting(String key, Expression.Text(String text))
            when key.equals("sort") && SORTS.contains(text.toLowerCase(Locale.ROOT)) ->
                new FacetRequest(name, disjunctive, hierarchical, separator, text.toLowerCase(Locale.ROOT), limit);
            case Expression.Setting(String key, Expression.Number(BigDecimal number))
            when key.equals("limit") && number.signum() >= 0 && number.compareTo(BigDecimal.valueOf(20_000)) <= 0 ->
                new FacetRequest(name, disjunctive, hierarchical, separator, sort, number.intValue());
            default -> throw ValueBinder.wrongArguments(call);
        };
    }

    boolean isDisjunctive(Field field) {
        return disjunctive != null ? disjunctive : field.annotations().disjunctive();
    }

    Optional<String> separator(Field field) {
        if (field.type() != FieldType.TEXT || Boolean.FALSE.equals(hierarchical)) {
            return Optional.empty();
        }
        String annotated = field.annotations().hierarchical();
        if (separator != null) return Optional.of(separator);
        if (annotated != null) return Optional.of(annotated.isEmpty() ? USUAL_SEPARATOR : annotated);
        return Boolean.TRUE.equals(hierarchical) ? Optional.of(USUAL_SEPARATOR) : Optional.empty();
    }

    static boolean disjunctive(List<FacetRequest> facets, Field field) {
        return named(facets, field).isDisjunctive(field);
    }

    static Optional<String> separator(List<FacetRequest> facets, Field field) {
        return named(facets, field).separator(field);
    }

    private static FacetRequest named(List<FacetRequest> facets, Field field) {
        return facets.stream()
                .filter(facet -> field.isCalled(facet.name))
                .findFirst()
                .orElse(of(field.name()));
    }
}
