package city.senne.data.catalog;

import city.senne.engine.delivery.types.FieldNames;
import city.senne.engine.table.Field;
import city.senne.trust.identity.Viewer;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Somebody gives a field another name for questions. The old one goes on answering for a while, and deliveries go on
/// calling the column as they did.
@Component
public class RenameField {
    private static final Set<String> TECHNICAL = Set.of("datasetid", "recordid", "record_timestamp", "record_size");

    private final DescribeDataset describeDataset;
    private final FieldNameSettings settings;
    private final Clock clock;

    RenameField(DescribeDataset describeDataset, FieldNameSettings settings, Clock clock) {
        this.describeDataset = describeDataset;
        this.settings = settings;
        this.clock = clock;
    }

    /// The last day on which a name would answer that was given up today.
    public LocalDate lastDay() {
        return settings.lastDay(today());
    }

    /// Throws NoSuchDataset, and AccessRefused.
    ///
    /// @param dataset as it was when the name was thought of
    /// @param column the name under which the field is delivered
    public DescribeDataset.Outcome rename(Viewer viewer, Dataset dataset, int revision, String column, String name) {
        Optional<DescriptionMistake> wrong = findMistake(dataset, column, name);
        if (wrong.isPresent()) return new DescribeDataset.Outcome.Wrong(List.of(wrong.get()));
        return describeDataset.describe(viewer, dataset.id(), revision, renamed(dataset.description(), column, name));
    }

    /// The description with a field under another name; as it was when that is its name.
    public Dataset.Description renamed(Dataset.Description said, String column, String name) {
        String present = said.fields().getOrDefault(column, FieldNotes.NONE).nameOf(column);
        if (present.equals(name)) return said;
        return said.renamed(column, name, today(), lastDay());
    }

    /// Why a field cannot be called so; empty when it can.
    public static Optional<DescriptionMistake> findMistake(Dataset dataset, String column, String name) {
        if (!name.matches("[a-z][a-z0-9_]*") || !FieldNames.slug(name).equals(name)) {
            return Optional.of(new DescriptionMistake("name", "catalog.wrong.field-name", FieldNames.slug(name)));
        }
        if (TECHNICAL.contains(name)) {
            return Optional.of(new DescriptionMistake("name", "catalog.wrong.field-name-technical", name));
        }
        boolean isOfAnother =
                dataset.current().schema().fields().stream().map(Field::name).anyMatch(other -> other.equals(name))
                        || dataset.columns().containsKey(name);
        if (isOfAnother
                && !column.equals(name)
                && !column.equals(dataset.columns().get(name))) {
            return Optional.of(new DescriptionMistake("name", "catalog.wrong.field-name-taken", name));
        }
        return Optional.empty();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
