package city.senne.data.ingest;

import city.senne.data.catalog.Dataset;
import city.senne.data.catalog.UpdateMode;
import city.senne.data.catalog.Version;
import city.senne.engine.lake.Difference;
import city.senne.engine.lake.Draft;
import city.senne.engine.lake.Lake;
import city.senne.engine.lake.Staged;
import city.senne.engine.lake.StagedTable;
import city.senne.engine.table.Field;
import city.senne.engine.table.TableSchema;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;

/// What the rows of a delivery make of a dataset: how replacing, appending, upserting and removing
/// differ is said here, and nowhere else.
///
/// @param dataset as it is now, null when this is its first version
/// @param change APPEND when the delivered rows join the version's files, REPLACE when all files are written
record NextVersion(Lake lake, @Nullable Dataset dataset, UpdateMode update, Fields fields, Lake.Change change) {
    /// Above this many rows a difference without a key costs more than it tells.
    private static final long ROWS_WORTH_COMPARING = 5_000_000;

    private static final int FILES_TO_GATHER = 50;

    static NextVersion of(Lake lake, @Nullable Dataset dataset, UpdateMode update, Fields fields) {
        boolean adds = dataset != null && update == UpdateMode.APPEND && !hasManyFiles(lake, dataset);
        return new NextVersion(lake, dataset, update, fields, adds ? Lake.Change.APPEND : Lake.Change.REPLACE);
    }

    /// Many small files slow every question down: now and then an append writes all rows anew.
    private static boolean hasManyFiles(Lake lake, Dataset dataset) {
        int files =
                lake.files(dataset.id().value(), dataset.current().snapshot()).size();
        return files >= FILES_TO_GATHER;
    }

    /// Whether the delivered rows are all that is written: they are the version, or join its files.
    private boolean writesOnlyDelivered() {
        return dataset == null || update == UpdateMode.REPLACE || change == Lake.Change.APPEND;
    }

    /// The rows to write.
    String select(Staged staged) {
        TableSchema resulting = fields.resulting();
        String delivered = resulting.projected("(" + staged.select() + ")", fields.delivered());
        if (dataset == null || writesOnlyDelivered()) return delivered;
        String earlier =
                resulting.projected(relation(dataset), dataset.current().schema());
        if (update == UpdateMode.APPEND) return "(" + earlier + ") union all (" + delivered + ")";
        List<Field> key = fields.delivered().key();
        return update == UpdateMode.REMOVE
                ? StagedTable.removed("(" + earlier + ")", "(" + delivered + ")", resulting, key)
                : StagedTable.upserted("(" + earlier + ")", "(" + delivered + ")", resulting, key);
    }

    private String relation(Dataset earlier) {
        Version current = earlier.current();
        return lake.relation(earlier.id().value(), current.snapshot(), current.schema());
    }

    /// Throws SQLException when rows were lost or doubled on the way.
    void check(Staged staged, Draft draft) throws SQLException {
        if (writesOnlyDelivered() && draft.rows() != staged.rows()) {
            throw new SQLException("%d rows were written of %d".formatted(draft.rows(), staged.rows()));
        }
    }

    /// Against the present version; null when there is none, or when comparing would cost too much.
    @Nullable
    Difference difference(Staged staged, Draft draft) throws SQLException {
        if (dataset == null) return null;
        if (update == UpdateMode.APPEND) return new Difference(staged.rows(), 0, 0);
        TableSchema before = dataset.current().schema();
        List<Field> shared = fields.resulting().shared(before);
        List<Field> key = fields.resulting().key();
        if (!shared.containsAll(key)) key = List.of();
        if (shared.isEmpty()) return null;
        long rows = Math.max(dataset.current().rows(), draft.rows());
        if (key.isEmpty() && rows > ROWS_WORTH_COMPARING) return null;
        return Difference.between(staged.connection(), relation(dataset), draft.relation(), shared, key);
    }

    /// The box around all geometries; null when there are none.
    Version.@Nullable Extent extent(Staged staged, Draft draft) {
        if (draft.rows() == 0) return null;
        Envelope box = update == UpdateMode.REMOVE ? new Envelope() : new Envelope(staged.extent());
        Version.Extent before = dataset == null ? null : dataset.current().extent();
        if (update != UpdateMode.REPLACE && before != null) {
            box.expandToInclude(before.west(), before.south());
            box.expandToInclude(before.east(), before.north());
        }
        return box.isNull() ? null : new Version.Extent(box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY());
    }
}
