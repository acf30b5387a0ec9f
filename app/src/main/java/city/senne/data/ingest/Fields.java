package city.senne.data.ingest;

import city.senne.data.catalog.UpdateMode;
import city.senne.data.ingest.Instructions.FieldNotes;
import city.senne.engine.delivery.Reason;
import city.senne.engine.delivery.UnreadableDelivery;
import city.senne.engine.table.Annotations;
import city.senne.engine.table.Field;
import city.senne.engine.table.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The fields of a delivery and those of the version it makes.
///
/// @param delivered what the file holds
/// @param resulting what the version has: with append and upsert also the fields that this file lacks
record Fields(TableSchema delivered, TableSchema resulting) {

    /// Throws UnreadableDelivery when a key field is missing.
    static Fields of(TableSchema read, Instructions instructions, @Nullable TableSchema previous, UpdateMode update) {
        List<String> keyNames = instructions.keyFields();
        if (keyNames != null) {
            for (String name : keyNames) {
                if (read.findField(name).isEmpty()) throw keyMissing(name, read);
            }
        }
        List<Field> fields = new ArrayList<>();
        for (Field field : read.fields()) fields.add(annotated(field, instructions, previous));
        TableSchema delivered = new TableSchema(fields);
        if (update == UpdateMode.UPSERT && delivered.key().isEmpty()) {
            throw new UnreadableDelivery(Reason.of("delivery.key_needed"));
        }
        return new Fields(delivered, update == UpdateMode.REPLACE ? delivered : united(previous, delivered));
    }

    private static UnreadableDelivery keyMissing(String name, TableSchema read) {
        String known = read.fields().stream().map(Field::name).collect(Collectors.joining(", "));
        return new UnreadableDelivery(Reason.of("delivery.key_missing", name, known));
    }

    /// What the publisher says of the field now, else what was said of it before.
    private static Field annotated(Field field, Instructions instructions, @Nullable TableSchema previous) {
        FieldNotes notes = instructions.fields().get(field.name());
        if (notes == null) notes = instructions.fields().get(field.label());
        Field before =
                previous == null ? null : previous.findField(field.name()).orElse(null);
        String label = notes != null && notes.label() != null
                ? notes.label()
                : before != null ? before.label() : field.label();
        String description = notes != null && notes.description() != null
                ? notes.description()
                : before != null ? before.description() : field.description();
        Annotations annotations = notes != null && notes.annotations() != null
                ? withSeparatorOf(field, notes.annotations())
                : before != null && before.columns().equals(field.columns())
                        ? before.annotations()
                        : field.annotations();
        List<String> key = instructions.keyFields();
        if (key != null) annotations = key.contains(field.name()) ? annotations.asId() : annotations.asNotId();
        return new Field(field.name(), field.type(), label, description, annotations);
    }

    /// Whether a column holds lists was settled when it was read.
    private static Annotations withSeparatorOf(Field field, Annotations wanted) {
        return wanted.separatedBy(field.annotations().multivalued());
    }

    private static TableSchema united(@Nullable TableSchema previous, TableSchema delivered) {
        if (previous == null) return delivered;
        List<Field> fields = new ArrayList<>();
        for (Field field : previous.fields()) {
            fields.add(delivered.findField(field.name()).orElse(field));
        }
        for (Field field : delivered.fields()) {
            if (previous.findField(field.name()).isEmpty()) fields.add(field);
        }
        return new TableSchema(fields);
    }
}
