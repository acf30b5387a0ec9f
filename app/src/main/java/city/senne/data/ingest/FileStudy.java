package city.senne.data.ingest;

import city.senne.data.catalog.UpdateMode;
import city.senne.engine.delivery.Decision;
import city.senne.engine.delivery.PlainPlan;
import city.senne.engine.delivery.PlainRows;
import city.senne.engine.delivery.ReadingOptions;
import city.senne.engine.delivery.ReadingPlan;
import city.senne.engine.delivery.Reason;
import city.senne.engine.delivery.RowReader;
import city.senne.engine.delivery.SourceColumn;
import city.senne.engine.delivery.SourceRow;
import city.senne.engine.delivery.UnreadableDelivery;
import city.senne.engine.delivery.formats.Formats;
import city.senne.engine.delivery.formats.Limits;
import city.senne.engine.delivery.types.Profiler;
import city.senne.engine.geo.GeoInference;
import city.senne.engine.geo.Territory;
import city.senne.engine.table.TableSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A delivered file while it is found out how to read it: by its first rows if it is large and plain, else by
/// all of them.
final class FileStudy implements AutoCloseable {
    /// Files with fewer rows are read row after row in no time.
    private static final int DECIDING_ROWS = 50_000;

    private final Path file;
    private final Delivery delivery;
    private final Formats formats;
    private final RowReader reader;
    private final Profiler profiler;
    private long rows;
    private boolean regular = true;
    private boolean ended;

    /// @param previous the schema of the present version; null when there is none
    FileStudy(
            Path file,
            Path work,
            Delivery delivery,
            @Nullable TableSchema previous,
            UpdateMode update,
            FieldColumns columns)
            throws IOException {
        this.file = file;
        this.delivery = delivery;
        this.formats = new Formats(work, Limits.USUAL);
        this.reader = open();
        TableSchema binding = update == UpdateMode.REPLACE ? null : previous;
        List<String> headers =
                reader.columns().stream().map(SourceColumn::header).toList();
        // Pushed rows were judged when they were taken.
        if (!delivery.isOfPushes())
            columns.refuseCrossed(delivery.instructions().reading(), headers);
        ReadingOptions options = columns.reading(delivery.instructions().reading(), headers);
        this.profiler = new Profiler(reader.columns(), options, binding, new GeoInference(), Territory.BELGIUM);
    }

    /// The file from its first row.
    RowReader open() throws IOException {
        return formats.open(file, delivery.fileName(), delivery.instructions().reading());
    }

    /// What DuckDB can be told to read; empty when the file must be read row after row. Open as long as
    /// this is.
    Optional<PlainReading> plain() throws IOException {
        while (rows < DECIDING_ROWS && regular) {
            if (!take()) return Optional.empty();
        }
        if (!regular || !reader.findings().isEmpty()) return Optional.empty();
        ReadingPlan plan = profiler.plan();
        Optional<PlainPlan> inSql = plan.plain();
        if (inSql.isEmpty()) return Optional.empty();
        Optional<PlainRows> plain = reader.plain(inSql.get().cells());
        if (plain.isEmpty() || plain.get().rows() > inSql.get().mostRows()) return Optional.empty();
        List<Decision> decisions = new ArrayList<>(reader.decisions());
        for (Decision decision : plan.decisions())
            decisions.add(proved(decision, plain.get().rows()));
        String select = inSql.get().select(plain.get());
        return Optional.of(
                new PlainReading(plan.schema(), decisions, select, plain.get().rows()));
    }

    private static Decision proved(Decision decision, long rows) {
        boolean byRows = decision.aspect() == Decision.Aspect.TYPE
                && !decision.chosen()
                && !decision.reason().code().equals("types.declared");
        if (!byRows) return decision;
        Reason why = Reason.of("delivery.proved", DECIDING_ROWS, rows, decision.reason());
        return Decision.found(decision.aspect(), decision.column(), decision.value(), why);
    }

    /// Looks at every row. Throws UnreadableDelivery when there is none.
    ReadingPlan careful(ReadingProgress progress, double share) throws IOException {
        while (take()) {
            if ((rows & 1023) == 0) progress.at(reader.progress() * share, rows, 0);
        }
        if (rows == 0) throw new UnreadableDelivery(Reason.of("delivery.no_rows"));
        return profiler.plan();
    }

    private boolean take() throws IOException {
        SourceRow row = ended ? null : reader.next();
        ended = row == null;
        if (row == null) return false;
        profiler.add(row);
        rows++;
        regular &= row.problem() == null;
        return true;
    }

    List<Decision> decisions() {
        return reader.decisions();
    }

    List<SourceRow.Problem> findings() {
        return reader.findings();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
