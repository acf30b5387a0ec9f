package city.senne.engine.odsql;

import city.senne.engine.odsql.BoundQuery.Key;
import city.senne.engine.odsql.BoundQuery.Order;
import city.senne.engine.odsql.BoundQuery.Output;
import city.senne.engine.odsql.Refinements.Refinement;
import city.senne.engine.table.Field;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The values by which people narrow a search, with how many records have them.
///
/// A value that was chosen is refined, and shows the next steps of its path: `2014` its months, `Feuillu` its
/// species. The other values of a disjunctive facet keep their counts, as if nothing had been chosen in it.
public final class Facets {
    private static final int USUAL_LIMIT = 100;
    private static final String DATE_SEPARATOR = "/";
    private static final int DATE_STEPS = 3;

    private final DuckDbRenderer renderer;
    private final Rows rows;

    public Facets(Relation relation, Rows rows) {
        this.renderer = new DuckDbRenderer(relation);
        this.rows = rows;
    }

    /// @param name of the field
    public record Facet(String name, List<Value> values) {}

    /// @param name the last step of the path
    /// @param path the whole value, as `refine` takes it
    /// @param count of records; null when the value is excluded
    /// @param values the next steps, when this one is refined
    public record Value(String name, String path, @Nullable Long count, State state, List<Value> values) {}

    public enum State {
        DISPLAYED,
        REFINED,
        EXCLUDED
    }

    /// Answers for the facets that are asked for, or for all fields that are annotated as facets.
    ///
    /// @param question of which `where`, `refine`, `exclude`, language and zone count
    /// @throws OdsqlException when the question or a facet does not fit what the caller may see
    public List<Facet> of(Question question, View view, List<FacetRequest> requests, Instant now) throws SQLException {
        Odsql.Ground ground = Odsql.ground(question, view, now);
        List<FacetRequest> wanted = requests.isEmpty()
                ? ground.table().schema().fields().stream()
                        .filter(field -> field.annotations().facet())
                        .map(field -> FacetRequest.of(field.name()))
                        .toList()
                : requests;
        List<Facet> facets = new ArrayList<>();
        for (FacetRequest request : wanted) {
            facets.add(new OneFacet(question, ground, wanted, request).facet());
        }
        return facets;
    }

    private final class OneFacet {
        private final Question question;
        private final Odsql.Ground ground;
        private final List<FacetRequest> all;
        private final FacetRequest request;
        private final Bound.Column column;
        private final Field field;
        private final List<Bound> conditions;
        private final @Nullable String separator;

        OneFacet(Question question, Odsql.Ground ground, List<FacetRequest> all, FacetRequest request) {
            this.question = question;
            this.ground = ground;
            this.all = all;
            this.request = request;
            this.column = Odsql.in("facet", () -> column(ground, request.name()));
            this.field = column.field();
            this.separator = column.type().isTime()
                    ? DATE_SEPARATOR
                    : request.separator(field).orElse(null);
            boolean disjunctive = request.isDisjunctive(field);
            this.conditions = new ArrayList<>(ground.where());
            conditions.addAll(ground.refinements()
                    .conditions(
                            all,
                            question.zone(),
                            refinement -> refinement.excluded() || !disjunctive || !refinement.isOf(field)));
        }

        private static Bound.Column column(Odsql.Ground ground, String name) {
            Bound.Column column = ground.scope().column(name);
            if (column.type().isGeo()) throw OdsqlException.notAllowed(name);
            return column;
        }

        Facet facet() throws SQLException {
            List<Value> values = new ArrayList<>(level(null, 1));
            addMissing(values);
            for (Refinement refinement : ground.refinements().all()) {
                if (refinement.excluded() && refinement.isOf(field)) {
                    String path = path(refinement);
                    values.add(new Value(lastStep(path), path, null, State.EXCLUDED, List.of()));
                }
            }
            return new Facet(request.name(), List.copyOf(values));
        }

        private List<Value> level(@Nullable String under, int depth) throws SQLException {
            var path = new Bound.PathClass(column, separator, depth, under, question.zone());
            var count = new Bound.Aggregate(Bound.Aggregate.Kind.COUNT, null, null, ValueType.INTEGER);
            var query = new BoundQuery(
                    ground.table(),
                    conditions,
                    List.of(new Output("path", path, null), new Output("count", count, null)),
                    List.of(new Key("path", path)),
                    order(path, count),
                    request.limit() == null ? USUAL_LIMIT : request.limit(),
                    0,
                    false,
                    List.of());
            List<Value> values = new ArrayList<>();
            for (List<@Nullable Object> row : rows.of(renderer.page(query))) {
                if (row.get(0) instanceof String found && row.get(1) instanceof Long number) {
                    values.add(value(found, number, depth));
                }
            }
            return values;
        }

        private List<Order> order(Bound path, Bound count) {
            String sort = Optional.ofNullable(request.sort())
                    .or(() -> Optional.ofNullable(field.annotations().facetSort()))
                    .orElse("-count");
            boolean descending = sort.startsWith("-");
            return switch (descending ? sort.substring(1) : sort) {
                case "alphanum" -> List.of(new Order(path, descending));
                case "num" -> List.of(new Order(new Bound.AsNumber(path), descending), new Order(path, descending));
                default -> List.of(new Order(count, descending), new Order(path, false));
            };
        }

        private Value value(String path, long count, int depth) throws SQLException {
            boolean refined = isRefined(path);
            boolean hasSteps = separator != null && (!column.type().isTime() || depth < DATE_STEPS);
            List<Value> steps = refined && hasSteps ? level(path, depth + 1) : List.of();
            return new Value(lastStep(path), path, count, refined ? State.REFINED : State.DISPLAYED, steps);
        }

        private boolean isRefined(String path) {
            return ground.refinements().all().stream()
                    .filter(refinement -> !refinement.excluded() && refinement.isOf(field))
                    .map(this::path)
                    .anyMatch(
                            chosen -> chosen.equals(path) || separator != null && chosen.startsWith(path + separator));
        }

        /// A chosen value stays visible when others outnumber it, or when it has no records at all.
        private void addMissing(List<Value> values) throws SQLException {
            for (Refinement refinement : ground.refinements().all()) {
                if (refinement.excluded() || !refinement.isOf(field)) continue;
                String first = separator == null
                        ? path(refinement)
                        : Refinements.steps(path(refinement), separator).getFirst();
                if (values.stream().noneMatch(value -> value.path().equals(first))) {
                    values.add(value(first, count(first), 1));
                }
            }
        }

        private long count(String path) throws SQLException {
            var chosen = new Refinements(List.of(new Refinement(column, path, false)));
            List<Bound> narrowed = new ArrayList<>(conditions);
            narrowed.addAll(chosen.conditions(all, question.zone()));
            var query = new BoundQuery(
                    ground.table(), narrowed, List.of(), List.of(), List.of(), null, 0, false, List.of());
            return rows.of(renderer.count(query)).getFirst().getFirst() instanceof Long number ? number : 0;
        }

        /// The value as paths are written here: dates with slashes and two digits.
        private String path(Refinement refinement) {
            return column.type().isTime() ? Refinements.datePath(refinement.value()) : refinement.value();
        }

        private String lastStep(String path) {
            return separator == null ? path : Refinements.steps(path, separator).getLast();
        }
    }
}
