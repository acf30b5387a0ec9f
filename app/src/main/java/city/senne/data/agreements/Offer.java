package city.senne.data.agreements;

import city.senne.data.catalog.Dataset;
import city.senne.engine.table.Field;
import city.senne.engine.table.TableSchema;
import city.senne.platform.i18n.Language;
import city.senne.platform.i18n.Translated;
import city.senne.trust.access.Access;
import city.senne.trust.access.Table;
import city.senne.trust.identity.Viewer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What somebody may ask for: the fields of a dataset that she may know of.
///
/// @param table all of it
/// @param columns those that are offered
record Offer(Table table, List<Terms.Column> columns) {

    /// @param named columns that both sides know of already
    static Offer of(Access access, Viewer viewer, Dataset dataset, List<Terms.Column> named) {
        Table table = dataset.table(dataset.current(), Language.EN.tag());
        // Whom a rule lets see a part still knows what everybody knows.
        boolean all = dataset.subject().tellsFields();
        Set<String> known = new HashSet<>();
        access.described(viewer, dataset.subject(), table).schema().fields().forEach(field -> known.add(field.name()));
        Set<String> before = new HashSet<>();
        named.forEach(column -> before.add(column.column()));
        List<Terms.Column> columns = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            String column = table.columns().get(i);
            String name = table.schema().fields().get(i).name();
            if (all || known.contains(name) || before.contains(column)) {
                columns.add(new Terms.Column(column, name, label(dataset, i)));
            }
        }
        return new Offer(table, columns);
    }

    /// The fields that are offered, for conditions.
    TableSchema schema() {
        Set<String> names = new HashSet<>();
        columns.forEach(column -> names.add(column.name()));
        return new TableSchema(table.schema().fields().stream()
                .filter(field -> names.contains(field.name()))
                .toList());
    }

    /// Throws for a column that is not of the dataset.
    Field field(Terms.Column column) {
        return table.schema().fields().get(table.columns().indexOf(column.column()));
    }

    private static Translated label(Dataset dataset, int field) {
        Map<String, String> labels = new HashMap<>();
        for (Language language : Language.values()) {
            Field called =
                    dataset.fields(dataset.current(), language.tag()).fields().get(field);
            labels.put(language.tag(), called.label());
        }
        return new Translated(labels);
    }
}
