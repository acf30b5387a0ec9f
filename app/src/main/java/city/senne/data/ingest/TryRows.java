package city.senne.data.ingest;

import city.senne.data.catalog.Dataset;
import city.senne.engine.delivery.ReadingOptions;
import city.senne.engine.delivery.ReadingPlan;
import city.senne.engine.delivery.Reason;
import city.senne.engine.delivery.RowReader;
import city.senne.engine.delivery.SourceRow;
import city.senne.engine.delivery.formats.Formats;
import city.senne.engine.delivery.formats.Limits;
import city.senne.engine.delivery.types.NullWords;
import city.senne.engine.delivery.types.Profiler;
import city.senne.engine.geo.GeoInference;
import city.senne.engine.geo.Territory;
import city.senne.engine.table.Field;
import city.senne.engine.table.TableSchema;
import city.senne.platform.store.SenneHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/// Reads rows for a dataset as a delivery of them would be read, to find out beforehand which would be rejected.
@Component
public class TryRows {
    /// What a publisher chose for files of another format says nothing of JSON.
    public static final Set<String> OF_FILES =
            Set.of("reading.encoding", "reading.delimiter", "reading.quote", "reading.header_row", "reading.sheet");

    private final Deliveries deliveries;
    private final SenneHome home;

    TryRows(Deliveries deliveries, SenneHome home) {
        this.deliveries = deliveries;
        this.home = home;
    }

    /// @param row counted from 1
    /// @param field as it was sent, or null for the row as a whole
    /// @param value as it was sent, or null where it says nothing
    public record Wrong(
            long row, @Nullable String field, @Nullable String value, Reason reason) {}

    /// What is wrong with rows; empty when all of them will be taken.
    ///
    /// @param rows a JSON array of objects
    public List<Wrong> read(Dataset dataset, byte[] rows) throws IOException {
        Path work = home.work().resolve("rows-" + UUID.randomUUID());
        try {
            Path file = Files.write(Files.createDirectories(work).resolve("content"), rows);
            Instructions forgetful = new Instructions(
                    null, About.NOTHING, null, null, null, ReadingOptions.NONE, Map.of(), OF_FILES, null);
            ReadingOptions options = deliveries
                    .findRemembered(dataset.id())
                    .orElse(Instructions.NONE)
                    .overriddenBy(forgetful)
                    .reading();
            return read(
                    new Formats(work, Limits.USUAL),
                    file,
                    options,
                    dataset.current().schema());
        } finally {
            FileSystemUtils.deleteRecursively(work);
        }
    }

    private static List<Wrong> read(Formats formats, Path file, ReadingOptions options, TableSchema known)
            throws IOException {
        List<Wrong> wrong = new ArrayList<>();
        ReadingPlan plan;
        try (RowReader reader = formats.open(file, "rows.json", options)) {
            plan = Profiler.profile(reader, options, known, new GeoInference(), Territory.BELGIUM);
        }
        for (Field field : plan.schema().fields()) {
            Field before = known.findField(field.name()).orElse(null);
            if (before == null) {
                wrong.add(new Wrong(1, field.label(), null, Reason.of("delivery.pushed_new", field.name())));
            } else if (before.type() != field.type()) {
                Reason type = Reason.of("delivery.pushed_type", before.type().apiName());
                wrong.add(new Wrong(1, field.name(), null, type));
            }
        }
        if (!wrong.isEmpty()) return wrong;
        try (RowReader reader = formats.open(file, "rows.json", options)) {
            long number = 0;
            for (SourceRow row = reader.next(); row != null; row = reader.next()) {
                number++;
                SourceRow.Problem problem = row.problem();
                if (problem == null) {
                    problem = switch (plan.convert(row)) {
                        case ReadingPlan.Outcome.Rejected rejected -> rejected.problem();
                        case ReadingPlan.Outcome.Converted converted ->
                            keyless(plan.schema(), converted.values(), options);
                    };
                }
                if (problem != null) wrong.add(new Wrong(number, problem.column(), problem.value(), problem.reason()));
            }
        }
        return wrong;
    }

    /// A key that is read as no value, or may be beside other rows, tells no rows apart.
    private static SourceRow.@Nullable Problem keyless(
            TableSchema read, @Nullable Object[] values, ReadingOptions options) {
        for (int i = 0; i < values.length; i++) {
            Field field = read.fields().get(i);
            if (!field.annotations().id()) continue;
            boolean none = values[i] == null
                    || options.nullWords() == null && values[i] instanceof String text && NullWords.isSign(text)
                    || values[i] instanceof String[] many && many.length == 0;
            if (none) return new SourceRow.Problem(field.name(), null, Reason.of("delivery.pushed_key"));
        }
        return null;
    }
}
