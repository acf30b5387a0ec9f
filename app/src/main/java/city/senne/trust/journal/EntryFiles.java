package city.senne.trust.journal;

import city.senne.engine.table.CsvWriter;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Entries as others take them away.
final class EntryFiles {
    private static final List<String> COLUMNS =
            List.of("sequence", "at", "kind", "actor", "name", "dataset", "details", "personal", "leaf");

    private EntryFiles() {}

    static CsvWriter csv(Appendable out) throws IOException {
        CsvWriter csv = new CsvWriter(out, ',', false);
        csv.row(COLUMNS);
        return csv;
    }

    static void write(KeptEntry entry, CsvWriter csv) throws IOException {
        csv.row(Arrays.asList(
                String.valueOf(entry.sequence()),
                entry.at().toString(),
                entry.kind(),
                entry.actor(),
                entry.personal().get(Entry.ACTOR),
                entry.dataset(),
                text(entry.details()),
                text(entry.personal()),
                entry.leaf().toString()));
    }

    private static String text(Map<String, String> texts) {
        return texts.entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining("; "));
    }

    /// With all that it takes to compute the leaf anew: `canonical` is the text that is hashed.
    static ObjectNode json(KeptEntry entry) {
        JsonMapper json = JsonMapper.shared();
        ObjectNode all = json.createObjectNode().put("sequence", entry.sequence());
        all.setAll((ObjectNode) json.readTree(entry.canonical()));
        all.set("personal", json.valueToTree(entry.personal()));
        return all.put("leaf", entry.leaf().toString());
    }
}
