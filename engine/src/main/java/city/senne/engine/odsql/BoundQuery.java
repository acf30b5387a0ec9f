package city.senne.engine.odsql;

import city.senne.engine.table.Field;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A question whose every name is known to the caller and whose every type fits; rights are part of it.
public final class BoundQuery {
    private static final int FEW_ROWS = 10_000;

    private final VisibleTable table;
    private final @Nullable JoinedTable joined;
    private final List<Bound> conditions;
    private final List<Output> outputs;
    private final List<Key> keys;
    private final @Nullable Bound having;
    private final List<Order> orders;
    private final @Nullable Share share;
    private final @Nullable Integer limit;
    private final int offset;
    private final boolean readsClock;
    private final List<NamedField> named;

    /// @param field the field that is shown as it is, or null
    record Output(String name, Bound value, @Nullable Field field) {}

    record Key(String name, Bound value) {
        /// The type of one group's key: a list is taken apart.
        ValueType type() {
            return value.type() == ValueType.TEXTS ? ValueType.TEXT : value.type();
        }
    }

    record Order(Bound value, boolean descending) {}

    /// How many rows, or groups, are kept of those that have the same values: the first ones in the order.
    record Share(List<Bound> per, int count) {}

    BoundQuery(
            VisibleTable table,
            List<Bound> conditions,
            List<Output> outputs,
            List<Key> keys,
            List<Order> orders,
            @Nullable Integer limit,
            int offset,
            boolean readsClock,
            List<NamedField> named) {
        this(table, null, conditions, outputs, keys, null, orders, null, limit, offset, readsClock, named);
    }

    BoundQuery(
            VisibleTable table,
            @Nullable JoinedTable joined,
            List<Bound> conditions,
            List<Output> outputs,
            List<Key> keys,
            @Nullable Bound having,
            List<Order> orders,
            @Nullable Share share,
            @Nullable Integer limit,
            int offset,
            boolean readsClock,
            List<NamedField> named) {
        this.table = table;
        this.joined = joined;
        this.conditions = List.copyOf(conditions);
        this.outputs = List.copyOf(outputs);
        this.keys = List.copyOf(keys);
        this.having = having;
        this.orders = List.copyOf(orders);
        this.share = share;
        this.limit = limit;
        this.offset = offset;
        this.readsClock = readsClock;
        this.named = List.copyOf(named);
    }

    /// What an answer will hold, in order.
    public List<OutputColumn> columns() {
        return outputs.stream()
                .map(output -> new OutputColumn(output.name(), type(output.value()), output.field()))
                .toList();
    }

    private ValueType type(Bound value) {
        return keys.stream()
                .filter(key -> key.value().equals(value))
                .map(Key::type)
                .findFirst()
                .orElse(value.type());
    }

    /// The columns that `group_by` asked for, by the names under which they are answered.
    public List<String> keyNames() {
        return outputs.stream()
                .filter(output -> keys.stream().anyMatch(key -> key.value().equals(output.value())))
                .map(Output::name)
                .toList();
    }

    /// Whether `group_by` was asked for.
    public boolean isGrouped() {
        return !keys.isEmpty();
    }

    /// Whether each row is a record, and as it is: nothing is grouped or added up.
    public boolean isOfRecords() {
        return keys.isEmpty() && values().noneMatch(BoundTree::hasAggregate);
    }

    /// Whether the order needs all groups to be known, for doors that bound this.
    public boolean ordersByAggregate() {
        return orders.stream().anyMatch(order -> BoundTree.hasAggregate(order.value()));
    }

    /// Whether `now()` is part of it: the same question may have another answer tomorrow on the same version.
    public boolean readsClock() {
        return readsClock;
    }

    /// The fields that the caller named, in whatever clause, each under the names that were used.
    public List<NamedField> named() {
        return named;
    }

    /// Whether it is answered from the first rows of the table, so that it costs the same in one of any size: nothing
    /// is sorted, grouped, added up or looked for.
    public boolean readsFewRows() {
        return limit != null
                && limit + (long) offset <= FEW_ROWS
                && keys.isEmpty()
                && orders.isEmpty()
                && share == null
                && joined == null
                && conditions.isEmpty()
                && table.filter() == null
                && outputs.stream().noneMatch(output -> BoundTree.hasAggregate(output.value()));
    }

    /// Whether its rows can be walked through, each page going on behind the last row of the one before:
    /// groups and aggregates cannot, nor can what is sorted by a list or kept by its share.
    public boolean canBeWalked() {
        return WalkSql.canWalk(this);
    }

    /// That the other dataset has several records with the same key.
    public OdsqlException manyPerKey() {
        return OdsqlException.malformed("A record may find one record of the other dataset, and several have the"
                        + " same value of the field by which they are found")
                .in("join");
    }

    VisibleTable table() {
        return table;
    }

    /// Null without a join.
    @Nullable
    JoinedTable joined() {
        return joined;
    }

    List<Bound> conditions() {
        return conditions;
    }

    List<Output> outputs() {
        return outputs;
    }

    List<Key> keys() {
        return keys;
    }

    /// What groups must meet, or null.
    @Nullable
    Bound having() {
        return having;
    }

    /// Null when all are kept.
    @Nullable
    Share share() {
        return share;
    }

    /// Whether every row that meets the conditions is on one of the pages, as it is.
    public boolean keepsEveryRow() {
        return keys.isEmpty() && share == null;
    }

    /// Everything that is read of the rows, or made of them, beside the conditions.
    Stream<Bound> values() {
        return Stream.of(
                        outputs.stream().map(Output::value),
                        keys.stream().map(Key::value),
                        Stream.ofNullable(having),
                        orders.stream().map(Order::value),
                        Stream.ofNullable(share).flatMap(each -> each.per().stream()))
                .flatMap(each -> each);
    }

    List<Order> orders() {
        return orders;
    }

    @Nullable
    Integer limit() {
        return limit;
    }

    int offset() {
        return offset;
    }
}
