package city.senne.data.ckan;

import city.senne.data.catalog.Catalog;
import city.senne.data.catalog.Dataset;
import city.senne.data.catalog.Sight;
import city.senne.data.catalog.Theme;
import city.senne.data.explore.dcat.ListDatasets;
import city.senne.data.explore.dcat.ListedDataset;
import city.senne.data.explore.dcat.Portal;
import city.senne.data.query.HeldTable;
import city.senne.data.query.HeldTables;
import city.senne.data.query.HoldTable;
import city.senne.engine.table.Annotations;
import city.senne.engine.table.Field;
import city.senne.engine.table.FieldType;
import city.senne.engine.table.TableSchema;
import city.senne.platform.i18n.Translated;
import city.senne.trust.identity.Viewer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The catalogue as CKAN's questions ask for it, one row per dataset, made anew when a dataset came, went or changed.
@Component
class PackageTable {
    private static final int AT_ONCE = 500;

    private static final TableSchema SCHEMA = new TableSchema(List.of(
            text("dataset_id"),
            text("id"),
            text("half"),
            text("title"),
            text("titles"),
            text("notes"),
            text("words"),
            text("organization"),
            text("organization_title"),
            text("owner_org"),
            many("groups"),
            many("group_titles"),
            many("tags"),
            text("license_id"),
            text("license_title"),
            text("license_url"),
            many("res_format"),
            text("state"),
            text("type"),
            text("private"),
            text("capacity"),
            Field.of("metadata_created", FieldType.DATETIME),
            Field.of("metadata_modified", FieldType.DATETIME)));

    private final Catalog catalog;
    private final ListDatasets listDatasets;
    private final HoldTable holdTable;
    private final HeldTables<Seen> tables = new HeldTables<>();

    /// What decides which datasets a table shows, and in which words.
    private record Seen(Sight sight, Locale language) {}

    PackageTable(Catalog catalog, ListDatasets listDatasets, HoldTable holdTable) {
        this.catalog = catalog;
        this.listDatasets = listDatasets;
        this.holdTable = holdTable;
    }

    private static Field text(String name) {
        return Field.of(name, FieldType.TEXT);
    }

    private static Field many(String name) {
        return new Field(
                name,
                FieldType.TEXT,
                name,
                "",
                new Annotations(false, false, null, ",", false, false, null, null, null));
    }

    /// The table of what this viewer may know of, as it is now.
    HeldTable current(Viewer viewer, Portal portal) {
        Seen seen = new Seen(catalog.sight(viewer), Locale.of(portal.language()));
        return tables.current(seen, catalog.changes(), () -> holdTable.hold(SCHEMA, rows(viewer, seen, portal)))
                .table();
    }

    private List<List<@Nullable Object>> rows(Viewer viewer, Seen seen, Portal portal) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        List<Dataset> some = new ArrayList<>();
        catalog.walk(viewer, seen.sight(), dataset -> {
            some.add(dataset);
            if (some.size() == AT_ONCE) add(viewer, some, seen, portal, rows);
        });
        add(viewer, some, seen, portal, rows);
        return rows;
    }

    private void add(Viewer viewer, List<Dataset> some, Seen seen, Portal portal, List<List<@Nullable Object>> rows) {
        listDatasets.listed(viewer, some, seen.language(), listed -> rows.add(row(listed, portal)));
        some.clear();
    }

    private static List<@Nullable Object> row(ListedDataset listed, Portal portal) {
        Dataset dataset = listed.dataset();
        Dataset.Description said = dataset.description();
        String language = portal.language();
        String publisher = said.publisher().in(language);
        boolean isPrivate = PackageJson.isPrivate(dataset);
        return Arrays.asList(
                dataset.id().value(),
                CkanIds.dataset(dataset.uid()).toString(),
                CkanIds.half(CkanIds.dataset(dataset.uid()).toString()).orElseThrow(),
                dataset.title(language),
                all(said.title()),
                all(said.text()),
                words(dataset),
                publisher.isEmpty() ? null : Names.of(publisher),
                PackageJson.orNull(publisher),
                publisher.isEmpty() ? null : PackageJson.ownerOf(publisher),
                said.themes().stream().map(Names::ofTheme).distinct().toList(),
                dataset.themes(language),
                said.keywords().in(language),
                Names.ofLicence(said),
                PackageJson.orNull(Names.licenceTitle(said)),
                PackageJson.orNull(said.licenceUrl()),
                Resources.formats(portal, listed),
                "active",
                "dataset",
                String.valueOf(isPrivate),
                isPrivate ? "private" : "public",
                dataset.created(),
                dataset.modified());
    }

    private static String all(Translated text) {
        return String.join("\n", text.byLanguage().values());
    }

    /// Everything in which a word is looked for, in all languages.
    private static String words(Dataset dataset) {
        Dataset.Description said = dataset.description();
        Stream<String> themes = said.themes().stream()
                .flatMap(theme -> Stream.of("fr", "nl", "en").map(language -> Theme.nameOf(theme, language)));
        return Stream.of(
                        Stream.of(dataset.id().value(), all(said.title()), all(said.text()), all(said.publisher())),
                        said.keywords().all().stream(),
                        themes)
                .flatMap(each -> each)
                .collect(Collectors.joining("\n"));
    }
}
