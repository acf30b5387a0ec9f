package city.senne.data.explore.api;

import city.senne.data.catalog.DatasetId;
import city.senne.data.explore.export.JsonValues;
import city.senne.data.explore.export.Rows;
import city.senne.engine.odsql.OutputColumn;
import city.senne.engine.odsql.Question;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// What a record tells about itself beside its fields, when asked: its links, its id, its time, its size.
///
/// @param links null when they were not asked for
record RecordExtras(DatasetId dataset, @Nullable Links links, boolean appMetas) {
    private static final String ID = "__record_id";
    private static final String TIMESTAMP = "__record_timestamp";
    private static final String SIZE = "__record_size";
    private static final Set<String> NAMES = Set.of(ID, TIMESTAMP, SIZE);

    /// The question, with the columns that these extras are made of. Groups are no records: they have none.
    Question added(Question question) {
        boolean plain = (links == null && !appMetas) || question.groupBy() != null;
        if (plain) return question;
        String select = question.select() == null ? "*" : question.select();
        return question.select("%s, recordid as `%s`, record_timestamp as `%s`, record_size as `%s`"
                .formatted(select, ID, TIMESTAMP, SIZE));
    }

    /// The current row.
    void row(JsonGenerator json, Rows rows, JsonValues values) {
        List<OutputColumn> columns = rows.columns();
        json.writeStartObject();
        if (links != null) writeLinks(json, rows, links);
        for (int i = 0; i < columns.size(); i++) {
            OutputColumn column = columns.get(i);
            if (NAMES.contains(column.name())) continue;
            json.writeName(column.name());
            values.value(json, column, rows.value(i));
        }
        if (appMetas) {
            extra(json, rows, values, ID, "_id");
            extra(json, rows, values, TIMESTAMP, "_timestamp");
            extra(json, rows, values, SIZE, "_size");
        }
        json.writeEndObject();
    }

    private void writeLinks(JsonGenerator json, Rows rows, Links links) {
        int id = find(rows, ID);
        if (id < 0 || !(rows.value(id) instanceof String record)) return;
        json.writeArrayPropertyStart("_links");
        for (Links.Link link : List.of(
                new Links.Link("self", links.record(dataset, record)),
                new Links.Link("datasets", links.datasets()),
                new Links.Link("dataset", links.dataset(dataset)))) {
            link.write(json);
        }
        json.writeEndArray();
    }

    private static void extra(JsonGenerator json, Rows rows, JsonValues values, String column, String name) {
        int at = find(rows, column);
        if (at < 0) return;
        json.writeName(name);
        values.value(json, rows.columns().get(at), rows.value(at));
    }

    private static int find(Rows rows, String name) {
        for (int i = 0; i < rows.columns().size(); i++) {
            if (rows.columns().get(i).name().equals(name)) return i;
        }
        return -1;
    }
}
