package city.senne.data.ingest;

import city.senne.data.catalog.UpdateMode;
import city.senne.engine.delivery.Decision;
import city.senne.engine.delivery.Decision.Aspect;
import city.senne.engine.delivery.PlainPlan;
import city.senne.engine.delivery.PlainRows;
import city.senne.engine.delivery.ReadingPlan;
import city.senne.engine.delivery.Reason;
import city.senne.engine.delivery.RowReader;
import city.senne.engine.delivery.SourceRow;
import city.senne.engine.delivery.formats.Formats;
import city.senne.engine.delivery.formats.Limits;
import city.senne.engine.delivery.types.Profiler;
import city.senne.engine.geo.GeoInference;
import city.senne.engine.geo.Territory;
import city.senne.engine.lake.Staged;
import city.senne.engine.lake.StagedQuery;
import city.senne.engine.table.TableSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A large file without any irregularity: its first rows decide what its columns are, and DuckDB reads all
/// of them, making sure of every cell that it fits the decision. Many times faster than [ReadRows], with
/// the same rows and types as the result, or none.
final class PlainReading implements AutoCloseable {
    /// Smaller files are read row after row in no time.
    static final int DECIDING_ROWS = 50_000;

    private final RowReader reader;
    private final ReadingPlan plan;
    private final Fields fields;
    private final String select;
    private final long rows;

    private PlainReading(RowReader reader, ReadingPlan plan, Fields fields, String select, long rows) {
        this.reader = reader;
        this.plan = plan;
        this.fields = fields;
        this.select = select;
        this.rows = rows;
    }

    /// Null when the file has to be read row after row.
    static @Nullable PlainReading open(
            Path file, Path work, Delivery delivery, @Nullable TableSchema previous, UpdateMode update)
            throws IOException {
        Instructions instructions = delivery.instructions();
        RowReader reader = new Formats(work, Limits.USUAL).open(file, delivery.fileName(), instructions.reading());
        PlainReading opened = null;
        try {
            opened = decide(reader, instructions, previous, update);
        } finally {
            if (opened == null) reader.close();
        }
        return opened;
    }

    private static @Nullable PlainReading decide(
            RowReader reader, Instructions instructions, @Nullable TableSchema previous, UpdateMode update)
            throws IOException {
        TableSchema binding = update == UpdateMode.REPLACE ? null : previous;
        Profiler profiler =
                new Profiler(reader.columns(), instructions.reading(), binding, new GeoInference(), Territory.BELGIUM);
        for (int row = 0; row < DECIDING_ROWS; row++) {
            SourceRow next = reader.next();
            if (next == null || next.problem() != null) return null;
            profiler.add(next);
        }
        ReadingPlan plan = profiler.plan();
        Optional<PlainPlan> inSql = plan.plain();
        if (!reader.findings().isEmpty() || inSql.isEmpty()) return null;
        Optional<PlainRows> plain = reader.plain(inSql.get().cells());
        if (plain.isEmpty() || plain.get().rows() > inSql.get().mostRows()) return null;
        String select = inSql.get().select(plain.get());
        Fields fields = Fields.of(plan.schema(), instructions, previous, update);
        return new PlainReading(reader, plan, fields, select, plain.get().rows());
    }

    Fields fields() {
        return fields;
    }

    long rows() {
        return rows;
    }

    List<Decision> decisions() {
        List<Decision> all = new ArrayList<>(reader.decisions());
        for (Decision decision : plan.decisions()) all.add(proved(decision));
        return all;
    }

    private Decision proved(Decision decision) {
        if (decision.aspect() != Aspect.TYPE || decision.chosen()) return decision;
        Reason why = Reason.of("delivery.proved", DECIDING_ROWS, rows, decision.reason());
        return Decision.found(decision.aspect(), decision.column(), decision.value(), why);
    }

    Staged staged(Path spill, String memory) throws SQLException {
        return new StagedQuery(spill, memory, select, rows);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
