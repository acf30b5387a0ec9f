package city.senne.engine.delivery.types;

import city.senne.engine.delivery.Decision;
import city.senne.engine.delivery.PlainCell;
import city.senne.engine.delivery.PlainPlan;
import city.senne.engine.delivery.PlainRows;
import city.senne.engine.delivery.ReadingPlan;
import city.senne.engine.delivery.SourceRow;
import city.senne.engine.delivery.SourceRow.Problem;
import city.senne.engine.table.Field;
import city.senne.engine.table.FieldType;
import city.senne.engine.table.Sql;
import city.senne.engine.table.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A plan of columns and of the places made of them. Not for several threads.
final class TypedPlan implements ReadingPlan {
    private final TableSchema schema;
    private final Part[] parts;
    private final List<Decision> decisions = new ArrayList<>();
    private final List<Problem> findings = new ArrayList<>();

    /// One field of the table.
    sealed interface Part {
        Field field();

        record OfColumn(ColumnPlan plan) implements Part {
            @Override
            public Field field() {
                return plan.field();
            }
        }

        record OfPlaces(Field field, GeoColumn places) implements Part {}
    }

    /// @param unfollowed what was asked and could not be done
    TypedPlan(List<Part> parts, List<Problem> unfollowed) {
        findings.addAll(unfollowed);
        this.parts = parts.toArray(Part[]::new);
        schema = new TableSchema(parts.stream().map(Part::field).toList());
        for (Part part : parts) {
            switch (part) {
                case Part.OfColumn(ColumnPlan plan) -> {
                    decisions.addAll(plan.decisions());
                    findings.addAll(plan.findings());
                }
                case Part.OfPlaces(Field _, GeoColumn places) -> decisions.addAll(places.decisions());
            }
        }
    }

    @Override
    public TableSchema schema() {
        return schema;
    }

    @Override
    public List<Decision> decisions() {
        return List.copyOf(decisions);
    }

    @Override
    public List<Problem> findings() {
        List<Problem> all = new ArrayList<>(findings);
        for (Part part : parts)
            if (part instanceof Part.OfPlaces(Field _, GeoColumn places)) all.addAll(places.findings());
        return List.copyOf(all);
    }

    @Override
    public Optional<PlainPlan> plain() {
        List<ColumnPlan> columns = new ArrayList<>();
        boolean tellsHeader = false;
        for (Part part : parts) {
            if (!(part instanceof Part.OfColumn(ColumnPlan column)) || column.plain() == null) return Optional.empty();
            columns.add(column);
            boolean digits = column.header().chars().noneMatch(Character::isLetter);
            boolean declared = column.column().declared() != null;
            tellsHeader |= declared || column.field().type() != FieldType.TEXT && !digits;
        }
        // Among texts only, a header that is repeated further down would pass for a row.
        return tellsHeader ? Optional.of(new InSql(columns)) : Optional.empty();
    }

    private record InSql(List<ColumnPlan> columns) implements PlainPlan {
        @Override
        public List<PlainCell> cells() {
            return columns.stream()
                    .map(column -> (PlainCell) plain(column).form())
                    .toList();
        }

        @Override
        public long mostRows() {
            return columns.stream()
                    .mapToLong(column -> plain(column).mostRows())
                    .min()
                    .orElse(0);
        }

        @Override
        public String select(PlainRows rows) {
            return columns.stream()
                    .map(column -> plain(column)
                                    .sql(rows.cell(column.index(), plain(column).form())) + " as "
                            + Sql.name(column.field().name()))
                    .collect(Collectors.joining(", ", "select ", " from " + rows.relation()));
        }

        private static PlainColumn plain(ColumnPlan column) {
            return Objects.requireNonNull(column.plain());
        }
    }

    @Override
    public Outcome convert(SourceRow row) {
        if (row.problem() != null) return new Outcome.Rejected(row.problem());
        @Nullable Object[] cells = row.cells();
        @Nullable Object[] values = new @Nullable Object[parts.length];
        for (int f = 0; f < parts.length; f++) {
            switch (parts[f]) {
                case Part.OfColumn(ColumnPlan plan) -> {
                    Object cell = plan.index() < cells.length ? cells[plan.index()] : null;
                    Object value = plan.read(cell);
                    if (value == CellReader.MISFIT && cell != null) {
                        return new Outcome.Rejected(
                                Problems.of(plan.header(), cell, plan.reader().misfitCode()));
                    }
                    values[f] = value;
                }
                case Part.OfPlaces(Field _, GeoColumn places) -> {
                    switch (places.read(cells)) {
                        case GeoColumn.Place.At(var geometry) -> values[f] = geometry;
                        case GeoColumn.Place.Nowhere() -> values[f] = null;
                        case GeoColumn.Place.Wrong(Problem problem) -> {
                            return new Outcome.Rejected(problem);
                        }
                    }
                }
            }
        }
        return new Outcome.Converted(values);
    }
}
