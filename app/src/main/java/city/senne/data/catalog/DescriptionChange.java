package city.senne.data.catalog;

import city.senne.trust.journal.Entry;
import city.senne.trust.journal.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// What the journal is told when a description changes: each field that got another name, and which other parts
/// changed.
final class DescriptionChange {
    private DescriptionChange() {}

    /// @param by makes an entry of somebody's deed
    static List<Entry> told(Function<Kind, Entry> by, Dataset before, Dataset.Description now) {
        List<Entry> told = new ArrayList<>();
        Dataset.Description was = before.description();
        now.fields().forEach((column, notes) -> {
            String from = was.fields().getOrDefault(column, FieldNotes.NONE).nameOf(column);
            String to = notes.nameOf(column);
            if (!from.equals(to)) {
                told.add(by.apply(Kind.FIELD_RENAMED).with("from", from).with("to", to));
            }
        });
        List<String> parts = changed(was, now);
        if (!told.isEmpty()) parts.remove("fields");
        if (!parts.isEmpty()) {
            told.add(by.apply(Kind.DATASET_DESCRIBED).with("parts", String.join(", ", parts)));
        }
        return told.stream().map(entry -> entry.about(before.id().value())).toList();
    }

    private static List<String> changed(Dataset.Description was, Dataset.Description now) {
        Map<String, Function<Dataset.Description, Object>> parts = new LinkedHashMap<>();
        parts.put("title", Dataset.Description::title);
        parts.put("description", Dataset.Description::text);
        parts.put("publisher", Dataset.Description::publisher);
        parts.put("contact", Dataset.Description::contact);
        parts.put("licence", said -> said.licence() + " " + said.licenceUrl());
        parts.put("keywords", Dataset.Description::keywords);
        parts.put("themes", Dataset.Description::themes);
        parts.put("frequency", Dataset.Description::frequency);
        parts.put("coverage", Dataset.Description::coverage);
        parts.put("languages", Dataset.Description::languages);
        parts.put("hvd", Dataset.Description::hvdCategories);
        parts.put("fields", Dataset.Description::fields);
        List<String> changed = new ArrayList<>(parts.keySet());
        changed.removeIf(part -> {
            Function<Dataset.Description, Object> read = parts.get(part);
            return read == null || read.apply(was).equals(read.apply(now));
        });
        return changed;
    }
}
