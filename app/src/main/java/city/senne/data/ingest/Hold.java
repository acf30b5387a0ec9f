package city.senne.data.ingest;

import city.senne.data.catalog.Dataset;
import city.senne.engine.table.Field;
import city.senne.engine.table.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a delivery would take away from those who use the dataset, and somebody must want first.
///
/// @param gone names of the fields that would be no more
/// @param changed fields whose type would be another
public record Hold(long rowsBefore, long rowsAfter, List<String> gone, List<Changed> changed) {

    /// @param before the type as the API names it
    public record Changed(String field, String before, String after) {}

    /// Thrown when a delivery must wait for somebody's decision.
    static final class Needed extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient Hold hold;

        Needed(Hold hold) {
            super("The delivery waits for a decision");
            this.hold = hold;
        }

        Hold hold() {
            return hold;
        }
    }

    /// Empty when nothing that people use goes away.
    ///
    /// @param above the share of the rows that may go by themselves
    static Optional<Hold> of(Dataset dataset, TableSchema after, long rowsAfter, double above) {
        TableSchema before = dataset.current().schema();
        long rowsBefore = dataset.current().rows();
        List<String> gone = new ArrayList<>();
        List<Changed> changed = new ArrayList<>();
        for (Field field : before.fields()) {
            String name = dataset.notes(field.name()).nameOf(field.name());
            Optional<Field> now = after.findField(field.name());
            if (now.isEmpty()) {
                gone.add(name);
            } else if (!now.get().type().equals(field.type())) {
                changed.add(new Changed(
                        name, field.type().apiName(), now.get().type().apiName()));
            }
        }
        boolean isFewer = rowsBefore - rowsAfter > rowsBefore * above;
        return isFewer || !gone.isEmpty() || !changed.isEmpty()
                ? Optional.of(new Hold(rowsBefore, rowsAfter, gone, changed))
                : Optional.empty();
    }
}
