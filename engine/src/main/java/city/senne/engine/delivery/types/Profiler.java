package city.senne.engine.delivery.types;

import city.senne.engine.delivery.Decision;
import city.senne.engine.delivery.Decision.Aspect;
import city.senne.engine.delivery.ReadingOptions;
import city.senne.engine.delivery.ReadingOptions.ColumnOptions;
import city.senne.engine.delivery.ReadingPlan;
import city.senne.engine.delivery.Reason;
import city.senne.engine.delivery.RowReader;
import city.senne.engine.delivery.SourceColumn;
import city.senne.engine.delivery.SourceRow;
import city.senne.engine.geo.Territory;
import city.senne.engine.table.Field;
import city.senne.engine.table.TableSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Looks at every row of a source once, and then knows how to read it: the type of each column with the
/// reason, the fields' names, the places. Memory stays bounded whatever the number of rows. Not for
/// several threads.
public final class Profiler {
    private static final int MOST_SAMPLE_ROWS = 1000;
    private static final int MOST_HEADERS_SHOWN = 30;
    private static final int MOST_SAMPLE_CELLS = 200_000;
    private static final int LONGEST_SAMPLE_ROW = 20_000;

    private final List<ColumnStudy> studies;
    private final ReadingOptions options;
    private final @Nullable TableSchema previous;
    private final GeoColumns geoColumns;
    private final Territory territory;
    private final List<@Nullable Object[]> sampleRows = new ArrayList<>();
    private final int mostSampleRows;
    private final Random random = new Random(1);
    private long rows;

    /// @param previous the schema of the table that the rows are added to, whose types hold; null for a
    ///     new table
    /// @param territory where places are expected
    public Profiler(
            List<SourceColumn> columns,
            ReadingOptions options,
            @Nullable TableSchema previous,
            GeoColumns geoColumns,
            Territory territory) {
        this.options = options;
        this.previous = previous;
        this.geoColumns = geoColumns;
        this.territory = territory;
        NullWords words = NullWords.of(options);
        studies = columns.stream().map(column -> new ColumnStudy(column, words)).toList();
        int affordable = MOST_SAMPLE_CELLS / Math.max(1, columns.size());
        mostSampleRows = Math.clamp(affordable, 20, MOST_SAMPLE_ROWS);
    }

    /// Profiles a whole source, consuming its rows; the reader stays open.
    public static ReadingPlan profile(
            RowReader source,
            ReadingOptions options,
            @Nullable TableSchema previous,
            GeoColumns geoColumns,
            Territory territory)
            throws IOException {
        Profiler profiler = new Profiler(source.columns(), options, previous, geoColumns, territory);
        SourceRow row;
        while ((row = source.next()) != null) profiler.add(row);
        return profiler.plan();
    }

    /// Learns from a row; from one with a problem nothing is to be learnt.
    public void add(SourceRow row) {
        if (row.problem() != null) return;
        @Nullable Object[] cells = row.cells();
        long line = row.line();
        for (int c = 0; c < studies.size(); c++) studies.get(c).add(c < cells.length ? cells[c] : null, line);
        keepSample(cells);
        rows++;
    }

    private void keepSample(@Nullable Object[] cells) {
        boolean more = sampleRows.size() < mostSampleRows;
        if (!more && random.nextLong(rows + 1) >= mostSampleRows) return;
        long length = 0;
        for (Object cell : cells) if (cell instanceof String text) length += text.length();
        if (length > LONGEST_SAMPLE_ROW && sampleRows.size() >= 20) return;
        if (more) sampleRows.add(cells);
        else sampleRows.set(mostSampleRows / 2 + random.nextInt(mostSampleRows - mostSampleRows / 2), cells);
    }

    /// How to read the rows seen, and others like them.
    public ReadingPlan plan() {
        FieldNames names = new FieldNames();
        List<@Nullable Field> known = new ArrayList<>();
        for (ColumnStudy study : studies) known.add(knownField(study.column.header(), known));
        for (Field field : known) if (field != null) names.reserve(field.name());
        List<ColumnPlan> plans = new ArrayList<>();
        List<ColumnProfile> profiles = new ArrayList<>();
        for (int c = 0; c < studies.size(); c++) {
            ColumnPlanner planner = new ColumnPlanner(studies.get(c), c, options, known.get(c));
            plans.add(planner.plan(names));
            profiles.add(planner.profile());
        }
        List<GeoColumn> places = geoColumns.find(profiles, sampleRows, options, territory);
        List<TypedPlan.Part> parts = parts(plans, places, names);
        return new TypedPlan(parts, unfollowed(parts));
    }

    /// What the publisher says of columns that this file does not have. Who only describes a field may name it by its
    /// name as well.
    private List<SourceRow.Problem> unfollowed(List<TypedPlan.Part> parts) {
        List<String> headers =
                studies.stream().map(study -> study.column.header()).toList();
        Set<String> names = new HashSet<>();
        for (TypedPlan.Part part : parts) {
            names.add(part.field().name());
            names.add(part.field().label());
        }
        List<SourceRow.Problem> unfollowed = new ArrayList<>();
        options.columns().forEach((header, wanted) -> {
            boolean described = wanted.equals(ColumnPlanner.NOTHING_WANTED) && names.contains(header);
            if (described || headers.contains(header)) return;
            String shown = headers.stream().limit(MOST_HEADERS_SHOWN).collect(Collectors.joining(", "));
            unfollowed.add(new SourceRow.Problem(
                    header,
                    null,
                    Reason.of(
                            "types.column-unknown",
                            "fields." + header,
                            headers.size() > MOST_HEADERS_SHOWN ? shown + ", …" : shown)));
        });
        return unfollowed;
    }

    /// The field that held this column before, known by the header it came from or by its name.
    private @Nullable Field knownField(String header, List<@Nullable Field> taken) {
        if (previous == null) return null;
        ColumnOptions wanted = options.columns().get(header);
        String name = wanted != null && wanted.name() != null ? wanted.name() : FieldNames.slug(header);
        Field byName = previous.findField(name).orElse(null);
        Field byLabel = previous.fields().stream()
                .filter(field -> field.label().equals(header))
                .findFirst()
                .orElse(null);
        for (Field field : new Field[] {byLabel, byName}) {
            if (field != null && !field.type().isGeo() && !taken.contains(field)) return field;
        }
        return null;
    }

    private List<TypedPlan.Part> parts(List<ColumnPlan> plans, List<GeoColumn> places, FieldNames names) {
        Set<Integer> replaced = new HashSet<>();
        for (GeoColumn place : places) if (place.replacesSources()) replaced.addAll(place.sources());
        List<TypedPlan.Part> parts = new ArrayList<>();
        for (ColumnPlan plan : plans) {
            if (!replaced.contains(plan.index())) parts.add(new TypedPlan.Part.OfColumn(plan));
            for (GeoColumn place : places) {
                int last = place.sources().stream().max(Integer::compare).orElse(plans.size() - 1);
                if (last == plan.index()) parts.add(new TypedPlan.Part.OfPlaces(fieldOf(place, plans, names), place));
            }
        }
        return parts;
    }

    private Field fieldOf(GeoColumn place, List<ColumnPlan> plans, FieldNames names) {
        if (place.replacesSources() && !place.sources().isEmpty()) {
            Field source = plans.get(place.sources().getFirst()).field();
            return new Field(source.name(), place.type(), place.label(), source.description(), source.annotations());
        }
        Field known = previous == null ? null : previous.findField(place.name()).orElse(null);
        String name = names.take(place.name());
        return known != null && known.type() == place.type() && name.equals(known.name())
                ? known
                : new Field(name, place.type(), place.label(), "", city.senne.engine.table.Annotations.NONE);
    }

    static Decision decision(Aspect aspect, String header, String value, Reason reason) {
        return new Decision(aspect, header, value, reason, reason.code().equals("delivery.chosen"));
    }
}
