package city.senne.data.ingest;

import city.senne.engine.delivery.Decision;
import city.senne.engine.delivery.ReadingPlan;
import city.senne.engine.delivery.Reason;
import city.senne.engine.delivery.RowReader;
import city.senne.engine.delivery.SourceColumn;
import city.senne.engine.delivery.SourceRow;
import city.senne.engine.delivery.UnreadableDelivery;
import city.senne.engine.lake.Staged;
import city.senne.engine.lake.StagedTable;
import city.senne.engine.table.Field;
import city.senne.engine.table.Sql;
import city.senne.engine.table.TableSchema;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The rows of one delivery, read twice: profiled, then converted into a staged table, the rejected ones
/// kept apart.
final class ReadRows {
    private static final int REJECTS_AT_ONCE = 1000;
    private static final double PROFILED = 0.45;
    private static final double CONVERTED = 0.9;

    private final Delivery delivery;
    private final Rejects rejects;
    private final ReadingProgress progress;
    private final List<Delivery.Reject> waiting = new ArrayList<>();
    private final List<Decision> decisions = new ArrayList<>();
    private final List<SourceRow.Problem> findings = new ArrayList<>();
    private long read;
    private List<String> headers = List.of();
    private long rejected;
    private Delivery.@Nullable Reject firstReject;
    private @Nullable ReadingPlan plan;

    ReadRows(Delivery delivery, Rejects rejects, ReadingProgress progress) {
        this.delivery = delivery;
        this.rejects = rejects;
        this.progress = progress;
    }

    /// Decides what the columns are, after having seen every row.
    TableSchema plan(FileStudy study) throws IOException {
        ReadingPlan made = study.careful(progress, PROFILED);
        decisions.addAll(study.decisions());
        decisions.addAll(made.decisions());
        findings.addAll(study.findings());
        plan = made;
        return made.schema();
    }

    /// Converts every row; what cannot be converted is kept among the rejects.
    void convert(FileStudy study, StagedTable staged) throws IOException, SQLException {
        ReadingPlan made = Objects.requireNonNull(plan, "plan first");
        try (RowReader reader = study.open()) {
            headers = reader.columns().stream().map(SourceColumn::header).toList();
            for (SourceRow row = reader.next(); row != null; row = reader.next()) {
                read++;
                SourceRow.Problem problem = row.problem();
                if (problem != null) {
                    reject(row, problem);
                } else {
                    switch (made.convert(row)) {
                        case ReadingPlan.Outcome.Converted converted -> staged.add(converted.values());
                        case ReadingPlan.Outcome.Rejected refused -> reject(row, refused.problem());
                    }
                }
                if ((read & 1023) == 0) {
                    progress.at(PROFILED + reader.progress() * (CONVERTED - PROFILED), read, rejected);
                }
            }
        }
        keepRejects();
        // Complete only now: some are made while values are converted, such as geometries that were mended.
        findings.addAll(made.findings());
        progress.at(CONVERTED, read, rejected);
    }

    /// Takes over what was decided of a file that DuckDB reads.
    void takeFrom(PlainReading plain) {
        decisions.addAll(plain.decisions());
        read = plain.rows();
    }

    /// Begins anew.
    void forget() {
        decisions.clear();
        findings.clear();
        read = 0;
    }

    private void reject(SourceRow row, SourceRow.Problem problem) {
        Delivery.Reject reject = new Delivery.Reject(++rejected, row.line(), problem, row.asText());
        if (firstReject == null) firstReject = reject;
        waiting.add(reject);
        if (waiting.size() >= REJECTS_AT_ONCE) keepRejects();
    }

    private void keepRejects() {
        if (waiting.isEmpty()) return;
        if (waiting.getFirst().position() == 1) rejects.name(delivery.id(), headers);
        rejects.add(delivery.id(), waiting);
        waiting.clear();
    }

    /// Throws UnreadableDelivery when more than this share of the rows was rejected.
    void refuseMoreRejectsThan(double share) {
        Delivery.Reject first = firstReject;
        if (first == null) return;
        Reason problem = named(first.problem());
        if (rejected == read) {
            throw new UnreadableDelivery(Reason.of("delivery.all_rejected", read, first.line(), problem));
        }
        if (rejected > share * read) {
            throw new UnreadableDelivery(
                    Reason.of("delivery.too_many_rejects", rejected, read, share, first.line(), problem));
        }
    }

    /// With its column, and its value unless the reason names that itself.
    private static Reason named(SourceRow.Problem problem) {
        Reason reason = problem.reason();
        String column = problem.column();
        String value = problem.value();
        if (column == null) return reason;
        return value == null || reason.arguments().contains(value)
                ? Reason.of("delivery.in_column", column, reason)
                : Reason.of("delivery.value_in_column", column, value, reason);
    }

    /// Adds a finding when rows of the file share a key.
    void reportRepeatedKeys(Staged staged, List<Field> key) throws SQLException {
        if (key.isEmpty()) return;
        String keys = key.stream().map(field -> Sql.name(field.name())).collect(Collectors.joining(", "));
        String sql = "select count(*) - count(distinct row(%s)) from (%s)".formatted(keys, staged.select());
        try (Statement statement = staged.connection().createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            long repeated = result.getLong(1);
            if (repeated > 0) {
                findings.add(new SourceRow.Problem(keys, null, Reason.of("delivery.key_repeated", repeated)));
            }
        }
    }

    long read() {
        return read;
    }

    long rejected() {
        return rejected;
    }

    List<Decision> decisions() {
        return decisions;
    }

    List<SourceRow.Problem> findings() {
        return findings;
    }
}
