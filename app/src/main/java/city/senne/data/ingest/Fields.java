package city.senne.data.ingest;

import city.senne.data.catalog.FieldWords;
import city.senne.data.catalog.UpdateMode;
import city.senne.data.catalog.Version;
import city.senne.data.ingest.Instructions.FieldNotes;
import city.senne.engine.delivery.Reason;
import city.senne.engine.delivery.UnreadableDelivery;
import city.senne.engine.table.Annotations;
import city.senne.engine.table.Field;
import city.senne.engine.table.TableSchema;
import city.senne.platform.i18n.Translated;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The fields of a delivery and those of the version it makes.
///
/// @param delivered what the file holds
/// @param resulting what the version has: with append and upsert also the fields that this file lacks
/// @param words of the resulting fields in several languages
record Fields(TableSchema delivered, TableSchema resulting, Map<String, FieldWords> words) {

    /// Throws UnreadableDelivery when a key field is missing.
    static Fields of(TableSchema read, Instructions instructions, @Nullable Version before, UpdateMode update) {
        TableSchema previous = before == null ? null : before.schema();
        List<String> keyNames = instructions.keyFields();
        if (keyNames != null) {
            for (String name : keyNames) {
                if (read.findField(name).isEmpty()) throw keyMissing(name, read);
            }
        }
        List<Field> fields = new ArrayList<>();
        Map<String, FieldWords> words = new HashMap<>(before == null ? Map.of() : before.words());
        for (Field field : read.fields()) {
            FieldNotes notes = notes(field, instructions);
            fields.add(annotated(field, notes, instructions, previous));
            words.compute(field.name(), (_, known) -> words(notes, Objects.requireNonNullElse(known, FieldWords.NONE)));
        }
        TableSchema delivered = new TableSchema(fields);
        boolean needsKey = update == UpdateMode.UPSERT || update == UpdateMode.REMOVE;
        if (needsKey && delivered.key().isEmpty()) {
            throw new UnreadableDelivery(Reason.of("delivery.key_needed"));
        }
        TableSchema resulting = update == UpdateMode.REPLACE ? delivered : united(previous, delivered);
        words.keySet().removeIf(name -> resulting.findField(name).isEmpty());
        return new Fields(delivered, resulting, words);
    }

    private static @Nullable FieldNotes notes(Field field, Instructions instructions) {
        FieldNotes notes = instructions.fields().get(field.name());
        return notes != null ? notes : instructions.fields().get(field.label());
    }

    /// Null when there are none.
    private static @Nullable FieldWords words(@Nullable FieldNotes notes, FieldWords known) {
        if (notes == null) return known.equals(FieldWords.NONE) ? null : known;
        FieldWords words = new FieldWords(
                notes.label() == null ? known.label() : inLanguages(notes.label()),
                notes.description() == null ? known.description() : inLanguages(notes.description()),
                notes.annotations() == null
                        ? known.unit()
                        : inLanguages(Objects.requireNonNullElse(notes.unit(), Translated.EMPTY)));
        return words.equals(FieldWords.NONE) ? null : words;
    }

    /// What is said in no language is said by the field.
    private static Translated inLanguages(Translated text) {
        return text.isUndetermined() ? Translated.EMPTY : text;
    }

    /// What is said in no language; of an empty text, nothing.
    private static String plain(@Nullable Translated text, String otherwise) {
        if (text == null) return otherwise;
        return text.isEmpty() ? "" : text.byLanguage().getOrDefault(Translated.UNDETERMINED, otherwise);
    }

    private static UnreadableDelivery keyMissing(String name, TableSchema read) {
        String known = read.fields().stream().map(Field::name).collect(Collectors.joining(", "));
        return new UnreadableDelivery(Reason.of("delivery.key_missing", name, known));
    }

    /// What the publisher says of the field now, else what was said of it before.
    private static Field annotated(
            Field field, @Nullable FieldNotes notes, Instructions instructions, @Nullable TableSchema previous) {
        Field before =
                previous == null ? null : previous.findField(field.name()).orElse(null);
        Field known = before == null ? field : before;
        String label = plain(notes == null ? null : notes.label(), known.label());
        String description = plain(notes == null ? null : notes.description(), known.description());
        if (label.isEmpty()) label = field.label();
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
