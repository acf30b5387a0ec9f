package city.senne.engine.odsql;

import city.senne.engine.odsql.BoundQuery.Key;
import city.senne.engine.odsql.BoundQuery.Order;
import city.senne.engine.odsql.BoundQuery.Output;
import city.senne.engine.odsql.BoundQuery.Share;
import city.senne.engine.odsql.Expression.Labelled;
import city.senne.engine.odsql.Expression.Ordered;
import city.senne.engine.odsql.Expression.Selection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The way of a question: text, tree, tree bound to what the caller may see. [DuckDbRenderer] goes on from
/// there.
public final class Odsql {
    private static final int MAX_CLAUSES = 100;
    private static final Pattern SHARE = Pattern.compile("(?s)(.*\\S.*):\\s*([1-9]\\d{0,5})\\s*");

    private final VisibleTable table;
    private final ConditionBinder conditions;
    private final boolean extended;
    private final @Nullable JoinedTable joined;

    private Odsql(Question question, View view, @Nullable View joinedView, Instant now) {
        this.table = VisibleTable.of(view);
        this.extended = question.additions().allowed();
        Scope own = table.scope(view, now);
        this.joined = in("join", () -> joined(question.additions(), joinedView, own));
        this.conditions = ConditionBinder.ofRows(new ValueBinder(
                joined == null ? own : own.joining(joined.table().schema()),
                question.zone(),
                question.lang(),
                now,
                question.additions().extent() == Additions.Extent.ALL));
    }

    /// Reads a question against what the caller may see.
    ///
    /// @param now what `now()` means
    /// @throws OdsqlException when the question is not ODSQL or does not fit what the caller may see
    /// @throws PolicyFault when the rights themselves cannot be read
    public static BoundQuery bind(Question question, View view, Instant now) {
        return bind(question, view, now, List.of());
    }

    /// The same, for doors that let the caller declare facets: they tell whether refinements widen or narrow.
    public static BoundQuery bind(Question question, View view, Instant now, List<FacetRequest> facets) {
        return bind(question, view, null, now, facets);
    }

    /// The same, for doors that know other datasets.
    ///
    /// @param joined what the caller may see of the dataset that is joined, null without one
    public static BoundQuery bind(
            Question question, View view, @Nullable View joined, Instant now, List<FacetRequest> facets) {
        return new Odsql(question, view, joined, now).bind(question, facets);
    }

    private static @Nullable JoinedTable joined(Additions additions, @Nullable View view, Scope asked) {
        if (additions.join() == null) return null;
        if (view == null) throw OdsqlException.malformed("Only datasets can be joined");
        return JoinedTable.of(Join.read(additions.join(), additions.joinAsOf()), view, asked);
    }

    /// What facets stand on: the conditions of a question, with the chosen values apart.
    record Ground(VisibleTable table, Scope scope, List<Bound> where, Refinements refinements) {}

    static Ground ground(Question question, View view, Instant now) {
        var reading = new Odsql(question, view, null, now);
        Scope scope = reading.conditions.values().scope();
        return new Ground(reading.table, scope, reading.where(question), Refinements.read(question, scope));
    }

    private BoundQuery bind(Question question, List<FacetRequest> facets) {
        List<Bound> filters = filters(question, facets);
        List<Selection> selections = in("select", () -> selections(question.select()));
        List<Labelled> groups = in("group_by", () -> groups(question.groupBy(), labels(selections)));
        List<Key> keys = in("group_by", () -> keys(groups, selections));
        List<Output> outputs = in("select", () -> keys.isEmpty() ? outputs(selections) : outputs(selections, keys));
        Set<String> given = new LinkedHashSet<>(labels(selections));
        given.addAll(labels(groups));
        Map<String, Bound> labels = labels(keys, outputs);
        Additions additions = question.additions();
        @Nullable Bound having = in("having", () -> having(additions.having(), given, keys, labels));
        List<Order> orders = in("order_by", () -> orders(question.orderBy(), given, keys, labels));
        @Nullable Share share = in("limit_per", () -> share(additions.limitPer(), given, keys, labels, orders));
        return new BoundQuery(
                table,
                joined,
                filters,
                outputs,
                keys,
                having,
                orders,
                share,
                question.limit(),
                question.offset(),
                conditions.values().readsClock(),
                named(facets));
    }

    /// Facets that cannot be asked for are told when they are.
    private List<NamedField> named(List<FacetRequest> facets) {
        Scope scope = conditions.values().scope();
        facets.stream()
                .map(FacetRequest::name)
                .filter(name -> scope.findField(name).isPresent())
                .forEach(scope::column);
        return scope.namedFields();
    }

    /// The conditions of `where`, `refine` and `exclude`, all of which a row must meet.
    private List<Bound> filters(Question question, List<FacetRequest> facets) {
        var refinements = Refinements.read(question, conditions.values().scope());
        return Stream.concat(where(question).stream(), refinements.conditions(facets, question.zone()).stream())
                .toList();
    }

    private List<Bound> where(Question question) {
        List<Bound> clauses = in("where", () -> {
            if (question.where().size() > MAX_CLAUSES) {
                throw OdsqlException.malformed("More than " + MAX_CLAUSES + " where clauses");
            }
            return question.where().stream()
                    .filter(text -> !text.isBlank())
                    .<Bound>map(text -> conditions.bind(SyntaxReader.where(text, extended)))
                    .toList();
        });
        Filter filter = question.additions().filter();
        return filter == null
                ? clauses
                : Stream.concat(clauses.stream(), Stream.of(in("filter", () -> conditions.bind(filter.condition()))))
                        .toList();
    }

    static <T extends @Nullable Object> T in(String clause, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (OdsqlException e) {
            throw e.in(clause);
        }
    }

    // select

    private List<Selection> selections(@Nullable String select) {
        return select == null || select.isBlank() ? List.of() : SyntaxReader.select(select, extended);
    }

    private static Set<String> labels(List<? extends Selection> selections) {
        return selections.stream()
                .<String>mapMulti((selection, found) -> {
                    if (selection instanceof Labelled labelled && labelled.label() != null) {
                        found.accept(labelled.label());
                    }
                })
                .collect(Collectors.toSet());
    }

    private List<Output> outputs(List<Selection> selections) {
        SequencedMap<String, Output> outputs = new LinkedHashMap<>();
        List<Output> everything = table.fields().stream()
                .map(VisibleTable.VisibleField::field)
                .map(field -> new Output(field.name(), new Bound.Column(field), field))
                .toList();
        if (selections.isEmpty() || selections.getFirst() instanceof Expression.Excluded) {
            everything.forEach(output -> outputs.put(output.name(), output));
        }
        for (Selection selection : selections) {
            switch (selection) {
                case Expression.Everything _ ->
                    everything.forEach(output -> outputs.putIfAbsent(output.name(), output));
                case Expression.Included(var patterns) ->
                    matching(everything, patterns).forEach(output -> outputs.putIfAbsent(output.name(), output));
                case Expression.Excluded(var patterns) ->
                    matching(everything, patterns).forEach(output -> {
                        outputs.remove(output.name());
                        if (output.field() != null)
                            outputs.remove(output.field().name());
                    });
                case Labelled labelled -> {
                    Bound value = conditions.values().bind(labelled.value());
                    refuseClass(value);
                    outputs.put(labelled.name(), output(labelled, value));
                }
            }
        }
        return List.copyOf(outputs.values());
    }

    private List<Output> matching(List<Output> everything, List<Expression.Pattern> patterns) {
        List<Output> found = new ArrayList<>();
        for (Expression.Pattern pattern : patterns) {
            List<Output> matches = everything.stream()
                    .filter(output -> pattern.matches(output.name()))
                    .toList();
            if (pattern.prefix()) {
                found.addAll(matches);
            } else {
                Bound.Column column = conditions.values().scope().column(pattern.name());
                found.add(new Output(pattern.name(), column, column.field()));
            }
        }
        return found;
    }

    private static void refuseClass(Bound value) {
        if (BoundTree.contains(value, BoundTree::isClass)) {
            throw OdsqlException.malformed("range and geo_cluster need the same in group_by");
        }
    }

    private static Output output(Labelled labelled, Bound value) {
        return new Output(labelled.name(), value, value instanceof Bound.Column(var field) ? field : null);
    }

    // group_by

    private List<Labelled> groups(@Nullable String groupBy, Set<String> labels) {
        return groupBy == null || groupBy.isBlank() ? List.of() : SyntaxReader.groupBy(groupBy, labels, extended);
    }

    private List<Key> keys(List<Labelled> groups, List<Selection> selections) {
        List<Key> keys = new ArrayList<>();
        for (Labelled group : groups) {
            Bound value = selected(group, selections);
            if (value.type() == ValueType.POINT && !(BoundTree.isClass(value))) {
                throw OdsqlException.malformed("Aggregation on geo point field is not possible");
            }
            if (value.type().isGeo() && value instanceof Bound.Column(var field)) {
                throw OdsqlException.notAllowed(field.name());
            }
            if (value.type().isGeo() || BoundTree.hasAggregate(value)) {
                throw OdsqlException.malformed(group.source() + " is not allowed in the current clause");
            }
            keys.add(new Key(group.name(), value));
        }
        return keys;
    }

    /// A key may be named by the label that `select` gives it.
    private Bound selected(Labelled group, List<Selection> selections) {
        if (group.value() instanceof Expression.Name(String name)) {
            for (Selection selection : selections) {
                if (selection instanceof Labelled labelled && name.equals(labelled.label())) {
                    return conditions.values().bind(labelled.value());
                }
            }
        }
        return conditions.values().bind(group.value());
    }

    /// Keys that were not selected come first: they are always part of the answer.
    private List<Output> outputs(List<Selection> selections, List<Key> keys) {
        List<Output> selected = new ArrayList<>();
        for (Selection selection : selections) {
            switch (selection) {
                case Expression.Everything _ -> {}
                case Expression.Included(var patterns) ->
                    throw OdsqlException.notAllowed(patterns.getFirst().name());
                case Expression.Excluded _ -> {}
                case Labelled labelled -> {
                    Bound value = keyNamed(labelled.value(), keys);
                    if (value == null) value = conditions.values().bind(labelled.value());
                    refuseUngrouped(value, keys);
                    selected.add(output(labelled, value));
                }
            }
        }
        SequencedMap<String, Output> outputs = new LinkedHashMap<>();
        for (Key key : keys) {
            boolean shown = selected.stream()
                    .anyMatch(output -> output.value().equals(key.value())
                            && (output.name().equals(key.name()) || key.value() instanceof Bound.Column));
            if (!shown) {
                outputs.put(
                        key.name(),
                        new Output(
                                key.name(),
                                key.value(),
                                key.value() instanceof Bound.Column(var field) ? field : null));
            }
        }
        selected.forEach(output -> outputs.put(output.name(), output));
        return List.copyOf(outputs.values());
    }

    private static @Nullable Bound keyNamed(Expression.Value value, List<Key> keys) {
        if (!(value instanceof Expression.Name(String name))) return null;
        return keys.stream()
                .filter(key -> key.name().equals(name))
                .map(Key::value)
                .findFirst()
                .orElse(null);
    }

    /// In groups only keys, aggregates and what is made of them have one value.
    private static void refuseUngrouped(Bound value, List<Key> keys) {
        for (Key key : keys) {
            if (key.value().equals(value)) return;
        }
        switch (value) {
            case Bound.Aggregate _ -> {}
            case Bound.Column(var field) -> throw OdsqlException.notAllowed(field.name());
            case Bound.Technical(var kind, var _) -> throw OdsqlException.notAllowed(kind.spelling);
            case Bound.Random _ -> throw OdsqlException.notAllowed("random");
            default -> {
                if (BoundTree.isClass(value)) refuseClass(value);
                for (Bound child : BoundTree.children(value)) {
                    boolean list = child.type() == ValueType.TEXTS || BoundTree.isClass(child);
                    if (list && keys.stream().anyMatch(key -> key.value().equals(child))) {
                        throw OdsqlException.malformed("A group key of this kind can only be shown as it is");
                    }
                    refuseUngrouped(child, keys);
                }
            }
        }
    }

    /// What the names of keys and outputs stand for in the clauses that come after them.
    private static Map<String, Bound> labels(List<Key> keys, List<Output> outputs) {
        Map<String, Bound> labels = new LinkedHashMap<>();
        keys.forEach(key -> labels.put(key.name(), key.value()));
        outputs.forEach(output -> labels.put(output.name(), output.value()));
        return labels;
    }

    // having

    private @Nullable Bound having(
            @Nullable String having, Set<String> given, List<Key> keys, Map<String, Bound> labels) {
        if (having == null || having.isBlank()) return null;
        if (keys.isEmpty()) {
            throw OdsqlException.malformed("having is a condition on groups: add group_by, or use where");
        }
        Bound condition = ConditionBinder.ofMany(conditions.values().labelled(labels))
                .bind(SyntaxReader.where(having, given, extended));
        refuseUngrouped(condition, keys);
        return condition;
    }

    // limit_per

    /// `field:number`, or several fields: `commune, year(plante):3`.
    private @Nullable Share share(
            @Nullable String limitPer,
            Set<String> given,
            List<Key> keys,
            Map<String, Bound> labels,
            List<Order> orders) {
        if (limitPer == null || limitPer.isBlank()) return null;
        boolean totals = Stream.concat(labels.values().stream(), orders.stream().map(Order::value))
                .anyMatch(BoundTree::hasAggregate);
        if (keys.isEmpty() && totals) {
            throw OdsqlException.malformed("An aggregation over all records has no parts: add group_by");
        }
        Matcher parts = SHARE.matcher(limitPer);
        if (!parts.matches()) {
            throw OdsqlException.malformed(
                    "A field and a number from 1 to 999999 are expected, such as `commune:3`: the first three of each commune");
        }
        ValueBinder values = conditions.values().labelled(labels);
        List<Bound> per = SyntaxReader.groupBy(parts.group(1), given, extended).stream()
                .map(field -> sharing(field, values.bind(field.value()), keys))
                .distinct()
                .toList();
        return new Share(per, Integer.parseInt(parts.group(2)));
    }

    private static Bound sharing(Labelled field, Bound value, List<Key> keys) {
        if (!keys.isEmpty()) {
            refuseUngrouped(value, keys);
        } else if (value.type().isGeo() || value.type() == ValueType.TEXTS) {
            throw OdsqlException.notAllowed(field.name());
        } else {
            refuseClass(value);
        }
        if (BoundTree.contains(value, part -> part instanceof Bound.Aggregate || part instanceof Bound.Random)) {
            throw OdsqlException.malformed(field.source() + " is not allowed in the current clause");
        }
        return value;
    }

    // order_by

    /// @param given labels that the caller gave, which may be reserved words
    private List<Order> orders(@Nullable String orderBy, Set<String> given, List<Key> keys, Map<String, Bound> labels) {
        if (orderBy == null || orderBy.isBlank()) {
            return keys.stream().map(key -> new Order(key.value(), false)).toList();
        }
        Set<Order> orders = new LinkedHashSet<>();
        for (Ordered item : SyntaxReader.orderBy(orderBy, given, extended)) {
            Bound label = item.value() instanceof Expression.Name(String name) ? labels.get(name) : null;
            Bound value = label != null ? label : conditions.values().bind(item.value());
            if (value.type().isGeo()) {
                throw value instanceof Bound.Column(var field)
                        ? OdsqlException.notAllowed(field.name())
                        : OdsqlException.malformed("A place is not allowed in the current clause");
            }
            if (keys.isEmpty()) {
                refuseClass(value);
            } else {
                refuseUngrouped(value, keys);
            }
            orders.add(new Order(value, item.descending()));
        }
        return List.copyOf(orders);
    }
}
