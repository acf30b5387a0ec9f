package city.senne.data.explore.api;

import city.senne.data.catalog.Catalog;
import city.senne.data.catalog.Sight;
import city.senne.data.query.HeldTable;
import city.senne.data.query.HeldTables;
import city.senne.data.query.HoldTable;
import city.senne.data.usage.Counted;
import city.senne.data.usage.UsageLog;
import city.senne.engine.table.Annotations;
import city.senne.engine.table.Field;
import city.senne.engine.table.FieldType;
import city.senne.engine.table.TableSchema;
import city.senne.platform.store.Fingerprints;
import city.senne.trust.identity.Viewer;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// How often the API was called, as a table, so that it is asked in the same language as the data: at most a minute
/// old.
/// Calls of a dataset are there for those who may know the dataset, from the moment on that they may.
@Component
class MonitoringTable {
    static final TableSchema SCHEMA = new TableSchema(List.of(
            facet("day", FieldType.DATE, "Day", "In UTC."),
            facet(
                    "dataset_id",
                    FieldType.TEXT,
                    "Dataset",
                    "None for calls of the catalogue, and of what is not there."),
            facet("kind", FieldType.TEXT, "Kind of call", "What was asked for, such as records or export."),
            facet("format", FieldType.TEXT, "Format", "Of a download."),
            facet("status", FieldType.INT, "Status", "Of the answer in HTTP; 499 when nobody waited for its end."),
            new Field("calls", FieldType.INT, "Calls", "How many calls were alike in all this.", Annotations.NONE)));

    private final Catalog catalog;
    private final UsageLog log;
    private final HoldTable holdTable;
    private final Clock clock;
    private final Fingerprints fingerprints;
    private final HeldTables<Sight> tables = new HeldTables<>();

    MonitoringTable(Catalog catalog, UsageLog log, HoldTable holdTable, Clock clock, Fingerprints fingerprints) {
        this.catalog = catalog;
        this.log = log;
        this.holdTable = holdTable;
        this.clock = clock;
        this.fingerprints = fingerprints;
    }

    private static Field facet(String name, FieldType type, String label, String description) {
        return new Field(
                name, type, label, description, new Annotations(true, true, null, null, false, true, null, null, null));
    }

    HeldSource current(Viewer viewer) {
        Sight sight = catalog.sight(viewer);
        Instant minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        // It goes out as a part of ETags, and who sees what is told to nobody.
        return HeldSource.of(
                tables.current(sight, fingerprints.of(List.of(sight, catalog.changes(), minute)), () -> table(viewer)));
    }

    private HeldTable table(Viewer viewer) {
        Map<String, Boolean> known = new HashMap<>();
        Stream<List<@Nullable Object>> rows = log.stream()
                .filter(counted -> counted.dataset().isEmpty()
                        || known.computeIfAbsent(
                                counted.dataset(),
                                id -> catalog.find(viewer, id).isPresent()))
                .map(MonitoringTable::row);
        return holdTable.hold(SCHEMA, rows::iterator);
    }

    private static List<@Nullable Object> row(Counted counted) {
        return Arrays.asList(
                counted.day(),
                orNull(counted.dataset()),
                counted.kind(),
                orNull(counted.format()),
                (long) counted.status(),
                counted.calls());
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
