package city.senne.data.explore.export;

import city.senne.engine.odsql.OutputColumn;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Rows that end in a failure once nobody wants them any more.
public final class WantedRows implements Rows {
    private final Rows rows;
    private final AtomicBoolean isUnwanted = new AtomicBoolean();

    public WantedRows(Rows rows, CompletionStage<?> unwanted) {
        this.rows = rows;
        unwanted.thenRun(() -> isUnwanted.set(true));
    }

    @Override
    public List<OutputColumn> columns() {
        return rows.columns();
    }

    @Override
    public boolean next() {
        if (isUnwanted.get()) throw new CancellationException("Nobody reads the file any more");
        return rows.next();
    }

    @Override
    public @Nullable Object value(int column) {
        return rows.value(column);
    }

    @Override
    public @Nullable String id() {
        return rows.id();
    }
}
